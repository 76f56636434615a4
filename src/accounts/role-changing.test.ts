import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as given from '../../test/given.ts';
import { problemOf, reasonsOf } from '../../test/problem.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { accountIds } from './account-recorder.ts';
import { createApiKey, revokeApiKey } from './api-key-operations.ts';
import { listAudit } from './audit-operations.ts';
import { changeRole, deleteRole } from './role-changing.ts';
import { createRole, getRole, listRoles } from './role-operations.ts';
import { reasonsAgainstLonePermissions } from './rules/permission-needs.ts';
import { isPermission, type Actor } from './rules/permissions.ts';

describe.each(postgresVersions())('changing roles on PostgreSQL %s', (version) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ version });
    for (const accountId of ['north', 'south']) await given.account(world, { accountId });
  });
  afterAll(() => world.close());

  const change = (name: string, changes: object, more: object = {}, actor: Actor = given.operator) =>
    changeRole(world.app, actor, name, { changes, expectedVersion: undefined, preview: false, ...more });
  const remove = (name: string, more: object = {}, actor: Actor = given.operator) =>
    deleteRole(world.app, actor, name, { expectedVersion: undefined, preview: false, ...more });

  test('changes what is named, can be looked at before, and tells the history', async () => {
    await given.role(world, { name: 'Clerk', permissions: ['viewAccounts'] });
    const changes = { permissions: ['viewUsers', 'viewAccounts'], accounts: ['north'] };
    const plan = { before: { permissions: ['viewAccounts'], accounts: [] }, after: { accounts: ['north'] } };
    expect(await change('Clerk', changes, { preview: true })).toMatchObject(plan);
    expect(await getRole(world.app, given.operator, 'Clerk')).toMatchObject({ version: 1 });
    expect(await change('Clerk', changes, { expectedVersion: 1 })).toMatchObject({
      permissions: ['viewAccounts', 'viewUsers'],
      accounts: ['north'],
      version: 2,
    });
    expect(await change('Clerk', { accounts: [] })).toMatchObject({ permissions: ['viewAccounts', 'viewUsers'] });
    expect(await problemOf(change('Clerk', { accounts: [] }, { expectedVersion: 1 }))).toMatchObject({
      code: 'stale_version',
    });
    const { items } = await listAudit(world.app, given.operator, { entityKey: 'Clerk', limit: 10 });
    expect(items.at(-1)).toMatchObject({ before: { accounts: ['north'] }, after: { accounts: [] } });
  });

  test('gives every reason: what does not fit, what is missing, and what the actor lacks', async () => {
    await given.role(world, { name: 'Odd', permissions: [] });
    const manager = given.actor(['manageRoles', 'createEntitlements']);
    const changes = { permissions: ['createEntitlements', 'getDownloads'], accounts: ['nowhere'] };
    expect(await reasonsOf(change('Odd', changes, {}, manager))).toEqual([
      'permission_not_for_kind /permissions/1',
      'unknown_reference /accounts/0',
      'permission_needs /permissions/0',
      'beyond_own_permissions /permissions',
    ]);
  });

  test('is refused to who lacks what the role grants already, or sees only some of its accounts', async () => {
    await given.role(world, { name: 'Strong', permissions: ['viewAudit', 'viewJobs'] });
    const weak = given.actor(['manageRoles', 'viewJobs']);
    expect(await reasonsOf(change('Strong', { permissions: ['viewJobs'] }, {}, weak))).toEqual([
      'beyond_own_permissions /permissions',
    ]);
    expect(await reasonsOf(remove('Strong', {}, weak))).toEqual(['beyond_own_permissions']);
    const rows = [...(await accountIds(world.app.database, ['north'])).values()];
    const limited = given.actor(['manageRoles', 'viewAudit', 'viewJobs'], rows);
    expect(await reasonsOf(change('Strong', { accounts: ['north'] }, {}, limited))).toEqual([
      'beyond_own_accounts /permissions',
    ]);
    await given.role(world, { name: 'Southern', accounts: ['south'] });
    expect(await problemOf(change('Southern', { accounts: ['north'] }, {}, limited))).toMatchObject({
      code: 'not_found',
    });
    expect(await problemOf(remove('Southern', {}, limited))).toMatchObject({ code: 'not_found' });
  });

  test('built-in roles stay as they are, and each has what its permissions need', async () => {
    const { items } = await listRoles(world.app, given.operator, { limit: 50 });
    const builtIn = items.filter((role) => role.builtIn);
    expect(builtIn.map((role) => role.name)).toContain('Sales Operations Manager');
    for (const { name, kind, permissions } of builtIn) {
      expect(await reasonsOf(change(name, { permissions: ['viewEntitlements'] })), name).toContain('built_in_role');
      expect(await reasonsOf(remove(name)), name).toEqual(['built_in_role']);
      expect(
        permissions.filter((one) => !isPermission(one)),
        name,
      ).toEqual([]);
      if (name === 'System Administrator') continue;
      expect(reasonsAgainstLonePermissions(kind, permissions), name).toEqual([]);
      const copy = { name: `Copy of ${name}`, kind, permissions: permissions.filter(isPermission) };
      expect(await createRole(world.app, given.operator, copy), name).toMatchObject({ permissions });
    }
  });

  test('a role that somebody has is not deleted, with everybody who has it', async () => {
    await given.role(world, { name: 'Held', permissions: ['viewAudit'] });
    await given.user(world, { userId: 'holder', memberships: [{ accountId: 'producer', roles: ['Held'] }] });
    const { apiKeyId } = await createApiKey(world.app, given.operator, { name: 'key', roles: ['Held'] });
    await world.app.database
      .updateTable('job')
      .set({ subscriberRoles: ['Held'] })
      .execute();
    const problem = await problemOf(remove('Held'));
    const messages = problem.reasons.map(({ code, message }) => `${code} ${message}`);
    expect(messages.slice(0, 2)).toEqual([
      'role_in_use Held is the role of 1 user.',
      'role_in_use Held is the role of 1 API key.',
    ]);
    await world.app.database.updateTable('job').set({ subscriberRoles: [] }).execute();
    await revokeApiKey(world.app, given.operator, apiKeyId);
    expect(await reasonsOf(remove('Held'))).toEqual(['role_in_use']);
  });

  test('a role that nobody has is deleted, also from keys that were revoked', async () => {
    await given.role(world, { name: 'Idle', permissions: ['viewAudit'] });
    const { apiKeyId } = await createApiKey(world.app, given.operator, { name: 'idle', roles: ['Idle'] });
    await revokeApiKey(world.app, given.operator, apiKeyId);
    expect(await remove('Idle', { preview: true })).toEqual({ deleted: { name: 'Idle' } });
    expect(await remove('Idle', { expectedVersion: 1 })).toEqual({ deleted: { name: 'Idle' } });
    expect(await problemOf(getRole(world.app, given.operator, 'Idle'))).toMatchObject({ code: 'not_found' });
    const { items } = await listAudit(world.app, given.operator, { entityKey: 'Idle', limit: 10 });
    expect(items.at(-1)).toMatchObject({ event: 'deleted', before: { permissions: ['viewAudit'] } });
    expect(await problemOf(remove('Idle', {}, given.actor([])))).toMatchObject({ code: 'forbidden' });
  });
});
