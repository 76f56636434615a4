import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { account } from '../../test/given.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { listAccounts } from '../accounts/account-operations.ts';
import type { AccountSort } from '../accounts/account-orders.ts';
import { systemActor } from '../accounts/rules/permissions.ts';
import type { Problem } from '../shared/problems.ts';
import type { SortBy } from './sorting.ts';

const operator = systemActor('operator');
const names = [
  'Zebra',
  'äpfel',
  'Apfel',
  'Łódź',
  'lodz',
  'apfel',
  'Österreich',
  'Müller',
  'Muller',
  '日本',
  'a:b',
  '%_',
];

describe.each(postgresVersions())('a sorted list on PostgreSQL %i', (version) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ version });
    for (const [index, name] of names.entries()) await account(world, { accountId: `acc-${index}`, name });
    for (const index of [1, 2, 3]) await account(world, { accountId: `same-${index}`, name: 'Same name' });
  });
  afterAll(() => world.close());

  type Shown = { readonly accountId: string; readonly name: string };

  async function everyPage(
    sort: SortBy<AccountSort> | undefined,
    limit: number,
    between: (page: number) => Promise<unknown> = () => Promise.resolve(),
  ): Promise<readonly Shown[]> {
    const shown: Shown[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < 100; page++) {
      const { items, nextCursor } = await listAccounts(world.app, operator, { limit, sort, cursor });
      shown.push(...items);
      if (nextCursor === null) return shown;
      cursor = nextCursor;
      await between(page);
    }
    throw new Error('the list has no end');
  }

  test.each(['createdAt', 'name', 'accountId'] as const)('by %s comes page by page as it comes whole', async (sort) => {
    const whole = await everyPage(sort, 500);
    expect(whole.length).toBe(names.length + 3 + 3);
    expect(await everyPage(sort, 1)).toEqual(whole);
    expect(await everyPage(sort, 4)).toEqual(whole);
    expect(await everyPage(`-${sort}`, 3)).toEqual(whole.toReversed());
  });

  test('by name comes as people look for names, whatever the letters', async () => {
    const found = (await everyPage('name', 5)).map(({ name }) => name).filter((name) => /pfel|o?dź|lodz/i.test(name));
    expect(found.map((name) => name.toLowerCase())).toEqual(['apfel', 'apfel', 'äpfel', 'lodz', 'łódź']);
  });

  test.each(['name', '-name', 'accountId'] as const)(
    'by %s skips and repeats nothing while others write',
    async (sort) => {
      const before = (await everyPage(sort, 500)).map((one) => one.accountId);
      const after = await everyPage(sort, 2, async (page) => {
        await account(world, { accountId: `${sort}-${page}-between`, name: `${'AMZ'[page % 3]}-between` });
      });
      const keys = after.map((one) => one.accountId);
      expect(new Set(keys).size).toBe(keys.length);
      expect(keys.filter((key) => before.includes(key))).toEqual(before);
    },
  );

  test('by name goes on behind a row that was renamed or is gone', async () => {
    const first = await listAccounts(world.app, operator, { limit: 3, sort: 'name' });
    const last = first.items.at(-1);
    const rest = await listAccounts(world.app, operator, { limit: 500, sort: 'name', cursor: first.nextCursor ?? '' });
    await sql`update account set name = 'ZZZ' where account_id = ${last?.accountId ?? ''}`.execute(world.app.database);
    const again = await listAccounts(world.app, operator, { limit: 500, sort: 'name', cursor: first.nextCursor ?? '' });
    const others = again.items.map((one) => one.accountId).filter((key) => key !== last?.accountId);
    expect(others).toEqual(rest.items.map((one) => one.accountId));
  });

  test('refuses the cursor of another order, and one that nobody made', async () => {
    const { nextCursor } = await listAccounts(world.app, operator, { limit: 1, sort: 'name' });
    const text = (value: string): string => Buffer.from(value).toString('base64url');
    const wrong = [text('name:x:a'), text('name:1:a\0b'), text('createdAt:1:a'), text('after:3'), '!', 'null', ''];
    for (const cursor of [nextCursor ?? '', ...wrong])
      for (const sort of ['-name', 'createdAt', undefined] as const)
        await expect(listAccounts(world.app, operator, { limit: 1, sort, cursor })).rejects.toMatchObject({
          code: 'invalid_cursor',
        } satisfies Partial<Problem>);
  });
});
