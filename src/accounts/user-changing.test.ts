import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as given from '../../test/given.ts';
import { problemOf, reasonsOf } from '../../test/problem.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { changeAccount } from './account-operations.ts';
import { accountIds } from './account-recorder.ts';
import { listAudit } from './audit-operations.ts';
import type { Actor } from './rules/permissions.ts';
import { changeUser } from './user-changing.ts';
import { getUser } from './user-operations.ts';

describe.each(postgresVersions())('changing a user on PostgreSQL %s', (version) => {
  let world: World;
  let limited: Actor;
  beforeAll(async () => {
    world = await openWorld({ version });
    for (const accountId of ['mine', 'theirs']) await given.account(world, { accountId });
    const own = [...(await accountIds(world.app.database, ['mine'])).values()];
    limited = given.actor(['manageUsers', 'viewUsers'], own);
  });
  afterAll(() => world.close());

  const change = (userId: string, changes: object, more: object = {}, actor: Actor = given.operator) =>
    changeUser(world.app, actor, userId, { changes, expectedVersion: undefined, preview: false, ...more });
  const member = (...accounts: string[]) => accounts.map((accountId) => ({ accountId, roles: ['Portal User'] }));

  test('changes what is named, leaves the rest, and tells the history', async () => {
    await given.user(world, { userId: 'ada', memberships: member('mine') });
    const subscriptions = { announcements: false };
    const changed = await change('ada', { firstName: 'Augusta', locale: 'de', subscriptions });
    expect(changed).toMatchObject({
      firstName: 'Augusta',
      lastName: 'Byron',
      locale: 'de',
      version: 2,
      subscriptions: { announcements: false, productUpgrades: true },
      memberships: [{ accountId: 'mine' }],
    });
    const { items } = await listAudit(world.app, given.operator, { entityKey: 'ada', limit: 50 });
    expect(items.at(-1)).toMatchObject({ before: { firstName: 'Ada', locale: 'en' }, after: { firstName: 'Augusta' } });
    expect(await change('ada', { firstName: 'Augusta' })).toMatchObject({ version: 2 });
  });

  test('is refused where somebody else changed them first, and once of two who try at once', async () => {
    await given.user(world, { userId: 'bo' });
    expect(await problemOf(change('bo', { firstName: 'B' }, { expectedVersion: 7 }))).toMatchObject({
      code: 'stale_version',
    });
    const tries = ['X', 'Y'].map((firstName) => change('bo', { firstName }, { expectedVersion: 1 }));
    const ended = await Promise.allSettled(tries);
    expect(ended.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test('gives nothing back that somebody else takes away at the same moment', async () => {
    await given.user(world, { userId: 'vic', memberships: member('mine') });
    const changed = await world.app.database.transaction().execute(async (transaction) => {
      const { id } = await transaction
        .selectFrom('licetUser')
        .select('id')
        .where('userId', '=', 'vic')
        .forUpdate()
        .executeTakeFirstOrThrow();
      const asked = change('vic', { firstName: 'Victor' });
      await setTimeout(500);
      await transaction.deleteFrom('membership').where('userId', '=', id).execute();
      return { asked };
    });
    expect(await changed.asked).toMatchObject({ firstName: 'Victor', memberships: [] });
  });

  test('can be looked at before, and then nothing is written', async () => {
    await given.user(world, { userId: 'cy', memberships: member('mine') });
    const plan = await change('cy', { status: 'inactive', memberships: [] }, { preview: true });
    expect(plan).toEqual({
      before: { status: 'active', memberships: [{ accountId: 'mine', roles: ['Portal User'], expiresOn: null }] },
      after: { status: 'inactive', memberships: [] },
      signsOut: true,
    });
    expect(await getUser(world.app, given.operator, 'cy')).toMatchObject({ status: 'active', version: 1 });
    expect(await reasonsOf(change('cy', { memberships: member('nowhere') }, { preview: true }))).toEqual([
      'unknown_reference /memberships/0/accountId',
    ]);
  });

  test('is not for somebody who may do less than they', async () => {
    const memberships = [{ accountId: 'producer', roles: ['System Administrator'] }];
    await given.user(world, { userId: 'boss', memberships });
    const clerk = given.actor(['manageUsers']);
    expect(await reasonsOf(change('boss', { email: 'mine@example.com' }, {}, clerk))).toContain(
      'beyond_own_permissions',
    );
    await given.user(world, { userId: 'dan', memberships: [] });
    expect(await reasonsOf(change('dan', { memberships }, {}, clerk))).toEqual([
      'beyond_own_permissions /memberships/0/roles/0',
    ]);
  });

  test('is not for themselves where that could shut them out or let them in further', async () => {
    await given.user(world, { userId: 'self', memberships: member('mine') });
    const self = { ...given.actor(['manageUsers']), user: { id: 1, userId: 'self', sessionId: 1 } };
    expect(await reasonsOf(change('self', { status: 'inactive', memberships: [] }, {}, self))).toEqual([
      'own_user /status',
      'own_user /memberships',
    ]);
    expect(await change('self', { firstName: 'Me' }, {}, self)).toMatchObject({ firstName: 'Me' });
  });

  describe('by somebody who is for some accounts only', () => {
    test('keeps and hides what they do not see', async () => {
      await given.user(world, { userId: 'both', memberships: member('mine', 'theirs') });
      const memberships = [{ accountId: 'mine', roles: [] }];
      const plan = await change('both', { memberships }, { preview: true }, limited);
      expect(JSON.stringify(plan)).not.toContain('theirs');
      const changed = await change('both', { memberships }, {}, limited);
      expect(changed).toMatchObject({ memberships: [{ accountId: 'mine', roles: [] }] });
      expect(await getUser(world.app, given.operator, 'both')).toMatchObject({
        memberships: [
          { accountId: 'mine', roles: [] },
          { accountId: 'theirs', roles: ['Portal User'] },
        ],
      });
    });

    test('never reaches other accounts by way of the address or the status', async () => {
      await given.user(world, { userId: 'prize', memberships: member('mine', 'theirs') });
      const taken = { email: 'thief@example.com', status: 'inactive' };
      expect(await reasonsOf(change('prize', taken, {}, limited))).toEqual([
        'beyond_own_accounts /email',
        'beyond_own_accounts /status',
      ]);
      expect(await reasonsOf(change('prize', { memberships: member('mine', 'theirs') }, {}, limited))).toEqual([
        'unknown_reference /memberships/1/accountId',
      ]);
    });

    test('is nobody whom they do not see', async () => {
      await given.user(world, { userId: 'far', memberships: member('theirs') });
      expect(await problemOf(change('far', { firstName: 'X' }, {}, limited))).toMatchObject({ code: 'not_found' });
    });
  });

  test('an account is changed by who may, at the version that they saw', async () => {
    await given.account(world, { accountId: 'shop', attributes: { tier: 1 } });
    const alter = (changes: object, expectedVersion?: number) =>
      changeAccount(world.app, given.operator, 'shop', { changes, expectedVersion, preview: false });
    expect(await alter({ name: 'The Shop', parents: ['mine'] }, 1)).toMatchObject({
      name: 'The Shop',
      parents: ['mine'],
      attributes: { tier: 1 },
      version: 2,
    });
    expect(await problemOf(alter({ name: 'Late' }, 1))).toMatchObject({ code: 'stale_version' });
    expect(await reasonsOf(alter({ parents: ['nowhere', 'shop'] }))).toEqual([
      'unknown_reference /parents/0',
      'account_circle /parents/1',
    ]);
    const standing = changeAccount(world.app, given.operator, 'producer', {
      changes: { name: 'X' },
      expectedVersion: undefined,
      preview: false,
    });
    expect(await reasonsOf(standing)).toEqual(['standing_account']);
  });
});
