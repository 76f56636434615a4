import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { triedFilters, type FilterCase } from '../../test/given-filtered-rights.ts';
import { anybody, givenRecords, smallCatalog } from '../../test/given-records.ts';
import { oneOfEach, tablesReadThrough } from '../../test/index-use.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { all, conditionsOf, filterParameters } from '../platform/list-filters.ts';
import { accountFilters, userFilters } from './account-filters.ts';
import { listAccounts } from './account-operations.ts';
import type { Actor } from './rules/permissions.ts';
import { listUsers } from './user-operations.ts';

const account = (accountId: string, name: string, address: object, more: object = {}) => ({
  entity: 'account',
  accountId,
  name,
  address,
  ...more,
});
const user = (userId: string, firstName: string, lastName: string, accountId: string, role: string) => ({
  entity: 'user',
  userId,
  userName: `${userId}@work.example`,
  firstName,
  lastName,
  email: `${userId}@mail.example`,
  memberships: [{ accountId, roles: [role] }],
});

const records = [
  ...smallCatalog,
  account('a-1', 'Łódź Instruments', { city: 'Łódź', country: 'PL' }),
  account('a-2', 'Müller & Co', { city: 'Bad Lodz', country: 'Deutschland' }, { type: 'partner' }),
  account('a-3', 'Instruments of Łódź', {}),
  user('u-1', 'Zoë', 'Ångström', 'a-1', 'Contact'),
  user('u-2', 'Anna', 'Zoellick', 'a-2', 'Stock'),
];

const accountCases: readonly FilterCase[] = [
  [{ accountId: 'a-1' }, 'a-1'],
  [{ accountIdStartsWith: 'A-' }, 'a-1 a-2 a-3'],
  [{ accountIdContains: '-2' }, 'a-2'],
  [{ name: 'Müller & Co' }, 'a-2'],
  [{ name: 'Müller' }, ''],
  [{ nameStartsWith: 'lodz' }, 'a-1'],
  [{ nameContains: 'LODZ' }, 'a-1 a-3'],
  [{ nameContains: '&' }, 'a-2'],
  [{ city: 'Łódź' }, 'a-1'],
  [{ city: 'Lodz' }, ''],
  [{ cityStartsWith: 'lo' }, 'a-1'],
  [{ cityContains: 'lodz' }, 'a-1 a-2'],
  [{ country: 'PL' }, 'a-1'],
  [{ countryStartsWith: 'deut' }, 'a-2'],
  [{ countryContains: 'l' }, 'a-1 a-2'],
  [{ type: 'partner' }, 'a-2'],
  [{ type: 'partner,selfRegistered' }, 'a-2 portal'],
  [{ createdAtBefore: '2100-01-01' }, 'a-2 a-3 portal producer unknown'],
  [{ createdAtAfter: '2100-01-01' }, 'a-1'],
  [{ createdAtOn: '2126-01-10' }, 'a-1'],
];

const userCases: readonly FilterCase[] = [
  [{ userName: 'u-1@work.example' }, 'u-1'],
  [{ userNameStartsWith: 'u-2@w' }, 'u-2'],
  [{ userNameContains: 'work' }, 'u-1 u-2'],
  [{ firstName: 'Zoë' }, 'u-1'],
  [{ firstNameStartsWith: 'zoe' }, 'u-1'],
  [{ firstNameContains: 'nn' }, 'u-2'],
  [{ lastName: 'Zoellick' }, 'u-2'],
  [{ lastNameStartsWith: 'angs' }, 'u-1'],
  [{ lastNameContains: 'ström' }, 'u-1'],
  [{ email: 'u-1@mail.example' }, 'u-1'],
  [{ emailStartsWith: 'U-2@MAIL' }, 'u-2'],
  [{ emailContains: 'work' }, ''],
  [{ status: 'inactive' }, 'u-2'],
  [{ status: 'active,inactive' }, 'u-1 u-2'],
  [{ createdAtBefore: '2100-01-01' }, 'u-1 u-2'],
  [{ createdAtAfter: '2100-01-01' }, ''],
  [{ createdAtOn: '2100-01-01' }, ''],
  [{ lastSignInAtBefore: '2026-03-01' }, ''],
  [{ lastSignInAtAfter: '2026-02-28' }, 'u-1'],
  [{ lastSignInAtOn: '2026-03-01' }, 'u-1'],
];

describe.each(postgresVersions())('the filters of accounts and users on PostgreSQL %i', (version) => {
  let world: World;
  let limited: Actor;
  beforeAll(async () => {
    world = await openWorld({ version });
    const { database } = world.app;
    await givenRecords(world.app, records);
    await sql`update account set created_at = '2126-01-10T00:00:00Z' where account_id = 'a-1'`.execute(database);
    await sql`update licet_user set status = 'inactive' where user_id = 'u-2'`.execute(database);
    await sql`update licet_user set last_sign_in_at = '2026-03-01T23:59:59Z' where user_id = 'u-1'`.execute(database);
    const { id } = await database
      .selectFrom('account')
      .select('account.id')
      .where('account.accountId', '=', 'a-2')
      .executeTakeFirstOrThrow();
    limited = { ...anybody, scope: { all: false, accountIds: [id] } };
  });
  afterAll(() => world.close());

  const accounts = async (query: object, actor = anybody) => {
    const asked = z.strictObject(filterParameters(accountFilters)).parse(query);
    const { items } = await listAccounts(world.app, actor, { limit: 50, ...asked, sort: 'accountId' });
    return items.map((one) => one.accountId).join(' ');
  };
  const users = async (query: object, actor = anybody) => {
    const asked = z.strictObject({ ...filterParameters(userFilters), role: z.string().optional() }).parse(query);
    const { items } = await listUsers(world.app, actor, { limit: 50, ...asked, sort: 'createdAt' });
    return items.map((one) => one.userId).join(' ');
  };

  test.each(accountCases)('of accounts with %j find "%s"', async (query, keys) => {
    expect(await accounts(query)).toBe(keys);
  });

  test.each(userCases)('of users with %j find "%s"', async (query, keys) => {
    expect(await users(query)).toBe(keys);
  });

  test('find users by the roles of their memberships', async () => {
    expect(await users({ role: 'Stock' })).toBe('u-2');
    expect(await users({ role: 'stock' })).toBe('');
  });

  test('find nothing out of sight', async () => {
    expect(await accounts({ nameContains: 'o' }, limited)).toBe('a-2');
    expect(await accounts({ accountId: 'a-1' }, limited)).toBe('');
    expect(await users({ emailContains: 'mail' }, limited)).toBe('u-2');
    expect(await users({ role: 'Contact' }, limited)).toBe('');
  });

  test.each(oneOfEach(accountFilters, { type: 'partner' }))('find accounts by %s by an index', async (_, values) => {
    const condition = all(await conditionsOf(world.app.database, accountFilters, values));
    expect(await tablesReadThrough(world.app, { row: 'account.id', from: sql`account` }, condition)).toEqual([]);
  });

  test.each(oneOfEach(userFilters, { status: 'inactive' }))('find users by %s by an index', async (_, values) => {
    const condition = all(await conditionsOf(world.app.database, userFilters, values));
    expect(await tablesReadThrough(world.app, { row: 'licet_user.id', from: sql`licet_user` }, condition)).toEqual([]);
  });
});

test('every filter of accounts and users is tried', () => {
  expect(triedFilters(accountCases)).toEqual(Object.keys(accountFilters).toSorted());
  expect(triedFilters(userCases)).toEqual(Object.keys(userFilters).toSorted());
});
