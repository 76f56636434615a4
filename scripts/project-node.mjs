// The project brings its own Node 24 as a package, so everybody develops, tests and runs on the same one, whatever
// the machine has.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { root } from './root.mjs';

/** The Node to run Licet with. Ends the process with advice where there is none. */
export function projectNode() {
  const own = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (existsSync(own)) return own;
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  process.stderr.write(
    `Licet: Node ${process.versions.node} is too old, and for ${process.platform}-${process.arch} Licet brings none of its own.\n` +
      'Install Node 24 from https://nodejs.org/ (22.18 is the oldest that works) and run the same command again.\n',
  );
  process.exit(1);
}

/**
 * How Licet's Node is started. What a job throws away is young: with the usual 64 MiB for young objects a run over a million
 * line items holds twice the memory and is no faster.
 */
export const nodeFlags = ['--max-semi-space-size=8'];

/** The environment for tools: a `node` that they start by name is the project's, too. */
export function environmentWithProjectNode() {
  return { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env['PATH'] ?? ''}` };
}

/** Turns this process into `node src/cli/licet.mjs ...`; on an old Node, which cannot, starts it and passes everything on. */
export function becomeLicet(commandArguments, extraEnvironment = {}) {
  const node = projectNode();
  const args = [...nodeFlags, join(root, 'src', 'cli', 'licet.mjs'), ...commandArguments];
  const env = { ...process.env, ...dataFolder(), ...extraEnvironment };
  if (existsSync(personsFolder())) process.chdir(personsFolder());
  if (process.execve) return process.execve(node, [node, ...args], env);
  return passOn(spawn(node, args, { stdio: 'inherit', env }));
}

/** npm runs scripts in the project's folder; a path that a person gives is meant from where that person is. */
function personsFolder() {
  return process.env['INIT_CWD'] && process.cwd() === root ? process.env['INIT_CWD'] : process.cwd();
}

/** The default data folder stays in the project's folder, from wherever `npm run licet` is called. */
function dataFolder() {
  const isChosen = process.env['LICET_DATA_DIR'] || process.env['DATABASE_URL'];
  return isChosen || personsFolder() === root ? {} : { LICET_DATA_DIR: join(root, 'licet-data') };
}

function passOn(child) {
  // A Ctrl-C in a terminal reaches the whole process group, the child has it already.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.once('error', (error) => {
    process.stderr.write(`Licet: its Node could not be started: ${error.message}\n`);
    process.exit(1);
  });
  child.once('close', (status, signal) => process.exit(signal ? 128 + constants.signals[signal] : status));
}
