import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDataFolder, startLicet } from '../licet-process.ts';
import { password, tokenOf } from '../signing-in.ts';

let folder: string;
beforeAll(() => {
  folder = freshDataFolder();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Starts, does something with what was printed, and stops again. */
async function withServer<Outcome>(work: (printed: string, address: string) => Promise<Outcome>): Promise<Outcome> {
  const variables = { LICET_DATA_DIR: folder, LICET_PORT: '0', LICET_DEMO: '0' };
  const server = startLicet(['serve', '--no-workers'], variables);
  try {
    const printed = await server.printed(/Stop with/);
    return await work(printed, /ready at (\S+)/.exec(printed)?.[1] ?? '');
  } finally {
    server.child.kill('SIGTERM');
    await server.ended;
  }
}

test('each start prints a link until somebody has become the first administrator by one of them', async () => {
  const first = await withServer(async (printed) => tokenOf(printed));
  await withServer(async (printed, address) => {
    expect(printed).toContain(`${address}/producer/password/`);
    expect(tokenOf(printed)).not.toBe(first);
    const user = { userName: 'grace', firstName: 'Grace', lastName: 'Hopper', email: 'grace@example.com' };
    const answer = await fetch(`${address}/api/v1/password-links/${tokenOf(printed)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ password, user }),
    });
    expect(answer.status).toBe(201);
    expect(await answer.json()).toMatchObject({ portal: 'producer', user: { userName: 'grace' } });
  });
  await withServer(async (printed, address) => {
    expect(printed).not.toContain('/password/');
    expect((await fetch(`${address}/api/v1/password-links/${first}`)).status).toBe(404);
    const answer = await fetch(`${address}/api/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ userName: 'grace', password }),
    });
    expect(answer.status).toBe(201);
  });
});
