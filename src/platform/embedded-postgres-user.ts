import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Who runs the server. PostgreSQL refuses root, so root hands it to somebody else; everyone else runs it as themselves. */
export interface ServerUser {
  readonly name: string;
  readonly uid: number;
  /** To be spread into the options of a child process: empty unless the user changes. */
  readonly spawnAs: { readonly uid?: number; readonly gid?: number };
}

/** The user of an existing cluster, or the one for a new cluster; throws if this process may not act for the cluster's owner. */
export async function findServerUser(cluster: string): Promise<ServerUser> {
  const owner = await stat(cluster).catch(() => undefined);
  const self = process.getuid?.() ?? -1;
  if (self !== 0) {
    if (owner !== undefined && owner.uid !== self) throw new Error(belongsToAnother(cluster, owner.uid, self));
    return { name: `uid ${self}`, uid: self, spawnAs: {} };
  }
  // The owner, so that the cluster of `nobody` stays theirs when somebody installs a `postgres` user later.
  if (owner !== undefined && owner.uid !== 0) return dropped(`uid ${owner.uid}`, owner.uid, owner.gid);
  return (await namedUser('postgres')) ?? (await namedUser('nobody')) ?? dropped('uid 65534', 65534, 65534);
}

async function namedUser(name: string): Promise<ServerUser | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return dropped(name, Number(uid.stdout), Number(gid.stdout));
  } catch {
    return undefined;
  }
}

function dropped(name: string, uid: number, gid: number): ServerUser {
  return { name, uid, spawnAs: { uid, gid } };
}

function belongsToAnother(cluster: string, owner: number, self: number): string {
  return `The database in ${cluster} belongs to uid ${owner}, and Licet runs as uid ${self}. Run it as that user (or as root, if root created it), or set LICET_DATA_DIR to another folder.`;
}

/** Throws, saying what to do, if the user that root drops to cannot enter one of the folders. */
export async function assertReachable(
  user: ServerUser,
  places: { readonly data: string; readonly programs: string },
): Promise<void> {
  if (user.spawnAs.uid === undefined) return;
  const [data, programs] = await Promise.all([firstBlocked(user, places.data), firstBlocked(user, places.programs)]);
  const remedies = [
    ...(data === undefined
      ? []
      : [`set LICET_DATA_DIR to a folder that ${user.name} can reach (such as /var/lib/licet)`]),
    ...(programs === undefined ? [] : [`install Licet where ${user.name} can reach it (such as /opt/licet)`]),
  ];
  const blocked = [...new Set([data, programs])].filter((folder) => folder !== undefined);
  if (blocked.length > 0) throw new Error(unreachable(user, blocked, remedies));
}

/** The user's own answer, not a reading of mode bits: it knows access lists and mount options too. */
async function firstBlocked(user: ServerUser, folder: string): Promise<string | undefined> {
  const script = 'for folder; do test -x "$folder" || { printf %s "$folder"; break; }; done';
  const { stdout } = await run('/bin/sh', ['-c', script, 'sh', ...ancestry(folder)], {
    ...user.spawnAs,
    cwd: '/',
    env: {},
  });
  return stdout === '' ? undefined : stdout;
}

function ancestry(folder: string): readonly string[] {
  const parent = path.dirname(folder);
  return parent === folder ? [folder] : [...ancestry(parent), folder];
}

function unreachable(user: ServerUser, blocked: readonly string[], remedies: readonly string[]): string {
  return [
    `PostgreSQL refuses to run as root, so Licet runs it as ${user.name}, who may not enter ${blocked.join(' and ')}.`,
    `Do one of these: ${remedies.join(' and ')}; or let others pass ("chmod o+x ${blocked.join(' ')}"); or run Licet as an ordinary user;`,
    'or set DATABASE_URL=postgres://user:password@host/database to any PostgreSQL 15 or later.',
  ].join(' ');
}

/** The environment without anything that PostgreSQL's programs would take for settings, and with messages in English (they are read). */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('PG'));
  return { ...Object.fromEntries(kept), LC_ALL: 'C' };
}
