import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as given from '../../test/given.ts';
import { problemOf, reasonsOf } from '../../test/problem.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { createAccount, getAccount, listAccounts } from './account-operations.ts';
import { inRecordingTransaction, recordAll } from '../platform/recording.ts';
import { accountChangesSchema, accountRecordSchema, newAccountSchema } from './account-schemas.ts';
import { accountIds, accountRecorder } from './account-recorder.ts';

describe.each(postgresVersions())('accounts on PostgreSQL %s', (version) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ version });
  });
  afterAll(() => world.close());

  test('an account is answered as it was made, by whom and when, the same when read again', async () => {
    await given.account(world, { accountId: 'acme' });
    const input = {
      accountId: 'acme-berlin',
      name: 'Acme Berlin',
      parents: ['acme'],
      address: { city: 'Berlin' },
      attributes: { tier: 1 },
    };
    const made = await createAccount(world.app, given.operator, input);
    const defaults = {
      visibleToOthers: true,
      type: 'customer',
      description: null,
      productLines: [],
      version: 1,
      createdBy: 'operator',
      updatedBy: 'operator',
    };
    expect(made).toEqual({ ...input, ...defaults, createdAt: made.createdAt, updatedAt: made.createdAt });
    expect(made.createdAt).toMatch(/^\d{4}-\d{2}-\d{2}T.*Z$/);
    expect(await getAccount(world.app, given.operator, 'acme-berlin')).toEqual(made);
  });

  test('the name of an account has no colon, whatever way it comes', async () => {
    expect(newAccountSchema.safeParse({ name: 'Acme: Berlin' }).error?.issues).toMatchObject([
      { path: ['name'], message: 'must not have a colon', params: { code: 'forbidden_character' } },
    ]);
    expect(accountChangesSchema.safeParse({ name: 'Acme: Berlin' }).success).toBe(false);
    for (const [name, isRight] of [
      ['Acme: Berlin', false],
      ['Acme Berlin', true],
    ] as const)
      expect(accountRecordSchema.safeParse({ accountId: 'acme', name }).success).toBe(isRight);
  });

  test('an account without a key gets one that nobody guesses', async () => {
    const { accountId } = await createAccount(world.app, given.operator, { name: 'Nameless' });
    expect(accountId).toMatch(/^([0-9A-Z]{4}-){5}[0-9A-Z]{4}$/);
  });

  test('a refused account names every unknown parent, in the order in which they were given', async () => {
    const input = { accountId: 'child', name: 'Child', parents: ['zeta', 'portal', 'alpha', 'child'] };
    expect(await reasonsOf(createAccount(world.app, given.operator, input))).toEqual([
      'unknown_reference /parents/0',
      'unknown_reference /parents/2',
      'unknown_reference /parents/3',
      'account_circle /parents/3',
    ]);
    expect(await problemOf(getAccount(world.app, given.operator, 'child'))).toMatchObject({ code: 'not_found' });
  });

  test('two accounts that are put above each other in one batch are both refused, the rest is kept', async () => {
    for (const accountId of ['ring-1', 'ring-2', 'ring-3']) await given.account(world, { accountId });
    const inputs = [
      ['ring-1', 'ring-2'],
      ['ring-2', 'ring-1'],
      ['ring-3', 'unknown'],
    ].map(([accountId = '', parent = '']) => ({
      accountId,
      name: accountId,
      parents: [parent],
    }));
    const outcomes = await inRecordingTransaction(world.app.database, (transaction) =>
      recordAll(transaction, given.operator, accountRecorder, inputs, 'update'),
    );
    const circle = { outcome: 'failed', reasons: [{ code: 'account_circle', pointer: '/parents/0' }] };
    expect(outcomes).toMatchObject([circle, circle, { outcome: 'updated' }]);
  });

  test('of two who put accounts above each other at the same time the second is refused', async () => {
    for (const accountId of ['left', 'right']) await given.account(world, { accountId });
    const putUnder = (accountId: string, parent: string, meanwhile: () => Promise<unknown>) =>
      inRecordingTransaction(world.app.database, async (transaction) => {
        const input = { accountId, name: accountId, parents: [parent] };
        const outcomes = await recordAll(transaction, given.operator, accountRecorder, [input], 'update');
        await meanwhile();
        return outcomes;
      });
    let second: ReturnType<typeof putUnder> | undefined;
    const first = await putUnder('left', 'right', async () => {
      second = putUnder('right', 'left', () => Promise.resolve());
      await Promise.race([second, setTimeout(500)]); // either it goes on at once, or it waits for the first
      await given.account(world, { accountId: 'newcomer', parents: ['left'] }); // which waits for nobody
    });
    expect(first).toMatchObject([{ outcome: 'updated' }]);
    expect(await second).toMatchObject([{ outcome: 'failed', reasons: [{ code: 'account_circle' }] }]);
  });

  test('recording an account again with its parents in another order changes nothing', async () => {
    const record = { accountId: 'steady', name: 'Steady', parents: ['unknown', 'portal', 'unknown'] };
    const recordOnce = () =>
      inRecordingTransaction(world.app.database, (transaction) =>
        recordAll(transaction, given.operator, accountRecorder, [record], 'update'),
      );
    expect(await recordOnce()).toMatchObject([{ outcome: 'created' }]);
    expect(await recordOnce()).toMatchObject([{ outcome: 'unchanged' }]);
  });

  test('of twenty who make the same account at once exactly one succeeds, the others hear that the key is taken', async () => {
    const all = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        createAccount(world.app, given.operator, { accountId: 'contested', name: `Try ${index}` }),
      ),
    );
    expect(all.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    const refused = all.flatMap((one): unknown[] => (one.status === 'rejected' ? [one.reason] : []));
    for (const problem of refused) expect(problem).toMatchObject({ code: 'duplicate_key', status: 409 });
    expect(refused).toHaveLength(19);
  });

  test('lists narrow down by type, parent and part of a name in any case, and take the letters of LIKE as they are', async () => {
    await given.account(world, { accountId: 'filter-top', type: 'partner' });
    await given.account(world, { accountId: 'filter-1', name: 'A 50%_off Company', parents: ['filter-top'] });
    await given.account(world, { accountId: 'filter-2', name: 'A 50 xoff Company' });
    const keys = async (filter: object) =>
      (await listAccounts(world.app, given.operator, { limit: 500, ...filter })).items.map(
        (account) => account.accountId,
      );
    expect(await keys({ type: 'partner' })).toEqual(['filter-top']);
    expect(await keys({ parentId: 'filter-top' })).toEqual(['filter-1']);
    expect(await keys({ q: '50%_OFF' })).toEqual(['filter-1']);
    expect(await keys({ q: 'FILTER-' })).toEqual(['filter-top', 'filter-1', 'filter-2']);
    expect(await keys({ q: '\\' })).toEqual([]);
    expect(await keys({ parentId: 'nobody' })).toEqual([]);
  });

  test('paging meets every account that was there once, while others are added', async () => {
    const before = (await listAccounts(world.app, given.operator, { limit: 500 })).items.map(
      (account) => account.accountId,
    );
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listAccounts(world.app, given.operator, { limit: 3, cursor });
      seen.push(...page.items.map((account) => account.accountId));
      if (seen.length < 10) await given.account(world);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen.filter((key) => before.includes(key))).toEqual(before);
    expect(new Set(seen).size).toBe(seen.length);
    expect(await problemOf(listAccounts(world.app, given.operator, { limit: 3, cursor: 'x' }))).toMatchObject({
      code: 'invalid_cursor',
    });
  });

  test('whoever is limited to some accounts sees no others, neither by key, nor in lists, nor as parents', async () => {
    await given.account(world, { accountId: 'foreign' });
    await given.account(world, { accountId: 'own', parents: ['foreign'] });
    const rows = await accountIds(world.app.database, ['own']);
    const limited = given.actor(['viewAccounts', 'manageAccounts'], [...rows.values()]);
    expect((await getAccount(world.app, limited, 'own')).parents).toEqual([]);
    expect(await problemOf(getAccount(world.app, limited, 'foreign'))).toMatchObject({ code: 'not_found' });
    expect((await listAccounts(world.app, limited, { limit: 50 })).items).toHaveLength(1);
    expect((await listAccounts(world.app, limited, { limit: 50, parentId: 'foreign' })).items).toEqual([]);
    expect(await problemOf(createAccount(world.app, limited, { name: 'New' }))).toMatchObject({ code: 'forbidden' });
  });

  test('without the permission nothing is read or made', async () => {
    const nobody = given.actor([]);
    expect(await problemOf(getAccount(world.app, nobody, 'unknown'))).toMatchObject({ code: 'forbidden' });
    expect(await problemOf(listAccounts(world.app, nobody, { limit: 1 }))).toMatchObject({ code: 'forbidden' });
    expect(await problemOf(createAccount(world.app, nobody, { name: 'New' }))).toMatchObject({ code: 'forbidden' });
  });
});
