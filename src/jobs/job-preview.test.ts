import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { anybody } from '../../test/given-records.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import type { DecidedChunk, ScheduledJob, JobsApp } from './job-definition.ts';
import { previewJob, previewWholeJob } from './job-preview.ts';

const thingsInAll = 20;
const even = (row: number): string => (row % 2 === 0 ? 'even' : 'odd');

/** A job that decides one thing in each chunk, notes which, and remembers their sum for its digest. */
function summingJob(decided: number[]): ScheduledJob {
  return {
    key: 'summing',
    exclusive: true,
    title: 'Summing',
    description: '',
    whileInactive: '',
    freeze: async () => ({}),
    chunk: () => Promise.reject(new Error('a preview saves nothing')),
    async *decide(_transaction, _run, from): AsyncGenerator<DecidedChunk, void> {
      let sum = Number(from.tally);
      for (let row = from.after + 1; row <= thingsInAll; row++) {
        decided.push(row);
        sum += row;
        yield {
          place: { after: row, tally: sum },
          done: row === thingsInAll,
          items: [
            {
              row,
              outcome: even(row),
              accountId: `thing ${row}`,
              activationId: null,
              reasons: [],
              receivers: null,
              listed: null,
            },
          ],
          counts: { [even(row)]: 1, emails: 1 },
          save: () => Promise.reject(new Error('a preview saves nothing')),
          emailsOf: async (_reading, items) =>
            items.map((item) => [{ to: `${item.row}@things.example`, subject: '', text: '', html: '' }]),
        };
      }
    },
    decideEnd: async (_transaction, _run, tally) => ({
      counts: { emails: 1 },
      save: () => Promise.reject(new Error('a preview saves nothing')),
      digest: async () => ({ to: 'all@things.example', subject: `sum ${Number(tally)}`, text: '', html: '' }),
    }),
    errorsInOptions: () => [],
    shipped: { status: 'inactive', cron: '0 6 * * *' },
  };
}

const totals = {
  summary: { even: 10, odd: 10 },
  emails: 21,
  digest: { to: 'all@things.example', subject: 'sum 210' },
};

describe.each(postgresVersions())('a preview on PostgreSQL %i', (version) => {
  let world: World;
  let app: JobsApp;
  let decided: number[];
  beforeEach(async () => {
    world = await openWorld({ version });
    decided = [];
    app = { ...world.app, jobs: [summingJob(decided)] };
  });
  afterEach(() => world.close());

  test('tells on its first page what all of the run comes to, its end too', async () => {
    const first = await previewJob(app, anybody, 'summing', { limit: 3 });
    expect(first).toMatchObject({
      ...totals,
      items: [{ accountId: 'thing 1', emails: [{ to: '1@things.example' }] }, {}, {}],
    });
  });

  test('goes on behind each page without deciding again what came before', async () => {
    const first = await previewJob(app, anybody, 'summing', { limit: 3 });
    decided.length = 0;
    const second = await previewJob(app, anybody, 'summing', { limit: 3, cursor: first.nextCursor ?? '' });
    expect(second.items.map((item) => item.accountId)).toEqual(['thing 4', 'thing 5', 'thing 6']);
    expect(second).toMatchObject({ summary: null, emails: null, digest: null });
    expect(decided).toEqual([4, 5, 6, 7]);
  });

  test.each([
    [undefined, thingsInAll],
    ['odd', thingsInAll / 2],
  ])('shows each thing of outcome %s on one of its pages', async (outcome, count) => {
    const seen: (string | null)[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await previewJob(app, anybody, 'summing', { limit: 3, cursor, outcome });
      seen.push(...page.items.map((item) => item.accountId));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect([seen.length, new Set(seen).size]).toEqual([count, count]);
  });

  test('names the accounts that there are', async () => {
    await sql`update account set account_id = 'thing 2', name = 'The Second Thing' where account_id = 'portal'`.execute(
      world.app.database,
    );
    const { items } = await previewJob(app, anybody, 'summing', { limit: 2 });
    expect(items.map((item) => item.accountName)).toEqual([null, 'The Second Thing']);
  });

  test('shows one account, and still tells what all of the run comes to', async () => {
    const found = await previewJob(app, anybody, 'summing', { limit: 3, accountId: 'thing 7' });
    expect(found).toMatchObject({ ...totals, items: [{ accountId: 'thing 7' }], nextCursor: null });
    expect(
      await previewJob(app, anybody, 'summing', { limit: 3, accountId: 'thing 7', outcome: 'even' }),
    ).toMatchObject({ ...totals, items: [] });
  });

  test('of the whole is one pass, with the totals at its end', async () => {
    const pages = previewWholeJob(app, anybody, 'summing', { withEmails: false });
    const seen: (string | null)[] = [];
    let page = await pages.next();
    for (; page.done !== true; page = await pages.next()) seen.push(...page.value.map((item) => item.accountId));
    expect(page.value).toMatchObject(totals);
    expect(seen).toHaveLength(thingsInAll);
    expect(decided).toHaveLength(thingsInAll);
  });

  test('of the whole that nobody reads to its end gives its connection back', async () => {
    for (let times = 0; times < 15; times++)
      for await (const page of previewWholeJob(app, anybody, 'summing', { withEmails: true })) {
        expect(page).toHaveLength(1);
        break;
      }
  });
});
