// Makes sure that node_modules holds what package-lock.json says. Plain JavaScript without a dependency: it has to run
// before anything is installed, on whatever Node the machine has.
import { mkdirSync, readdirSync, renameSync, rmSync, copyFileSync, existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { root } from './root.mjs';
import { isInstalled, livesOnAnotherDisk, rememberAbsentPackages } from './installed-packages.mjs';
import { takeTurn } from './one-at-a-time.mjs';
import { InstallFailed, npmCi } from './npm-ci.mjs';

/**
 * Installs the packages if they are not all there. `forTests: false` is content without the development packages,
 * so that an image made with `npm ci --omit=dev` can be started.
 */
export async function installIfMissing({ forTests }) {
  removeLeftovers();
  if (isInstalled({ forTests })) return;
  const turn = await takeTurn({
    onWait: () => say('another command is installing the packages already; waiting for it.'),
  });
  try {
    if (!isInstalled({ forTests })) await install();
  } finally {
    turn.end();
  }
}

async function install() {
  const begin = Date.now();
  say('installing its packages, once; this takes about half a minute ...');
  await (livesOnAnotherDisk() ? npmCi(root) : installAside());
  rememberAbsentPackages();
  say(`installed in ${Math.round((Date.now() - begin) / 1000)} s.`);
}

/**
 * npm works in a folder of its own, which takes the place of node_modules when it is complete. So node_modules is
 * whole at every instant, whoever is killed and whoever else installs at the same time: the turn above saves double work,
 * correctness does not rest on it.
 */
async function installAside() {
  const aside = join(root, `.install-${process.pid}`);
  mkdirSync(aside, { recursive: true });
  try {
    for (const name of ['package.json', 'package-lock.json', '.npmrc']) {
      if (existsSync(join(root, name))) copyFileSync(join(root, name), join(aside, name));
    }
    await npmCi(aside);
    if (existsSync(join(root, 'node_modules'))) renameSync(join(root, 'node_modules'), join(aside, 'replaced'));
    renameSync(join(aside, 'node_modules'), join(root, 'node_modules'));
  } finally {
    rmSync(aside, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Folders of installs that were killed. One that an orphaned npm still writes to may resist; the next command takes it. */
function removeLeftovers() {
  for (const name of readdirSync(root).filter((each) => /^\.install-\d+$/.test(each))) {
    if (isAlive(Number(name.slice('.install-'.length)))) continue;
    try {
      rmSync(join(root, name), { recursive: true, force: true });
    } catch {
      // Left for the next command: only disk space is lost until then.
    }
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** To stderr, because the stdout of `npm run --silent licet` belongs to the command. */
function say(sentence) {
  process.stderr.write(`Licet: ${sentence}\n`);
}

/** Installs, or says what to do and ends. */
export async function installOrExplain({ forTests }) {
  try {
    await installIfMissing({ forTests });
  } catch (error) {
    if (!(error instanceof InstallFailed)) throw error;
    say(error.message);
    process.exit(1);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await installOrExplain({ forTests: true });
