import { setTimeout as delay } from 'node:timers/promises';
import { DatabaseSync } from 'node:sqlite';

// Why SQLite, when all we want is a lock: Node has no flock, and a lock made of files, process IDs or listening sockets must
// one day take over the lock of a dead process. "Look whether it is dead, then remove it" is two steps, and between them
// another process can take the lock over and have its live lock removed. SQLite's exclusive transaction is a POSIX record lock
// (fcntl) on the file: the kernel gives it to one process at most and drops it when that process ends in whatever way, so there
// are no stale locks and nothing to take over. SQLite also keeps two connections of one process apart, which bare fcntl does not.
//
// Nothing is ever written to the file and it must never be deleted: two processes could then hold two different files.
// This process must not open it by other means either (closing any descriptor of the file drops a POSIX lock).

const SQLITE_BUSY = 5;

export interface LockOptions {
  readonly file: string;
  readonly waitMilliseconds: number;
}

/** Does `work` while no other caller, in this process or another on this machine, does its own under the same file. */
export async function withLock<Result>(options: LockOptions, work: () => Promise<Result>): Promise<Result> {
  const lock = await waitForLock(options);
  try {
    return await work();
  } finally {
    lock.close();
  }
}

async function waitForLock({ file, waitMilliseconds }: LockOptions): Promise<DatabaseSync> {
  const deadline = performance.now() + waitMilliseconds;
  for (;;) {
    const lock = tryLock(file);
    if (lock !== undefined) return lock;
    if (performance.now() > deadline) throw new Error(heldTooLong(file, waitMilliseconds));
    // Uneven, so that two waiting processes do not keep refusing each other in step.
    await delay(5 + Math.random() * 10);
  }
}

function tryLock(file: string): DatabaseSync | undefined {
  const lock = openLockFile(file);
  try {
    // The journal in memory: a file beside the lock would be one more thing to be left behind.
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    if (isBusy(error)) return undefined;
    throw cannotLock(file, error);
  }
}

function openLockFile(file: string): DatabaseSync {
  try {
    return new DatabaseSync(file);
  } catch (error) {
    throw cannotLock(file, error);
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
}

function cannotLock(file: string, cause: unknown): Error {
  return new Error(
    `Licet cannot lock ${file}. Run it as the user who owns that folder, or set LICET_DATA_DIR to a folder on a local disk that it may write to.`,
    { cause },
  );
}

function heldTooLong(file: string, waitMilliseconds: number): string {
  const seconds = Math.round(waitMilliseconds / 1000);
  return `Another Licet process has been starting or stopping the embedded database for ${seconds} s (it holds ${file}). Look at what it is doing, end it, and try again.`;
}
