// Only one command installs at a time. The lock is a listening socket: the kernel closes it together with its process,
// even at kill -9, so there is no file with a stale owner to judge. Those who wait hold a connection, and its end tells
// them at once that it is their turn.
import { createHash } from 'node:crypto';
import { realpathSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './root.mjs';

/** Resolves when no other command of this checkout holds the turn. `onWait` is called once if there is one to wait for. */
export async function takeTurn({ onWait }) {
  for (let tries = 0; ; tries += 1) {
    const turn = await listen();
    if (turn !== 'taken') return turn;
    if (tries === 0) onWait();
    await untilTheOtherEnds();
    await sleep(50);
  }
}

function listen() {
  const waiting = new Set();
  const server = createServer((socket) => {
    waiting.add(socket.on('error', () => socket.destroy()));
  });
  const end = () => {
    server.close();
    for (const socket of waiting) socket.destroy();
  };
  return new Promise((resolve) => {
    // A machine that refuses the socket for another reason gets no turns: double work at worst, see installAside.
    server.once('error', (error) => resolve(error.code === 'EADDRINUSE' ? 'taken' : { end: () => {} }));
    server.listen(address(), () => resolve({ end }));
  });
}

function untilTheOtherEnds() {
  return new Promise((resolve) => {
    const socket = connect(address());
    socket.once('error', (error) => {
      // A socket file outlives its process where the system has no names without files; nobody listens, so it may go.
      if (error.code === 'ECONNREFUSED' && !hasNamesWithoutFiles()) rmSync(address(), { force: true });
    });
    socket.once('close', resolve).resume();
  });
}

const hasNamesWithoutFiles = () => process.platform === 'linux' || process.platform === 'win32';

function address() {
  const name = `licet-install-${createHash('sha256').update(realpathSync(root)).digest('hex').slice(0, 20)}`;
  if (process.platform === 'linux') return `\0${name}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), name);
}
