import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as given from '../../test/given.ts';
import { problemOf, reasonsOf } from '../../test/problem.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { accountIds } from './account-recorder.ts';
import { createRole, getRole, listRoles } from './role-operations.ts';
import { permissions } from './rules/permissions.ts';

const builtIn = [
  'System Administrator',
  'Portal Administrative User',
  'Portal User',
  'Customer Support Representative',
  'Executive',
  'IT Back Office Manager',
  'Order Entry',
  'Product Manager',
  'Sales Operations Manager',
  'Partner Administrative User',
  'Partner User',
];

describe.each(postgresVersions())('roles on PostgreSQL %s', (version) => {
  let world: World;
  let own: readonly number[];
  beforeAll(async () => {
    world = await openWorld({ version });
    for (const accountId of ['north', 'south']) await given.account(world, { accountId });
    own = [...(await accountIds(world.app.database, ['north'])).values()];
  });
  afterAll(() => world.close());

  test('a role is answered as it was made, its permissions and accounts in the order of their text', async () => {
    const input = {
      name: 'Finance',
      kind: 'producer',
      permissions: ['viewEntitlements', 'viewAccounts'],
      accounts: ['south', 'north'],
    } as const;
    const made = await createRole(world.app, given.operator, {
      ...input,
      permissions: [...input.permissions],
      accounts: [...input.accounts],
    });
    expect(made).toMatchObject({
      name: 'Finance',
      permissions: ['viewAccounts', 'viewEntitlements'],
      accounts: ['north', 'south'],
      builtIn: false,
    });
    expect(await getRole(world.app, given.operator, 'Finance')).toEqual(made);
  });

  test('the System Administrator is built in, grants all there is, and cannot be made anew', async () => {
    const administrator = await getRole(world.app, given.operator, 'System Administrator');
    expect(administrator).toMatchObject({ builtIn: true, permissions: permissions.toSorted() });
    const again = createRole(world.app, given.operator, {
      name: 'System Administrator',
      kind: 'producer',
      permissions: [],
    });
    expect(await problemOf(again)).toMatchObject({ code: 'duplicate_key' });
  });

  test('a refused role names everything that is wrong, where it was given', async () => {
    const input = {
      name: 'Odd',
      kind: 'customer' as const,
      permissions: ['viewLicenses' as const, 'manageRoles' as const],
      accounts: ['zulu'],
    };
    expect(await reasonsOf(createRole(world.app, given.actor(['manageRoles', 'viewLicenses']), input))).toEqual([
      'permission_not_for_kind /permissions/1',
      'only_producer_roles_are_limited /accounts',
      'unknown_reference /accounts/0',
    ]);
  });

  test('nobody makes a role that grants what they lack themselves', async () => {
    const manager = given.actor(['manageRoles', 'viewAccounts']);
    const make = (names: readonly ('viewAccounts' | 'viewAudit')[]) =>
      createRole(world.app, manager, { name: 'Helper', kind: 'producer', permissions: [...names] });
    expect(await problemOf(make(['viewAccounts', 'viewAudit']))).toMatchObject({
      status: 422,
      reasons: [{ code: 'beyond_own_permissions', message: expect.stringContaining('viewAudit') as unknown }],
    });
    expect((await make(['viewAccounts'])).permissions).toEqual(['viewAccounts']);
  });

  test('whoever is limited to some accounts makes roles for these only', async () => {
    const limited = given.actor(['manageRoles', 'viewRoles'], own);
    const make = (accounts: string[]) =>
      createRole(world.app, limited, { name: 'Local', kind: 'producer', permissions: [], accounts });
    expect(await reasonsOf(make([]))).toEqual(['beyond_own_accounts /permissions']);
    expect(await reasonsOf(make(['south']))).toEqual(['unknown_reference /accounts/0']);
    expect((await make(['north'])).accounts).toEqual(['north']);
  });

  test('lists narrow down by kind and part of the name, and leave out roles of accounts that the caller does not see', async () => {
    await given.role(world, { name: 'Shopper', kind: 'customer' });
    const names = async (actor: typeof given.operator, filter: object) =>
      (await listRoles(world.app, actor, { limit: 50, ...filter })).items.map((role) => role.name);
    expect(await names(given.operator, { kind: 'customer', q: 'Shopper' })).toEqual(['Shopper']);
    expect(await names(given.operator, { q: 'SHOP' })).toEqual(['Shopper']);
    const limited = given.actor(['viewRoles'], own);
    expect(await names(limited, {})).toEqual([...builtIn, 'Helper', 'Local', 'Shopper']);
    expect(await problemOf(getRole(world.app, limited, 'Finance'))).toMatchObject({ code: 'not_found' });
  });
});
