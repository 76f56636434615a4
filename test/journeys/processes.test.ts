import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freshDataFolder, licet, startLicet } from '../licet-process.ts';

describe('several processes on one data folder', () => {
  let folder: string;
  let variables: Readonly<Record<string, string>>;
  beforeEach(() => {
    folder = freshDataFolder();
    variables = {
      LICET_DATA_DIR: folder,
      LICET_PORT: '0',
      LICET_DEMO: '0',
      LICET_ADMIN_API_KEY: 'a-key-for-the-first-administrator',
    };
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const accounts = (count: number): string => {
    const file = join(folder, 'accounts.ndjson');
    const lines = Array.from({ length: count }, (_, index) =>
      JSON.stringify({ entity: 'account', accountId: `A-${index}`, name: `Account ${index}` }),
    );
    writeFileSync(file, `${lines.join('\n')}\n`);
    return file;
  };
  const imported = async (count: number) => {
    const { stdout } = await licet(['import', accounts(count), '--json'], variables);
    return JSON.parse(stdout).counts;
  };

  test('two first starts at once share one database', async () => {
    const servers = [startLicet(['serve'], variables), startLicet(['serve'], variables)];
    const addresses = await Promise.all(
      servers.map(async (server) => /ready at (\S+)/.exec(await server.printed(/Stop with/))?.[1] ?? ''),
    );
    expect(await imported(50)).toMatchObject({ created: 50 });
    for (const address of addresses) expect((await fetch(`${address}/readyz`)).status).toBe(200);
    const [first, second] = servers;
    first?.child.kill('SIGTERM');
    expect((await first?.ended)?.status).toBe(0);
    expect((await fetch(`${addresses[1]}/readyz`)).status).toBe(200);
    second?.child.kill('SIGTERM');
    expect((await second?.ended)?.status).toBe(0);
    expect(await imported(50)).toMatchObject({ unchanged: 50 });
  });

  test('a command keeps its database when the server beside it is stopped, or killed', async () => {
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      const server = startLicet(['serve', '--no-workers'], variables);
      await server.printed(/Stop with/);
      const command = startLicet(['import', accounts(20_000), '--json'], variables);
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      server.child.kill(signal);
      await server.ended;
      const { status, stdout, stderr } = await command.ended;
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      const { counts } = JSON.parse(stdout);
      expect(counts.created + counts.unchanged).toBe(20_000);
    }
    expect(await imported(20_000)).toMatchObject({ unchanged: 20_000 });
  });
});

describe('a command', () => {
  test('that is used wrongly says how, with status 2', async () => {
    expect(await licet(['job', 'rum'], {})).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Did you mean run?'),
    });
    expect(await licet(['import'], {})).toMatchObject({ status: 2 });
    expect(await licet(['import', '/no/such/file'], {})).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('There is no file'),
    });
    expect(await licet(['doctor'], { LICET_PORT: 'eighty' })).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('LICET_PORT'),
    });
  });

  test('against a database that is away says so, with status 1', async () => {
    const { status, stderr } = await licet(['job', 'list'], { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
    expect(status).toBe(1);
    expect(stderr).toContain('DATABASE_URL');
  });
});
