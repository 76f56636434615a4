import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as given from '../../test/given.ts';
import { problemOf, reasonsOf } from '../../test/problem.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { accountIds } from './account-recorder.ts';
import { authenticateApiKey, createApiKey, getApiKey, listApiKeys, revokeApiKey } from './api-key-operations.ts';
import { inRecordingTransaction, recordAll } from '../platform/recording.ts';
import { roleRecorder } from './role-recorder.ts';
import { permissions } from './rules/permissions.ts';

describe.each(postgresVersions())('API keys on PostgreSQL %s', (version) => {
  let world: World;
  let own: readonly number[];
  beforeAll(async () => {
    world = await openWorld({ version });
    for (const accountId of ['north', 'south']) await given.account(world, { accountId });
    own = [...(await accountIds(world.app.database, ['north'])).values()];
    await given.role(world, { name: 'Reader', permissions: ['viewAccounts'] });
    await given.role(world, { name: 'North', permissions: ['viewUsers'], accounts: ['north'] });
    await given.role(world, { name: 'North too', permissions: ['viewAccounts'], accounts: ['north'] });
    await given.role(world, { name: 'South', permissions: ['viewRoles'], accounts: ['south'] });
    await given.role(world, { name: 'Shopper', kind: 'customer', permissions: ['viewLicenses'] });
  });
  afterAll(() => world.close());

  const make = (roles: string[], expiresAt?: string) =>
    createApiKey(world.app, given.operator, { name: 'robot', roles, expiresAt });
  const still = async (now: string, key: string) =>
    authenticateApiKey({ ...world.app, clock: { ...world.app.clock, now: () => new Date(now) } }, key);

  test('a key is told once; what is kept is its hash, and a prefix to recognise it by', async () => {
    const { key, ...view } = await make(['Reader', 'Reader']);
    expect(key).toMatch(/^lic_[\w-]{43}$/);
    expect(view).toMatchObject({
      name: 'robot',
      roles: ['Reader'],
      prefix: key.slice(0, 10),
      expiresAt: null,
      revokedAt: null,
    });
    expect(await getApiKey(world.app, given.operator, view.apiKeyId)).toEqual(view);
    expect(JSON.stringify((await listApiKeys(world.app, given.operator, { limit: 50 })).items)).not.toContain(
      key.slice(10),
    );
    const stored = await world.app.database
      .selectFrom('apiKey')
      .select('apiKey.hash')
      .where('apiKey.id', '=', Number(view.apiKeyId))
      .executeTakeFirstOrThrow();
    expect(stored.hash).toHaveLength(32);
  });

  test('a key may do what its producer roles may together, for the accounts that they are for', async () => {
    const { key, prefix } = await make(['North', 'North too']);
    expect(await authenticateApiKey(world.app, key)).toEqual({
      name: `robot (${prefix})`,
      audience: 'producer',
      permissions: new Set(['viewUsers', 'viewAccounts']),
      scope: { all: false, accountIds: own },
      productLines: { all: true },
    });
  });

  test('a role without accounts is for every account', async () => {
    const { key } = await make(['Reader']);
    expect((await authenticateApiKey(world.app, key)).scope).toEqual({ all: true });
  });

  test('no key has roles for different accounts: what one gives for some would hold for all', async () => {
    for (const roles of [
      ['North', 'Reader'],
      ['Reader', 'North'],
      ['North', 'South'],
    ])
      expect(await reasonsOf(make(roles))).toEqual(['mixed_scopes /roles']);
  });

  test('a key whose roles came to be for different accounts reaches the accounts of all of them only', async () => {
    await given.role(world, { name: 'Becomes limited', permissions: ['changeEntitlementState'] });
    const { key } = await make(['Reader', 'Becomes limited']);
    const limit = (accounts: string[]) =>
      inRecordingTransaction(world.app.database, (transaction) =>
        recordAll(
          transaction,
          given.operator,
          roleRecorder,
          [{ name: 'Becomes limited', kind: 'producer', permissions: ['changeEntitlementState'], accounts }],
          'update',
        ),
      );
    expect((await authenticateApiKey(world.app, key)).scope).toEqual({ all: true });
    await limit(['north']);
    expect((await authenticateApiKey(world.app, key)).scope).toEqual({ all: false, accountIds: own });
  });

  test('the System Administrator may do all there is', async () => {
    const { key } = await make(['System Administrator']);
    expect((await authenticateApiKey(world.app, key)).permissions).toEqual(new Set(permissions));
  });

  test('an expired key is refused from its instant on, and says when that was', async () => {
    const { key } = await make(['Reader'], '2999-01-01T00:00:00Z');
    expect((await still('2998-12-31T23:59:59.999Z', key)).permissions.size).toBe(1);
    expect(await problemOf(still('2999-01-01T00:00:00Z', key))).toMatchObject({
      code: 'unauthenticated',
      message: expect.stringContaining('2999-01-01') as unknown,
    });
  });

  test('a revoked key is refused at once; to revoke it again changes nothing', async () => {
    const { key, apiKeyId } = await make(['Reader']);
    const revoked = await revokeApiKey(world.app, given.operator, apiKeyId);
    expect(revoked.revokedAt).not.toBeNull();
    expect(await revokeApiKey(world.app, given.operator, apiKeyId)).toEqual(revoked);
    expect(await problemOf(authenticateApiKey(world.app, key))).toMatchObject({ code: 'unauthenticated', status: 401 });
  });

  test('whatever is no key gets one and the same answer', async () => {
    const wrong = ['', 'lic_', 'x'.repeat(500), `lic_${'a'.repeat(43)}`, '\0', 'Ω'];
    const answers = await Promise.all(wrong.map(async (text) => problemOf(authenticateApiKey(world.app, text))));
    expect(new Set(answers.map((problem) => `${problem.code} ${problem.message}`)).size).toBe(1);
  });

  test('a refused key names everything that is wrong with it', async () => {
    const manager = given.actor(['manageApiKeys', 'viewUsers']);
    const input = { name: 'robot', roles: ['Nobody', 'Shopper', 'Reader', 'North'], expiresAt: '2020-01-01T00:00:00Z' };
    expect(await reasonsOf(createApiKey(world.app, manager, input))).toEqual([
      'unknown_reference /roles/0',
      'role_kind_mismatch /roles/1',
      'beyond_own_permissions /roles/2',
      'mixed_scopes /roles',
      'expiry_in_the_past /expiresAt',
    ]);
  });

  test('whoever is limited to some accounts makes and knows keys that reach no further', async () => {
    const limited = given.actor(['manageApiKeys', 'viewUsers', 'viewAccounts', 'viewRoles'], own);
    const attempt = (name: string) => createApiKey(world.app, limited, { name: 'local', roles: [name] });
    expect(await reasonsOf(attempt('Reader'))).toEqual(['beyond_own_accounts /roles/0']);
    expect(await reasonsOf(attempt('South'))).toEqual(['unknown_reference /roles/0']);
    const { apiKeyId } = await attempt('North');
    const { items } = await listApiKeys(world.app, limited, { limit: 50 });
    expect(items.at(-1)?.apiKeyId).toBe(apiKeyId);
    expect(new Set(items.flatMap((key) => key.roles))).toEqual(new Set(['North', 'North too']));
    const foreign = await make(['Reader']);
    for (const act of [getApiKey, revokeApiKey])
      expect(await problemOf(act(world.app, limited, foreign.apiKeyId))).toMatchObject({ code: 'not_found' });
    expect(await problemOf(getApiKey(world.app, limited, 'no number'))).toMatchObject({ code: 'not_found' });
  });
});
