import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The version of this release, as package.json states it. */
export const releaseVersion: string = versionIn(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'));

function versionIn(packageText: string): string {
  const parsed: unknown = JSON.parse(packageText);
  const isVersioned = typeof parsed === 'object' && parsed !== null && 'version' in parsed;
  return isVersioned ? String(parsed.version) : 'unknown';
}
