import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { root } from './root.mjs';
import { environmentWithProjectNode, projectNode } from './project-node.mjs';

const running = new Set();

/** Runs a tool out of node_modules with the project's Node, and answers its status, output and time. */
export function run(tool, args, { env = {}, showAsItComes = false } = {}) {
  const begin = Date.now();
  const child = spawn(projectNode(), [join(root, 'node_modules', tool), ...args], {
    cwd: root,
    env: { ...environmentWithProjectNode(), ...env },
    stdio: showAsItComes ? 'inherit' : ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text) => (output += text));
  return new Promise((resolve) => {
    child.once('error', (error) => (output += error.message));
    child.once('close', (status) => {
      running.delete(child);
      resolve({ status: status ?? 1, output, seconds: ((Date.now() - begin) / 1000).toFixed(1) });
    });
  });
}

/** Passes the signal on, waits for what was running to end, and ends. */
export async function stopAll(signal) {
  await Promise.all(
    [...running].map(
      (child) =>
        new Promise((resolve) => {
          child.once('close', resolve);
          child.kill(signal);
        }),
    ),
  );
  process.exit(128 + constants.signals[signal]);
}
