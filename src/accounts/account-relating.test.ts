import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { givenRecords } from '../../test/given-records.ts';
import * as given from '../../test/given.ts';
import { problemOf, reasonsOf } from '../../test/problem.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { createAccount, getAccount, listSubAccounts } from './account-operations.ts';
import { accountIds } from './account-recorder.ts';
import { listRelatedAccounts, relateAccounts, unrelateAccounts } from './account-relating.ts';
import { listAudit } from './audit-operations.ts';
import type { Actor } from './rules/permissions.ts';

describe.each(postgresVersions())('related accounts on PostgreSQL %s', (version) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ version });
    for (const accountId of ['reseller', 'distributor']) await given.account(world, { accountId, type: 'partner' });
    for (const accountId of ['north', 'south']) await given.account(world, { accountId });
    await given.account(world, { accountId: 'secret', visibleToOthers: false });
    await given.account(world, { accountId: 'house', type: 'producer' });
  });
  afterAll(() => world.close());

  const request = (accountId: string, otherId: string, more: object = {}) => ({
    accountId,
    otherId,
    expectedVersion: undefined,
    preview: false,
    ...more,
  });
  const relate = (accountId: string, otherId: string, more: object = {}) =>
    relateAccounts(world.app, given.operator, request(accountId, otherId, more));
  const related = async (accountId: string, actor: Actor = given.operator) => {
    const { items } = await listRelatedAccounts(world.app, actor, accountId, { limit: 50 });
    return items.map((one) => one.accountId);
  };

  test('each is related to the other, once, and both histories tell', async () => {
    expect(await relate('reseller', 'north', { preview: true })).toEqual({
      accountId: 'north',
      name: 'north',
      type: 'customer',
    });
    expect(await related('reseller')).toEqual([]);
    await relate('reseller', 'north', { expectedVersion: 1 });
    await relate('north', 'reseller');
    await relate('reseller', 'distributor');
    expect(await related('reseller')).toEqual(['distributor', 'north']);
    expect(await related('north')).toEqual(['reseller']);
    expect(await getAccount(world.app, given.operator, 'north')).toMatchObject({ version: 2 });
    for (const [key, other] of [
      ['north', 'reseller'],
      ['distributor', 'reseller'],
    ]) {
      const { items } = await listAudit(world.app, given.operator, { entityKey: key, limit: 50 });
      expect(items.at(-1)).toMatchObject({ before: { relatedTo: null }, after: { relatedTo: other } });
    }
  });

  test('a relation ends from either end, and is not there to end again', async () => {
    await relate('distributor', 'south');
    await unrelateAccounts(world.app, given.operator, request('south', 'distributor'));
    expect(await related('distributor')).not.toContain('south');
    const again = unrelateAccounts(world.app, given.operator, request('south', 'distributor'));
    expect(await problemOf(again)).toMatchObject({ code: 'not_found' });
  });

  test('only partners are related, with customers and with each other', async () => {
    expect(await reasonsOf(relate('north', 'south'))).toEqual(['related_account_types']);
    expect(await reasonsOf(relate('reseller', 'house'))).toEqual(['related_account_types']);
    expect(await reasonsOf(relate('reseller', 'reseller'))).toEqual(['related_to_itself']);
    expect(await reasonsOf(relate('reseller', 'unknown'))).toEqual(['standing_account']);
    expect(await problemOf(relate('reseller', 'nobody'))).toMatchObject({ code: 'not_found' });
    expect(await problemOf(relate('reseller', 'south', { expectedVersion: 99 }))).toMatchObject({
      code: 'stale_version',
    });
  });

  test('end users see those that others may see, of their own accounts only', async () => {
    for (const accountId of ['south', 'secret']) await relate('distributor', accountId);
    const [own = 0] = (await accountIds(world.app.database, ['distributor'])).values();
    const partner: Actor = { ...given.actor(['viewAccounts'], [own]), audience: 'endUser' };
    expect(await related('distributor', partner)).toEqual(['reseller', 'south']);
    expect(await related('distributor')).toEqual(['reseller', 'secret', 'south']);
    expect(await problemOf(related('reseller', partner))).toMatchObject({ code: 'not_found' });
    expect(await related('distributor', given.actor(['viewAccounts'], [own]))).toEqual([]);
    expect(await getAccount(world.app, partner, 'distributor')).toMatchObject({ createdBy: 'producer' });
  });

  test('are named when an account is made, or in a file, which changes nothing when it comes again', async () => {
    const input = { accountId: 'made', name: 'Made', type: 'partner' as const, relatedAccounts: ['north', 'nobody'] };
    expect(await reasonsOf(createAccount(world.app, given.operator, input))).toEqual([
      'unknown_reference /relatedAccounts/1',
    ]);
    await createAccount(world.app, given.operator, { ...input, relatedAccounts: ['north', 'reseller'] });
    const record = {
      entity: 'account',
      accountId: 'made',
      name: 'Made',
      visibleToOthers: false,
      relatedAccounts: ['south'],
    };
    for (const changes of [1, 2]) {
      await givenRecords(world.app, [record]);
      expect(await related('made'), `time ${changes}`).toEqual(['south']);
      expect(await related('north')).not.toContain('made');
      expect(await getAccount(world.app, given.operator, 'made')).toMatchObject({ version: 2, visibleToOthers: false });
    }
  });

  test('what is below an account is listed by its keys, at one level or all, page by page', async () => {
    for (const [accountId, parent] of [
      ['b', 'north'],
      ['a', 'north'],
      ['a-1', 'a'],
      ['a-1-x', 'a-1'],
    ] as const)
      await given.account(world, { accountId, parents: [parent] });
    const below = async (request: object, actor: Actor = given.operator) => {
      const page = await listSubAccounts(world.app, actor, 'north', { limit: 50, ...request });
      return page.items.map((one) => one.accountId);
    };
    expect(await below({})).toEqual(['a', 'b']);
    expect(await below({ deep: true })).toEqual(['a', 'a-1', 'a-1-x', 'b']);
    expect(await below({ deep: true, q: 'A-1' })).toEqual(['a-1', 'a-1-x']);
    const first = await listSubAccounts(world.app, given.operator, 'north', { limit: 3, deep: true });
    expect(await below({ deep: true, cursor: first.nextCursor ?? undefined })).toEqual(['b']);
    const rows = await accountIds(world.app.database, ['north', 'b']);
    expect(await below({ deep: true }, given.actor(['viewAccounts'], [...rows.values()]))).toEqual(['b']);
    expect(await problemOf(below({}, given.actor(['viewAccounts'], [])))).toMatchObject({ code: 'not_found' });
  });
});
