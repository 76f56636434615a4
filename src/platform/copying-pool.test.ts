import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { parseDay } from '../shared/day.ts';
import type { Json } from '../shared/vocabulary.ts';
import { inTransaction, insertRows, isDatabaseGone, violatedUniqueness } from './database.ts';
import type { Database, Transaction } from './database.ts';
import type { NewRow, Tables } from './tables.ts';

// So many are copied.
const many = 1_000;

describe.each(postgresVersions())('rows that are copied on PostgreSQL %i', (version) => {
  let world: World;
  let database: Database;
  beforeAll(async () => {
    world = await openWorld({ version });
    database = world.app.database;
  });
  afterAll(() => world.close());

  const insert = <Name extends keyof Tables>(table: Name, rows: readonly NewRow<Name>[], into = database) =>
    inTransaction(into, (transaction) => insertRows(transaction, table, rows));
  const accountsNamed = (prefix: string, reader: Database | Transaction = database) =>
    reader.selectFrom('account').selectAll().where('accountId', 'like', `${prefix}-%`).orderBy('id').execute();

  test('keep every letter of a text, in a column of its own and within JSON', async () => {
    const accounts = givenAccounts('text').map((account, index) => ({
      ...account,
      description: textAt(index),
      attributes: { text: textAt(index), texts: [[textAt(index)], []] },
    }));
    await insert('account', accounts);
    expect(await accountsNamed('text')).toMatchObject(accounts);
  });

  test('keep lists of texts, empty ones too, and texts in them that look like nothing, or like two', async () => {
    const lists = [[], [''], ['NULL'], ['a,b', 'c'], ['{}', '"', '\\"'], ['tab\t', '\n', ' ']];
    const roles = numbered((index) =>
      givenRole(`list-${index}`, lists[index] ?? [textAt(index) ?? '', textAt(index + 1) ?? '']),
    );
    await insert('role', roles);
    const stored = database.selectFrom('role').selectAll().where('name', 'like', 'list-%').orderBy('id');
    expect(await stored.execute()).toMatchObject(roles);
  });

  test('are stored as few rows are: days, instants, numbers, JSON of each kind, nothing, defaults', async () => {
    const runs = numbered(givenRun);
    const stored = async () => {
      const runs = await database.selectFrom('jobRun').selectAll().orderBy('progressDone').execute();
      await database.deleteFrom('jobRun').execute();
      return runs.map(({ id, requestedAt, runAfter, ...rest }) => ({
        ...rest,
        hasDefaults: id > 0 && requestedAt <= runAfter,
      }));
    };
    for (let start = 0; start < many; start += 100) await insert('jobRun', runs.slice(start, start + 100));
    const few = await stored();
    await insert('jobRun', runs);
    expect(await stored()).toEqual(few);
    expect(few).toHaveLength(many);
  });

  test('say which key was taken, and leave nothing behind', async () => {
    const error: unknown = await insert('account', [...givenAccounts('twice'), givenAccount('twice-500')]).catch(
      (reason: unknown) => reason,
    );
    expect(violatedUniqueness(error)).toBe('account_account_id_key');
    expect(await accountsNamed('twice')).toEqual([]);
  });

  test('say which reference leads nowhere', async () => {
    const parents = numbered((index) => ({ accountId: 1, parentId: -index - 1 }));
    await expect(insert('accountParent', parents)).rejects.toMatchObject({ code: '23503' });
  });

  test.each([
    ['a number is too large', { version: { value: 3_000_000_000 } }, { code: '22003' }],
    ['there is no such column', { nonsense: { value: 1, enumerable: true } }, { code: '42703' }],
    ['a value cannot be read', { name: { get: unreadable } }, { message: 'unreadable' }],
  ])('are taken back where %s, and the transaction goes on', async (_, change, expected) => {
    const bad = givenAccounts('bad').map((account, index) =>
      'nonsense' in change || index === 700 ? Object.defineProperties({ ...account }, change) : account,
    );
    await database.transaction().execute(async (transaction) => {
      await insert('account', givenAccounts('before'), transaction);
      await expect(insert('account', bad, transaction)).rejects.toMatchObject(expected);
      await insert('account', givenAccounts('after'), transaction);
      for (const [prefix, count] of Object.entries({ before: many, bad: 0, after: many }))
        expect(await accountsNamed(prefix, transaction)).toHaveLength(count);
      await sql`delete from account where account.account_id like any (array['before-%', 'after-%'])`.execute(
        transaction,
      );
    });
  });

  test('may be followed by another statement before they are in', async () => {
    await database.transaction().execute(async (transaction) => {
      const [, accounts] = await Promise.all([
        insertRows(transaction, 'account', givenAccounts('followed')),
        accountsNamed('followed', transaction),
        insertRows(transaction, 'account', givenAccounts('following')),
      ]);
      expect([0, many]).toContain(accounts.length);
      expect(await accountsNamed('following', transaction)).toHaveLength(many);
    });
  });

  test('are given up where the connection is lost in the middle, and another connection goes on', async () => {
    const large = { ...givenAccount('gone-500'), description: 'x'.repeat(5_000) };
    await database.transaction().execute(async (transaction) => {
      await insert('account', [large], transaction); // the copy has to wait for what becomes of this one
      const copying = insert(
        'account',
        numbered((index) => ({ ...large, accountId: `gone-${index}` }), 10 * many),
      );
      const [error] = await Promise.all([
        copying.catch((reason: unknown) => reason),
        terminateWhoWaits(world.app.heartbeat),
      ]);
      expect(isDatabaseGone(error)).toBe(true);
    });
    expect(await accountsNamed('gone')).toHaveLength(1);
    await insert('account', givenAccounts('gone-on'));
    expect(await accountsNamed('gone-on')).toHaveLength(many);
  });
});

