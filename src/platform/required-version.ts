import { Problem } from '../shared/problems.ts';

/** Throws `stale_version` where somebody changed the thing since the caller read it. */
export function requireVersion(what: string, key: string, version: number, expected: number | undefined): void {
  if (expected === undefined || expected === version) return;
  throw new Problem(
    'stale_version',
    `The ${what} ${key} is at version ${version}, not ${expected}. Read it again, then change it.`,
  );
}
