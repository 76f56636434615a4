import { createHash } from 'node:crypto';
import { chown, lstat, mkdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { ServerUser } from './embedded-postgres-user.ts';

/** The number in the socket's name; nothing listens on TCP. */
export const SOCKET_PORT = 5432;

// sun_path holds 104 bytes on macOS and 108 on Linux, the final zero included.
const SOCKET_PATH_BYTES_MAX = 103;

/** The folder of the server's socket: short however long the data folder's path is, and the same for every process. */
export function socketFolderOf(dataFolder: string): string {
  const name = `licet-${createHash('sha256').update(dataFolder).digest('hex').slice(0, 16)}`;
  const folder = path.join(temporaryFolder(), name);
  return Buffer.byteLength(path.join(folder, `.s.PGSQL.${SOCKET_PORT}`)) <= SOCKET_PATH_BYTES_MAX
    ? folder
    : path.join('/tmp', name);
}

/** Root's TMPDIR is often closed to the user that the server runs as. */
function temporaryFolder(): string {
  return process.getuid?.() === 0 ? '/tmp' : os.tmpdir();
}

/** Creates the folder for the server's user alone, or throws if somebody else was there first. */
export async function prepareSocketFolder(folder: string, user: ServerUser): Promise<void> {
  await mkdir(folder, { mode: 0o700 }).catch(ignoreExisting);
  const { uid, gid } = user.spawnAs;
  // Also when it exists: whoever created it may have been killed before this line.
  if (uid !== undefined && gid !== undefined && (await isPrivateTo(folder, 0))) await chown(folder, uid, gid);
  if (!(await isPrivateTo(folder, user.uid))) throw new Error(notOurs(folder, user));
}

/** Whether nobody else can have put a socket there. Anyone may create names in /tmp, so neither the name nor its presence proves anything. */
export async function isPrivateTo(folder: string, uid: number): Promise<boolean> {
  const found = await lstat(folder).catch(() => undefined);
  return found !== undefined && found.isDirectory() && found.uid === uid && (found.mode & 0o077) === 0;
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

function notOurs(folder: string, user: ServerUser): string {
  return `${folder}, the folder for the database's socket, is not a folder that only ${user.name} can enter. Somebody else may have made it: remove it, or set TMPDIR to a folder of your own.`;
}