function numbered<T>(make: (index: number) => T, count = many): readonly T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

function givenAccounts(prefix: string) {
  return numbered((index) => givenAccount(`${prefix}-${index}`));
}

function givenAccount(accountId: string) {
  return {
    accountId,
    name: accountId,
    type: 'customer' as const,
    description: null as string | null,
    attributes: {},
    version: 1,
    createdBy: 'test',
    updatedBy: 'test',
  };
}

function givenRole(name: string, permissions: readonly string[]) {
  return { name, kind: 'customer' as const, permissions, builtIn: name.endsWith('7'), createdBy: '', updatedBy: '' };
}

const documents: readonly Json[] = [null, 'text', '"', 7, 1e21, true, [], ['a', [1, null]], { a: { b: [], c: '\\n' } }];

function givenRun(index: number) {
  const document = documents[index % documents.length] ?? null;
  return {
    jobKey: `copied-${index}`,
    exclusive: index % 2 === 0,
    status: 'succeeded' as const,
    requestedBy: textAt(index) ?? '',
    startedAt: index % 3 === 0 ? null : new Date(index * 86_400_123),
    businessDay: index % 5 === 0 ? null : (parseDay(`20${10 + (index % 90)}-02-28`) ?? null),
    frozen: { document },
    cursor: document,
    progressDone: index * 4_000_000_001,
    progressTotal: index % 7 === 0 ? null : index,
    fence: -index,
    error: textAt(index),
  };
}

const awkward = [
  String.raw`\N`,
  String.raw`\.`,
  String.raw`a\tb\\`,
  '\\',
  'tab\tin',
  'line\nline\r\nline',
  '"',
  "it's",
];
const plain = ['', ' ', 'NULL', 'null', 'ÄÖ€', '日本語', '👩‍🚀', '\u2028', '\u0001\b\v\f\u007F', 'a,b{c}', null];
const texts = [...awkward, ...plain, ...randomTexts()];

function textAt(index: number): string | null {
  return texts[index % texts.length] ?? null;
}

function randomTexts(): readonly string[] {
  const text = fc.string({ unit: 'binary' }).filter((one) => one.isWellFormed() && !one.includes('\0'));
  return fc.sample(text, { seed: 1, numRuns: 500 });
}

function unreadable(): never {
  throw new Error('unreadable');
}

async function terminateWhoWaits(database: Database): Promise<void> {
  for (;;) {
    const { rows } = await sql`
      select pg_terminate_backend(pg_stat_activity.pid) from pg_stat_activity
       where pg_stat_activity.datname = current_database() and pg_stat_activity.wait_event_type = 'Lock'
         and pg_stat_activity.query like 'copy %'`.execute(database);
    if (rows.length > 0) return;
  }
}
