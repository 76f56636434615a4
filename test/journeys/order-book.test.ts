import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { orderBook } from '../given-records.ts';
import { freshDataFolder, licet, startLicet, type LicetProcess } from '../licet-process.ts';

interface Verdict {
  readonly outcome: string;
  readonly to?: readonly string[];
  readonly items?: readonly object[];
}
interface Item {
  readonly accountId: string;
  readonly outcome: string;
  readonly receivers: readonly string[];
  readonly listed: readonly object[];
}

const expected: Readonly<Record<'expiring' | 'expired', Readonly<Record<string, Verdict>>>> = JSON.parse(
  readFileSync(join(orderBook, 'expected.json'), 'utf8'),
);

function verdicts(items: readonly Item[]): Record<string, Verdict> {
  return Object.fromEntries(
    items.map(({ accountId, outcome, receivers, listed }) => [
      accountId,
      {
        outcome,
        ...(outcome === 'mailed' ? { to: receivers } : {}),
        ...(outcome === 'outside_window' ? {} : { items: listed }),
      },
    ]),
  );
}

describe('from an empty folder to what must come out of the order book', () => {
  const folder = freshDataFolder();
  const key = 'a-key-for-the-first-administrator';
  const variables = {
    LICET_TODAY: '2026-03-01',
    LICET_DEMO: '0',
    LICET_DATA_DIR: folder,
    LICET_ADMIN_API_KEY: key,
    LICET_PORT: '0',
  };
  let server: LicetProcess;
  let address = '';

  beforeAll(async () => {
    server = startLicet(['serve'], variables);
    address = /ready at (\S+)/.exec(await server.printed(/Stop with/))?.[1] ?? '';
  });
  afterAll(async () => {
    server.child.kill('SIGTERM');
    await server.ended;
    rmSync(folder, { recursive: true, force: true });
  });

  const json = async (args: readonly string[]) => {
    const { stdout, stderr, status } = await licet([...args, '--json'], variables);
    if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}${stdout.slice(0, 2000)}`);
    return JSON.parse(stdout);
  };
  const rest = async <Answer>(path: string): Promise<Answer> => {
    const answer = await fetch(`${address}/api/v1${path}`, { headers: { authorization: `Bearer ${key}` } });
    expect(answer.status).toBe(200);
    return (await answer.json()) as Answer;
  };

  test('the file is imported whole, and a second time changes nothing', async () => {
    const first = await json(['import', join(orderBook, 'orders.ndjson')]);
    expect(first).toMatchObject({
      status: 'succeeded',
      counts: { records: 1202, created: 1202, failed: 0 },
      report: [],
    });
    const second = await json(['import', join(orderBook, 'orders.ndjson')]);
    expect(second).toMatchObject({
      status: 'succeeded',
      counts: { records: 1202, created: 0, updated: 0, unchanged: 1202, failed: 0 },
    });
  });

  test.each([
    ['expiring-entitlements', 'expiring', 'renewal-reminder'],
    ['expired-entitlements', 'expired', 'renewal-reminder-expired'],
  ] as const)('%s says at the command line and over REST what is expected', async (job, kind, type) => {
    const preview = await json(['job', 'preview', job]);
    const run = await json(['job', 'run', job]);
    expect(run.status).toBe('succeeded');
    expect(verdicts(preview.items)).toEqual(expected[kind]);
    expect(verdicts(run.items)).toEqual(expected[kind]);
    const { items } = await rest<{ items: readonly Item[] }>(`/job-runs/${run.runId}/items?limit=500`);
    expect(verdicts(items)).toEqual(expected[kind]);
    const emails = await rest<{ items: readonly { emailId: string; accountId: string; to: string }[] }>(
      `/emails?limit=500&type=${type}`,
    );
    const to = Object.entries(expected[kind]).flatMap(([accountId, one]) =>
      (one.to ?? []).map((address) => `${accountId} ${address}`),
    );
    expect(emails.items.map((email) => `${email.accountId} ${email.to}`).toSorted()).toEqual(to.toSorted());
    const [newest] = emails.items;
    expect(await rest(`/emails/${newest?.emailId}`)).toMatchObject({
      status: 'queued',
      text: expect.stringMatching(/(ACT|MNT)-7-\d+/),
      html: expect.stringContaining('<html'),
    });
  });

  test('the doctor says what wants attention', async () => {
    const { findings } = await json(['doctor']);
    expect(findings).toContainEqual({
      check: 'expiring-entitlements',
      result: 'attention',
      message: expect.stringContaining('is inactive'),
    });
  });
});
