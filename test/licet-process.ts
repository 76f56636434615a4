import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseConnection } from '../src/platform/database.ts';

const main = join(import.meta.dirname, '../src/cli/licet.mjs');

/** A data folder that the embedded PostgreSQL's user can reach. */
export function freshDataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'licet-journey-'));
  chmodSync(folder, 0o755);
  return folder;
}

/** The `DATABASE_URL` of a database behind a socket. */
export function addressOf({ host, port, user, database }: DatabaseConnection): string {
  return `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host)}&port=${port}`;
}

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process of `licet`, as a person starts it. */
export interface LicetProcess {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** resolves with what was printed so far, once it matches */
  readonly printed: (pattern: RegExp) => Promise<string>;
}

/** Starts `licet` with arguments and variables of its own. */
export function startLicet(args: readonly string[], variables: Readonly<Record<string, string>>): LicetProcess {
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('LICET_') && name !== 'DATABASE_URL'),
  );
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...inherited, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (part: Buffer) => (stdout += part.toString()));
  child.stderr.on('data', (part: Buffer) => (stderr += part.toString()));
  const ended = new Promise<Ended>((resolve) => child.on('close', (status) => resolve({ status, stdout, stderr })));
  const printed = async (pattern: RegExp): Promise<string> => {
    while (!pattern.test(stdout)) {
      if (child.exitCode !== null || child.signalCode !== null)
        throw new Error(`licet ended before it printed ${pattern}: ${stdout}${stderr}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return stdout;
  };
  return { child, ended, printed };
}

/** Runs one command to its end. */
export function licet(args: readonly string[], variables: Readonly<Record<string, string>>): Promise<Ended> {
  return startLicet(args, variables).ended;
}
