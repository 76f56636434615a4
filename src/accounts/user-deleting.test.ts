import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { givenRecords } from '../../test/given-records.ts';
import * as given from '../../test/given.ts';
import { problemOf, reasonsOf } from '../../test/problem.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { accountIds } from './account-recorder.ts';
import { listAudit } from './audit-operations.ts';
import type { Actor } from './rules/permissions.ts';
import { changeUser } from './user-changing.ts';
import { deleteUser } from './user-deleting.ts';
import { getUser, listUsers } from './user-operations.ts';

/** Every table that refers to a user. Whoever adds one says here and in `user-deletion-store.ts` what a deletion does with it. */
const referring = [
  'email.user_id',
  'entitlement_channel_partner.contact_id',
  'entitlement_contact.user_id',
  'membership.user_id',
  'password_link.user_id',
  'product_line_user.user_id',
  'renewal_request.user_id',
  'session.user_id',
  'unsubscribe_token.user_id',
];

describe.each(postgresVersions())('deleting a user on PostgreSQL %s', (version) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ version });
    for (const accountId of ['mine', 'theirs']) await given.account(world, { accountId });
  });
  afterAll(() => world.close());

  const remove = (userId: string, more: object = {}, actor: Actor = given.operator) =>
    deleteUser(world.app, actor, userId, { force: false, expectedVersion: undefined, preview: false, ...more });
  const member = (...accounts: string[]) => accounts.map((accountId) => ({ accountId, roles: ['Portal User'] }));
  const mail = (userId: string) =>
    sql`insert into email (message_id, type, template_id, user_id, to_address, data)
      select ${userId}, 'invitation', email_template.id, licet_user.id, 'a@example.com', '{}'
        from licet_user, (select email_template.id from email_template limit 1) email_template
       where licet_user.user_id = ${userId}`.execute(world.app.database);

  test('removes whom nothing refers to, with memberships, and the history tells who it was', async () => {
    await given.user(world, { userId: 'ada', memberships: member('mine') });
    const answer = { deleted: { userId: 'ada' }, keptOnRecord: false };
    expect(await remove('ada', { preview: true })).toEqual(answer);
    expect(await remove('ada', { expectedVersion: 1 })).toEqual(answer);
    expect(await problemOf(getUser(world.app, given.operator, 'ada'))).toMatchObject({ code: 'not_found' });
    const { items } = await listAudit(world.app, given.operator, { entityKey: 'ada', limit: 10 });
    expect(items.at(-1)).toMatchObject({ event: 'deleted', before: { userName: 'ada' }, after: null });
    await given.user(world, { userId: 'ada' });
  });

  test('is refused with everything that refers to them', async () => {
    await given.user(world, { userId: 'bo', memberships: member('mine') });
    await mail('bo');
    await sql`insert into renewal_request (renewal_request_id, account_id, user_id, requested_by)
      select ${`R-${version}`}, account.id, licet_user.id, 'bo' from account, licet_user
       where account.account_id = 'mine' and licet_user.user_id = 'bo'`.execute(world.app.database);
    await sql`with sold as (
        insert into entitlement (entitlement_id, account_id, state, created_by, updated_by)
        select 'ENT-bo', account.id, 'draft', 'x', 'x' from account where account.account_id = 'mine' returning entitlement.id)
      insert into entitlement_contact (entitlement_id, user_id, position)
      select sold.id, licet_user.id, 0 from sold, licet_user where licet_user.user_id = 'bo'`.execute(
      world.app.database,
    );
    const problem = await problemOf(remove('bo'));
    expect(problem.reasons.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'in_use bo is a contact of 1 entitlement.',
      'in_use bo was sent 1 email.',
      'in_use bo made 1 renewal request.',
    ]);
  });

  test('by force keeps the record: no way in, no roles, no changes, and the user name is free again', async () => {
    await given.user(world, {
      userId: 'cy',
      userName: 'cy@example.com',
      memberships: member('mine'),
      subscriptions: { expiringEntitlements: true },
    });
    await mail('cy');
    expect(await remove('cy', { force: true })).toEqual({ deleted: { userId: 'cy' }, keptOnRecord: true });
    expect(await getUser(world.app, given.operator, 'cy')).toMatchObject({
      userName: null,
      status: 'inactive',
      portalAccess: false,
      hasPassword: false,
      memberships: [{ accountId: 'mine', roles: [] }],
      subscriptions: { expiringEntitlements: false },
      deletedAt: expect.any(String) as unknown,
      version: 2,
    });
    const change = changeUser(world.app, given.operator, 'cy', {
      changes: { status: 'active' },
      expectedVersion: undefined,
      preview: false,
    });
    expect(await reasonsOf(change)).toEqual(['user_deleted']);
    expect(await reasonsOf(remove('cy', { force: true }))).toEqual(['user_deleted']);
    const record = { entity: 'user', userId: 'cy', firstName: 'C', lastName: 'Y', email: 'cy@example.com' };
    await expect(givenRecords(world.app, [record])).rejects.toThrow('user_deleted');
    await given.user(world, { userId: 'cy-2', userName: 'CY@example.com' });
    const keys = async (filter: object) =>
      (await listUsers(world.app, given.operator, { limit: 50, q: 'cy', ...filter })).items.map((one) => one.userId);
    expect(await keys({})).toEqual(['cy-2']);
    expect(await keys({ deleted: true })).toEqual(['cy']);
  });

  test("the producer's people are never kept that way, and the last administrator stays", async () => {
    const memberships = [{ accountId: 'producer', roles: ['System Administrator'] }];
    for (const userId of ['boss', 'deputy']) await given.user(world, { userId, memberships });
    await mail('deputy');
    expect(await problemOf(remove('deputy', { force: true }))).toMatchObject({
      reasons: [{ code: 'in_use', remedy: 'Make the user inactive instead.' }],
    });
    await sql`update licet_user set password_hash = 'x' where licet_user.user_id = 'boss'`.execute(world.app.database);
    expect(await reasonsOf(remove('boss', { force: true }))).toEqual(['last_administrator']);
    await sql`update licet_user set password_hash = 'x' where licet_user.user_id = 'deputy'`.execute(
      world.app.database,
    );
    expect(await remove('boss')).toMatchObject({ keptOnRecord: false });
  });

  test('is not for themselves, nor for somebody who may do less or sees less', async () => {
    await given.user(world, { userId: 'self', memberships: member('mine') });
    const self = { ...given.actor(['manageUsers']), user: { id: 1, userId: 'self', sessionId: 1 } };
    expect(await reasonsOf(remove('self', {}, self))).toEqual(['own_user']);
    const memberships = [{ accountId: 'producer', roles: ['System Administrator'] }];
    await given.user(world, { userId: 'chief', memberships });
    expect(await reasonsOf(remove('chief', {}, given.actor(['manageUsers'])))).toEqual(['beyond_own_permissions']);
    await given.user(world, { userId: 'both', memberships: member('mine', 'theirs') });
    const rows = [...(await accountIds(world.app.database, ['mine'])).values()];
    const limited = given.actor(['manageUsers'], rows);
    expect(await reasonsOf(remove('both', {}, limited))).toEqual(['beyond_own_accounts']);
    await given.user(world, { userId: 'far', memberships: member('theirs') });
    expect(await problemOf(remove('far', {}, limited))).toMatchObject({ code: 'not_found' });
    expect(await problemOf(remove('far', { expectedVersion: 9 }))).toMatchObject({ code: 'stale_version' });
    expect(await problemOf(remove('far', {}, given.actor([])))).toMatchObject({ code: 'forbidden' });
  });

  test('knows every table that refers to users', async () => {
    const { rows } = await sql<{ name: string }>`
      select source.relname || '.' || attribute.attname as name
        from pg_constraint
        join pg_class source on source.oid = pg_constraint.conrelid
        join pg_attribute attribute on attribute.attrelid = source.oid and attribute.attnum = pg_constraint.conkey[1]
       where pg_constraint.contype = 'f' and pg_constraint.confrelid = 'licet_user'::regclass
       order by 1`.execute(world.app.database);
    expect(rows.map((row) => row.name)).toEqual(referring);
  });
});
