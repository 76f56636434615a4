import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openEmbeddedPostgres } from '../src/platform/embedded-postgres.ts';
import { alternate, type Bench } from './bench.ts';

const main = join(import.meta.dirname, '../src/cli/licet.mjs');
const starter = join(import.meta.dirname, 'postgres-starter.ts');

/** From the start of the process to a 200 from /readyz, against a process that starts the embedded database and nothing else. */
export const coldStart: Bench = {
  name: 'cold-start',
  title: '`licet serve` to a 200 from /readyz, the database exists',
  baselineTitle: 'a process that starts the embedded database alone',
  unit: 'x',
  budget: 2,
  measure: async (site, { smoke }) => {
    const dataFolder = join(site.folder, 'cold');
    mkdirSync(dataFolder, { recursive: true });
    chmodSync(dataFolder, 0o755);
    await serveUntilReady(dataFolder); // makes the database
    const inProcess: number[] = [];
    const samples = await alternate({
      rounds: smoke ? 1 : 7,
      measured: () => serveUntilReady(dataFolder),
      baseline: async () => {
        inProcess.push(await startPostgresHere(dataFolder));
        return startPostgresAlone(dataFolder);
      },
    });
    const least = Math.min(...inProcess).toFixed(0);
    return { ...samples, remarks: [`PostgreSQL itself, in a process that runs already, takes ${least} ms`] };
  },
};

async function serveUntilReady(dataFolder: string): Promise<number> {
  const port = await freePort();
  const begin = performance.now();
  const child = spawn(process.execPath, [...process.execArgv, main, 'serve'], {
    env: { ...cleanEnvironment(), LICET_DATA_DIR: dataFolder, LICET_PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit');
  try {
    for (;;) {
      if (child.exitCode !== null) throw new Error(`licet serve ended with ${child.exitCode}`);
      const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
      if (answer?.status === 200) return performance.now() - begin;
      await delay(2);
    }
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

async function startPostgresAlone(dataFolder: string): Promise<number> {
  const begin = performance.now();
  const child = spawn(process.execPath, [starter, dataFolder], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  await once(child.stdout, 'data');
  const milliseconds = performance.now() - begin;
  child.stdin.end();
  await ended;
  return milliseconds;
}

async function startPostgresHere(dataFolder: string): Promise<number> {
  const begin = performance.now();
  const postgres = await openEmbeddedPostgres({ dataFolder });
  const milliseconds = performance.now() - begin;
  await postgres.release();
  return milliseconds;
}

function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('LICET_') && name !== 'DATABASE_URL'),
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
