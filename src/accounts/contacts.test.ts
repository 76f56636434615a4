import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { givenRecords } from '../../test/given-records.ts';
import * as given from '../../test/given.ts';
import { reasonsOf } from '../../test/problem.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { changeUser } from './user-changing.ts';
import { createUser, getUser, listUsers } from './user-operations.ts';

describe.each(postgresVersions())('contacts and memberships on PostgreSQL %s', (version) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ version });
    for (const accountId of ['holding', 'sister']) await given.account(world, { accountId });
    await given.account(world, { accountId: 'branch', parents: ['holding'] });
    await given.account(world, { accountId: 'office', parents: ['branch'] });
    await given.account(world, { accountId: 'reseller', type: 'partner' });
    await given.account(world, { accountId: 'walk-in', type: 'selfRegistered' });
  });
  afterAll(() => world.close());

  const contact = { firstName: 'Con', lastName: 'Tact', email: 'con@example.com', portalAccess: false };
  const places = (...accounts: string[]) => accounts.map((accountId) => ({ accountId, roles: [] }));
  const make = (input: object) =>
    createUser(world.app, given.operator, { firstName: 'A', lastName: 'B', email: 'a@example.com', ...input });
  const change = (userId: string, changes: object, preview = false) =>
    changeUser(world.app, given.operator, userId, { changes, expectedVersion: undefined, preview });

  test('a contact needs no user name, is found, and comes first by user name', async () => {
    const made = await make({
      ...contact,
      userId: 'con',
      phone: '+49 1',
      address: { city: 'Köln' },
      memberships: places('branch'),
    });
    expect(made).toMatchObject({
      userName: null,
      portalAccess: false,
      sharedLogin: false,
      phone: '+49 1',
      address: { city: 'Köln' },
      deletedAt: null,
    });
    await given.user(world, { userId: 'zoe' });
    const keys = async (request: object) =>
      (await listUsers(world.app, given.operator, { limit: 50, ...request })).items.map((one) => one.userId);
    expect(await keys({ q: 'tact' })).toEqual(['con']);
    expect(await keys({ portalAccess: false })).toEqual(['con']);
    expect(await keys({ portalAccess: true })).toEqual(['zoe']);
    expect(await keys({ sort: 'userName' })).toEqual(['con', 'zoe']);
    const { nextCursor } = await listUsers(world.app, given.operator, { limit: 1, sort: 'userName' });
    expect(await keys({ sort: 'userName', cursor: nextCursor })).toEqual(['zoe']);
  });

  test('who has a way in has a user name, and a contact neither roles nor a login to share', async () => {
    expect(await reasonsOf(make({}))).toEqual(['user_name_required /userName']);
    const memberships = [{ accountId: 'branch', roles: ['Portal User'] }];
    expect(await reasonsOf(make({ ...contact, sharedLogin: true, memberships }))).toEqual([
      'contact_has_roles /memberships/0/roles',
      'contact_shares_login /sharedLogin',
    ]);
  });

  test('a contact is let in by a user name and roles, and then keeps that name', async () => {
    await make({ ...contact, userId: 'late', memberships: places('branch') });
    expect(await reasonsOf(change('late', { portalAccess: true }))).toEqual(['user_name_required /userName']);
    const access = {
      portalAccess: true,
      userName: 'late@example.com',
      memberships: [{ accountId: 'branch', roles: ['Portal User'] }],
    };
    expect(await change('late', access)).toMatchObject({ portalAccess: true, userName: 'late@example.com' });
    expect(await reasonsOf(change('late', { userName: 'other@example.com' }))).toEqual(['user_name_fixed /userName']);
    expect(await reasonsOf(change('zoe', { userName: 'LATE@example.com' }))).toContain('user_name_taken /userName');
  });

  test('who becomes a contact is out at once, without a password', async () => {
    await given.user(world, { userId: 'out', memberships: [{ accountId: 'branch', roles: ['Portal User'] }] });
    await sql`update licet_user set password_hash = 'x' where licet_user.user_id = 'out'`.execute(world.app.database);
    await sql`insert into session (token_hash, user_id, created_at, last_seen_at, expires_at, user_agent)
      select 'x', licet_user.id, now(), now(), now(), '' from licet_user where licet_user.user_id = 'out'`.execute(
      world.app.database,
    );
    expect(await reasonsOf(change('out', { portalAccess: false }))).toEqual(['contact_has_roles /memberships/0/roles']);
    const gone = { portalAccess: false, memberships: places('branch') };
    expect(await change('out', gone, true)).toMatchObject({ signsOut: true });
    expect(await change('out', gone)).toMatchObject({ portalAccess: false, hasPassword: false });
    const { rows } = await sql`select session.id from session`.execute(world.app.database);
    expect(rows).toEqual([]);
  });

  test('nobody belongs to accounts of several types; who registered themselves are customers', async () => {
    expect(await reasonsOf(make({ userName: 'm1', memberships: places('sister', 'reseller', 'producer') }))).toEqual([
      'memberships_of_several_types /memberships/1/accountId',
      'memberships_of_several_types /memberships/2/accountId',
    ]);
    await make({ userName: 'm2', memberships: places('sister', 'walk-in') });
  });

  test('nobody belongs to two accounts of one line, and the reason names no other account', async () => {
    const refused = make({ userName: 'm3', memberships: places('holding', 'sister', 'office') });
    expect(await reasonsOf(refused)).toEqual([
      'memberships_in_one_line /memberships/0/accountId',
      'memberships_in_one_line /memberships/2/accountId',
    ]);
    await make({ userName: 'm4', memberships: places('office', 'sister') });
  });

  test('a file brings contacts, last days and relations as a person would', async () => {
    const record = {
      entity: 'user',
      userId: 'filed',
      firstName: 'F',
      lastName: 'Iled',
      email: 'f@example.com',
      portalAccess: false,
      memberships: [{ accountId: 'sister', roles: [], expiresOn: '2026-06-30' }],
    };
    for (const time of [1, 2]) {
      await givenRecords(world.app, [record]);
      expect(await getUser(world.app, given.operator, 'filed'), `time ${time}`).toMatchObject({
        userName: null,
        version: 1,
        memberships: [{ accountId: 'sister', expiresOn: '2026-06-30' }],
      });
    }
    const forever = { memberships: [{ accountId: 'sister', roles: [], expiresOn: null }] };
    expect(await change('filed', forever)).toMatchObject({ memberships: [{ expiresOn: null }] });
  });
});
