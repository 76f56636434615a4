// npm run build: builds the portals where their sources have changed since they were built last.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { installOrExplain } from './install-if-missing.mjs';
import { root } from './root.mjs';
import { run } from './run-tool.mjs';
import { takeTurn } from './one-at-a-time.mjs';

const dist = join(root, 'portals/dist');
const stamp = join(dist, 'built-from');

/** Builds what is out of date. Throws where the build fails; an image without the build tools brings its files along. */
export async function buildPortals() {
  if (isBuilt() || !hasTools()) return;
  const turn = await takeTurn({
    onWait: () => say('another command is building the portals already; waiting for it.'),
  });
  try {
    if (!isBuilt()) await build();
  } finally {
    turn.end();
  }
}

async function build() {
  const begin = Date.now();
  say('building the portals ...');
  const digest = digestOfSources();
  const aside = join(root, `portals/.dist-${process.pid}`);
  const args = [
    'build',
    '--config',
    'portals/vite.config.ts',
    '--logLevel',
    'error',
    '--outDir',
    aside,
    '--emptyOutDir',
  ];
  const { status, output } = await run('vite/bin/vite.js', args);
  if (status !== 0) throw new Error(`The portals could not be built.\n${output}`);
  compressFiles(join(aside, 'assets'));
  writeFileSync(join(aside, 'built-from'), digest);
  // Whole at every instant: a server that reads its pages now finds the old ones or the new ones.
  rmSync(dist, { recursive: true, force: true });
  renameSync(aside, dist);
  say(`built the portals in ${((Date.now() - begin) / 1000).toFixed(1)} s.`);
}

function isBuilt() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === digestOfSources();
}

/** An image without the development packages brings the built files along. */
function hasTools() {
  return existsSync(join(root, 'node_modules/vite'));
}

/** What the build depends on: the sources of the portals, the rules and texts that they import, the packages. */
function digestOfSources() {
  const hash = createHash('sha256');
  const files = [
    ...filesIn('portals'),
    ...filesIn('src').filter((file) => /\/(shared|rules)\//.test(file)),
    'package-lock.json',
  ];
  for (const file of files) hash.update(`${file}\n`).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

function filesIn(folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .filter((file) => !/^portals\/\.?dist/.test(file))
    .toSorted();
}

/** The files never change, so they are packed once and sent packed. */
function compressFiles(folder) {
  for (const name of readdirSync(folder).filter((each) => /\.(js|css)$/.test(each))) {
    const content = readFileSync(join(folder, name));
    const packed = brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
    writeFileSync(join(folder, `${name}.br`), packed);
  }
}

function say(sentence) {
  process.stderr.write(`Licet: ${sentence}\n`);
}

/** Builds, or says what went wrong and ends. */
export async function buildOrExplain() {
  try {
    await buildPortals();
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await installOrExplain({ forTests: true });
  await buildOrExplain();
}
