import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as given from '../../test/given.ts';
import { problemOf, reasonsOf } from '../../test/problem.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { accountIds } from './account-recorder.ts';
import { createUser, getUser, listUsers } from './user-operations.ts';

const ada = { firstName: 'Ada', lastName: 'Byron', email: 'ada@example.com' };

describe.each(postgresVersions())('users on PostgreSQL %s', (version) => {
  let world: World;
  let own: readonly number[];
  beforeAll(async () => {
    world = await openWorld({ version });
    for (const accountId of ['north', 'south']) await given.account(world, { accountId });
    await given.role(world, { name: 'Buyer', kind: 'customer', permissions: ['viewEntitlements'] });
    await given.role(world, { name: 'Clerk', permissions: ['viewAccounts'] });
    own = [...(await accountIds(world.app.database, ['north'])).values()];
  });
  afterAll(() => world.close());

  test('a user is answered as it was made, memberships in the order of their accounts', async () => {
    const memberships = [
      { accountId: 'south', roles: ['Buyer'] },
      { accountId: 'north', roles: [] },
    ];
    const made = await createUser(world.app, given.operator, { userId: 'ada', userName: 'ada', ...ada, memberships });
    expect(made).toMatchObject({
      ...ada,
      userId: 'ada',
      locale: 'en',
      timeZone: 'UTC',
      status: 'active',
      memberships: [
        { accountId: 'north', roles: [], expiresOn: null },
        { accountId: 'south', roles: ['Buyer'], expiresOn: null },
      ],
      subscriptions: { expiringEntitlements: false, productUpgrades: true, announcements: true },
      version: 1,
    });
    expect(await getUser(world.app, given.operator, 'ada')).toEqual(made);
  });

  test('a refused user names everything that is wrong, where it was given', async () => {
    const memberships = [
      { accountId: 'zulu', roles: ['Nobody'] },
      { accountId: 'north', roles: ['Buyer', 'Clerk'] },
      { accountId: 'north', roles: [] },
    ];
    expect(await reasonsOf(createUser(world.app, given.operator, { userName: 'ADA', ...ada, memberships }))).toEqual([
      'user_name_taken /userName',
      'unknown_reference /memberships/0/accountId',
      'unknown_reference /memberships/0/roles/0',
      'role_kind_mismatch /memberships/1/roles/1',
      'repeated /memberships/2',
    ]);
  });

  test('of two who take the same user name at once one succeeds, the other hears why not', async () => {
    const make = (userId: string) => createUser(world.app, given.operator, { userId, userName: 'twin', ...ada });
    const all = await Promise.allSettled([make('twin-1'), make('twin-2')]);
    expect(all.flatMap((one): unknown[] => (one.status === 'rejected' ? [one.reason] : []))).toMatchObject([
      { code: 'refused', reasons: [{ code: 'user_name_taken' }] },
    ]);
  });

  test('lists narrow down by account, status and part of any name', async () => {
    await given.user(world, {
      userId: 'grace',
      lastName: 'Hopper',
      status: 'inactive',
      memberships: [{ accountId: 'south', roles: [] }],
    });
    const keys = async (filter: object) =>
      (await listUsers(world.app, given.operator, { limit: 500, ...filter })).items.map((user) => user.userId);
    expect(await keys({ accountId: 'south' })).toEqual(['ada', 'grace']);
    expect(await keys({ status: 'inactive' })).toEqual(['grace']);
    expect(await keys({ q: 'HOPPER' })).toEqual(['grace']);
  });

  test('whoever is limited to some accounts sees their users, and of these only the memberships there', async () => {
    const limited = given.actor(['viewUsers'], own);
    expect((await listUsers(world.app, limited, { limit: 50 })).items.map((user) => user.userId)).toEqual(['ada']);
    expect((await getUser(world.app, limited, 'ada')).memberships.map((one) => one.accountId)).toEqual(['north']);
    expect(await problemOf(getUser(world.app, limited, 'grace'))).toMatchObject({ code: 'not_found' });
    expect((await listUsers(world.app, limited, { limit: 50, accountId: 'south' })).items).toEqual([]);
  });

  test('whoever is limited to some accounts makes users only there', async () => {
    const limited = given.actor(['manageUsers'], own);
    expect(await reasonsOf(createUser(world.app, limited, { userName: 'free', ...ada }))).toEqual([
      'membership_required /memberships',
    ]);
    const south = [{ accountId: 'south', roles: ['Buyer'] }];
    expect(await reasonsOf(createUser(world.app, limited, { userName: 'free', ...ada, memberships: south }))).toEqual([
      'unknown_reference /memberships/0/accountId',
    ]);
    const north = [{ accountId: 'north', roles: ['Buyer'] }];
    expect(
      (await createUser(world.app, limited, { userName: 'free', ...ada, memberships: north })).memberships,
    ).toHaveLength(1);
  });

  test('no user has producer roles for different accounts', async () => {
    await given.role(world, { name: 'Northern', permissions: ['manageUsers'], accounts: ['north'] });
    const memberships = [{ accountId: 'producer', roles: ['Clerk', 'Northern'] }];
    const attempt = createUser(world.app, given.operator, { userName: 'mixed', ...ada, memberships });
    expect(await reasonsOf(attempt)).toEqual(['mixed_scopes /memberships']);
  });

  test('nobody gives a user a producer role that grants more than their own', async () => {
    const memberships = [{ accountId: 'producer', roles: ['Clerk'] }];
    const manager = given.actor(['manageUsers']);
    expect(await reasonsOf(createUser(world.app, manager, { userName: 'clerk', ...ada, memberships }))).toEqual([
      'beyond_own_permissions /memberships/0/roles/0',
    ]);
  });
});
