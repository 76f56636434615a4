import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { givenEntitlement, givenLineItem, givenRecords, smallCatalog } from '../../test/given-records.ts';
import * as given from '../../test/given.ts';
import { problemOf, reasonsOf } from '../../test/problem.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { deleteAccount } from './account-deleting.ts';
import { changeAccount, getAccount, listSubAccounts } from './account-operations.ts';
import { accountIds } from './account-recorder.ts';
import { relateAccounts } from './account-relating.ts';
import { listAudit } from './audit-operations.ts';
import { getUser } from './user-operations.ts';

/** Every table that refers to an account. Whoever adds one says here and in `account-deletion-store.ts` what a deletion does with it. */
const referring = [
  'account_parent.account_id',
  'account_parent.parent_id',
  'account_relation.account_id',
  'account_relation.related_id',
  'email.account_id',
  'entitlement.account_id',
  'entitlement_channel_partner.account_id',
  'membership.account_id',
  'product_line_account.account_id',
  'reminder_mark.account_id',
  'renewal_request.account_id',
  'role_account.account_id',
];

describe.each(postgresVersions())('deleting an account on PostgreSQL %s', (version) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ version });
    await givenRecords(world.app, smallCatalog);
  });
  afterAll(() => world.close());

  const remove = (accountId: string, more: object = {}) =>
    deleteAccount(world.app, given.operator, accountId, {
      subtree: false,
      force: false,
      expectedVersion: undefined,
      preview: false,
      ...more,
    });
  const isThere = async (accountId: string) =>
    getAccount(world.app, given.operator, accountId).then(
      () => true,
      () => false,
    );
  const tree = async (...accounts: readonly (readonly [string, ...string[]])[]) => {
    for (const [accountId, ...parents] of accounts) await given.account(world, { accountId, parents });
  };

  test('takes that account only; what is below it moves to the top and keeps its own subtree', async () => {
    await tree(['top'], ['middle', 'top'], ['leaf', 'middle'], ['other-top'], ['shared', 'top', 'other-top']);
    const plan = await remove('top', { preview: true });
    expect(plan).toEqual({ deleted: { accounts: ['top'] }, subAccounts: ['middle', 'shared'], users: [], emails: 0 });
    expect(await isThere('top')).toBe(true);
    expect(await remove('top', { expectedVersion: 1 })).toEqual(plan);
    expect(await isThere('top')).toBe(false);
    expect(await getAccount(world.app, given.operator, 'middle')).toMatchObject({ parents: [], version: 2 });
    expect(await getAccount(world.app, given.operator, 'shared')).toMatchObject({ parents: ['other-top'] });
    const below = await listSubAccounts(world.app, given.operator, 'middle', { limit: 10 });
    expect(below.items.map((one) => one.accountId)).toEqual(['leaf']);
    const { items } = await listAudit(world.app, given.operator, { entityKey: 'middle', limit: 10 });
    expect(items.at(-1)).toMatchObject({ event: 'changed', before: { parents: ['top'] }, after: { parents: [] } });
    const gone = await listAudit(world.app, given.operator, { entityKey: 'top', limit: 10 });
    expect(gone.items.at(-1)).toMatchObject({ event: 'deleted', before: { name: 'top' } });
  });

  test('takes the whole subtree where that is wanted, but for what is also below another account', async () => {
    await tree(
      ['root'],
      ['branch', 'root'],
      ['twig', 'branch'],
      ['outside'],
      ['both', 'twig', 'outside'],
      ['end', 'both'],
    );
    expect(await remove('root', { subtree: true })).toMatchObject({
      deleted: { accounts: ['branch', 'root', 'twig'] },
      subAccounts: ['both'],
    });
    expect(await Promise.all(['root', 'branch', 'twig', 'both', 'end', 'outside'].map(isThere))).toEqual([
      false,
      false,
      false,
      true,
      true,
      true,
    ]);
  });

  test('is refused with everything that refers to it, and force cannot take rights away', async () => {
    await givenRecords(world.app, [
      { entity: 'account', accountId: 'used', name: 'Used', type: 'partner' },
      { entity: 'account', accountId: 'used-child', name: 'Child', parents: ['used'] },
      { entity: 'account', accountId: 'free', name: 'Free' },
      givenEntitlement('ENT-used', 'used-child', [givenLineItem('ACT-used', '2026-05-01')], {
        channelPartners: [{ tier: 'distributor', accountId: 'used' }],
      }),
    ]);
    await given.role(world, { name: 'Of used', accounts: ['used'] });
    await given.user(world, { userId: 'only', memberships: [{ accountId: 'used-child', roles: [] }] });
    await given.user(world, {
      userId: 'elsewhere too',
      memberships: [
        { accountId: 'used-child', roles: [] },
        { accountId: 'free', roles: [] },
      ],
    });
    const messages = async (promise: Promise<unknown>) =>
      (await problemOf(promise)).reasons.map(({ code, message }) => `${code} ${message}`);
    const rights = [
      'in_use used is a channel partner of 1 entitlement.',
      'in_use used is named by 1 role that is limited to it.',
      'in_use used-child holds 1 entitlement.',
    ];
    expect(await messages(remove('used', { subtree: true }))).toEqual([
      ...rights,
      'in_use used-child has 1 user who belongs to no other account.',
    ]);
    expect(await messages(remove('used', { subtree: true, force: true }))).toEqual(rights);
    expect(await isThere('used-child')).toBe(true);
  });

  test('by force ends the memberships of users who belong nowhere else, who stay, and takes emails along', async () => {
    await tree(['closing']);
    const memberships = [{ accountId: 'closing', roles: ['Portal User'] }];
    await given.user(world, { userId: 'left', memberships });
    await sql`insert into email (message_id, type, template_id, account_id, to_address, data)
      select '<1>', 'invitation', email_template.id, account.id, 'a@example.com', '{}'
        from account, (select email_template.id from email_template limit 1) email_template
       where account.account_id = 'closing'`.execute(world.app.database);
    expect(await reasonsOf(remove('closing'))).toEqual(['in_use', 'in_use']);
    expect(await remove('closing', { force: true })).toMatchObject({ users: ['left'], emails: 1 });
    expect(await getUser(world.app, given.operator, 'left')).toMatchObject({ memberships: [], version: 2 });
    const { items } = await listAudit(world.app, given.operator, { entityKey: 'left', limit: 10 });
    expect(items.at(-1)).toMatchObject({
      before: { memberships: [{ accountId: 'closing', roles: ['Portal User'] }] },
      after: { memberships: [] },
    });
  });

  test('is never for standing accounts, nor for the last administrator', async () => {
    for (const accountId of ['producer', 'unknown', 'portal'])
      expect(await reasonsOf(remove(accountId, { force: true })), accountId).toContain('standing_account');
    await given.account(world, { accountId: 'house', type: 'producer' });
    await given.user(world, {
      userId: 'boss',
      memberships: [{ accountId: 'house', roles: ['System Administrator'] }],
    });
    await sql`update licet_user set password_hash = 'x' where licet_user.user_id = 'boss'`.execute(world.app.database);
    expect(await reasonsOf(remove('house', { force: true }))).toEqual(['last_administrator']);
  });

  test('asks for the permission for every account, the version that was seen, and an account', async () => {
    await tree(['mine']);
    const ids = [...(await accountIds(world.app.database, ['mine'])).values()];
    const wish = { subtree: false, force: false, expectedVersion: undefined, preview: true };
    const as = (actor: typeof given.operator) => problemOf(deleteAccount(world.app, actor, 'mine', wish));
    expect(await as(given.actor([]))).toMatchObject({ code: 'forbidden' });
    expect(await as(given.actor(['manageAccounts'], ids))).toMatchObject({ code: 'forbidden' });
    expect(await problemOf(remove('mine', { expectedVersion: 4 }))).toMatchObject({ code: 'stale_version' });
    expect(await problemOf(remove('nobody'))).toMatchObject({ code: 'not_found' });
  });

  test('knows every table that refers to accounts', async () => {
    const { rows } = await sql<{ name: string }>`
      select source.relname || '.' || attribute.attname as name
        from pg_constraint
        join pg_class source on source.oid = pg_constraint.conrelid
        join pg_attribute attribute on attribute.attrelid = source.oid and attribute.attnum = pg_constraint.conkey[1]
       where pg_constraint.contype = 'f' and pg_constraint.confrelid = 'account'::regclass
       order by 1`.execute(world.app.database);
    expect(rows.map((row) => row.name)).toEqual(referring);
  });

  test('relations and the tree are changed one after the other, and no move brings a user into two accounts of a line', async () => {
    await tree(['upper'], ['lower'], ['lowest', 'lower']);
    await given.user(world, {
      userId: 'two places',
      memberships: [
        { accountId: 'lowest', roles: [] },
        { accountId: 'upper', roles: [] },
      ],
    });
    const move = (preview: boolean) =>
      changeAccount(world.app, given.operator, 'lower', {
        changes: { parents: ['upper'] },
        expectedVersion: undefined,
        preview,
      });
    for (const preview of [true, false])
      expect(await reasonsOf(move(preview))).toEqual(['memberships_in_one_line /parents']);
  });

  test('ends relations too', async () => {
    await given.account(world, { accountId: 'reseller', type: 'partner' });
    await tree(['buyer']);
    const ends = { accountId: 'reseller', otherId: 'buyer', expectedVersion: undefined, preview: false };
    await relateAccounts(world.app, given.operator, ends);
    await remove('buyer');
    expect(await isThere('reseller')).toBe(true);
  });
});
