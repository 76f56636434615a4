import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as given from '../../test/given.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { listAudit } from '../accounts/audit-operations.ts';
import { getAccount } from '../accounts/account-operations.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import { createApiKey } from '../accounts/api-key-operations.ts';
import type { UserChanges } from '../accounts/user-changes.ts';
import { changeUser } from '../accounts/user-changing.ts';
import { deleteUser } from '../accounts/user-deleting.ts';
import { createUser, getUser } from '../accounts/user-operations.ts';
import { newIdentifier } from '../platform/new-identifier.ts';
import {
  giveProductLine,
  listAccountsOfLine,
  listUsersOfLine,
  takeProductLine,
  type LineAccess,
} from './product-line-access.ts';
import { changeProductLine, deleteProductLine, getProductLine, productLineHistory } from './product-line-operations.ts';

describe.each(postgresVersions())('who has a product line, on PostgreSQL %i', (version) => {
  let world: World;
  let [line, other, accountId, userId] = ['', '', '', ''];
  beforeAll(async () => {
    world = await openWorld({ version });
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    line = (await given.productLine(world)).productLineId;
    other = (await given.productLine(world)).productLineId;
    accountId = (await given.account(world)).accountId;
    userId = (await given.user(world, { memberships: [{ accountId, roles: [] }] })).userId;
  });

  const access = (kind: LineAccess['kind'], more: Partial<LineAccess> = {}): LineAccess => ({
    productLineId: line,
    kind,
    key: kind === 'account' ? accountId : userId,
    expectedVersion: undefined,
    preview: false,
    ...more,
  });
  const give = (kind: LineAccess['kind'], more: Partial<LineAccess> = {}, actor = given.operator) =>
    giveProductLine(world.app, actor, access(kind, more));
  const take = (kind: LineAccess['kind'], more: Partial<LineAccess> = {}, actor = given.operator) =>
    takeProductLine(world.app, actor, access(kind, more));
  const rowOf = async (productLineId: string): Promise<number> => {
    const query = world.app.database.selectFrom('productLine').select('productLine.id');
    return (await query.where('productLine.productLineId', '=', productLineId).executeTakeFirstOrThrow()).id;
  };
  const limitedTo = async (...lines: readonly string[]): Promise<Actor> => ({
    ...given.operator,
    productLines: { all: false, lineRows: await Promise.all(lines.map(rowOf)) },
  });

  test('is told by both ends, and on record at both', async () => {
    await give('account');
    await give('user');
    expect((await getAccount(world.app, given.operator, accountId)).productLines).toEqual([line]);
    expect((await getUser(world.app, given.operator, userId)).productLines).toEqual([line]);
    expect((await listAccountsOfLine(world.app, given.operator, line, { limit: 5 })).items).toMatchObject([
      { accountId },
    ]);
    expect((await listUsersOfLine(world.app, given.operator, line, { limit: 5 })).items).toMatchObject([{ userId }]);
    const { items } = await productLineHistory(world.app, given.operator, line, { limit: 5 });
    expect(items.slice(1)).toMatchObject([{ after: { account: accountId } }, { after: { user: userId } }]);
    for (const entityKey of [accountId, userId]) {
      const { items: told } = await listAudit(world.app, given.operator, { entityKey, limit: 5 });
      expect(told.at(-1)).toMatchObject({
        event: 'changed',
        before: { productLine: null },
        after: { productLine: line },
      });
    }
  });

  test('once more changes nothing, and a preview neither', async () => {
    expect(await give('account', { preview: true })).toEqual({ productLineId: line, hasAccess: true });
    expect((await getProductLine(world.app, given.operator, line)).version).toBe(1);
    await give('account');
    await give('account');
    expect((await getProductLine(world.app, given.operator, line)).version).toBe(2);
    await take('account');
    await take('account');
    expect((await getProductLine(world.app, given.operator, line)).version).toBe(3);
    expect((await getAccount(world.app, given.operator, accountId)).productLines).toEqual([]);
  });

  test('comes in pages', async () => {
    for (const key of [accountId, (await given.account(world)).accountId]) await give('account', { key });
    const first = await listAccountsOfLine(world.app, given.operator, line, { limit: 1 });
    const next = await listAccountsOfLine(world.app, given.operator, line, {
      limit: 1,
      cursor: first.nextCursor ?? '',
    });
    expect([first.items.length, next.items.length, next.nextCursor]).toEqual([1, 1, null]);
    expect(first.items[0]?.accountId).not.toBe(next.items[0]?.accountId);
  });

  test('is asked for what is there, in the version that was meant', async () => {
    await expect(give('account', { productLineId: 'nothing' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(give('account', { key: 'nobody' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(give('user', { key: 'nobody' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(give('user', { expectedVersion: 7 })).rejects.toMatchObject({ code: 'stale_version' });
  });

  test('needs the permission, and the account in sight', async () => {
    await expect(give('account', {}, given.actor(['manageProductLines']))).rejects.toMatchObject({ code: 'forbidden' });
    const elsewhere = given.actor(['assignProductLines'], [0]);
    for (const kind of ['account', 'user'] as const)
      await expect(give(kind, {}, elsewhere)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('whoever is limited gives and takes only what they have', async () => {
    const limited = await limitedTo(line);
    await give('user', {}, limited);
    const refused = { code: 'refused', reasons: [{ code: 'product_line_not_yours' }] };
    await expect(give('user', { productLineId: other }, limited)).rejects.toMatchObject(refused);
    await give('user', { productLineId: other });
    await expect(take('user', { productLineId: other }, limited)).rejects.toMatchObject(refused);
    await take('user', {}, limited);
  });

  test('whoever is limited frees nobody from their limits', async () => {
    const limited = await limitedTo(line);
    await give('user');
    const refused = { code: 'refused', reasons: [{ code: 'last_product_line' }] };
    await expect(take('user', {}, limited)).rejects.toMatchObject(refused);
    const key = { name: 'free', roles: ['System Administrator'] };
    await expect(createApiKey(world.app, limited, key)).rejects.toMatchObject({ code: 'forbidden' });
    await take('user');
  });

  test('whoever is limited makes nobody at the producer who sees more', async () => {
    const limited = await limitedTo(line);
    const make = (memberAccount: string) => {
      const key = newIdentifier();
      const names = { userName: key, firstName: 'Ada', lastName: 'Byron', email: `${key}@example.com` };
      return createUser(world.app, limited, { ...names, memberships: [{ accountId: memberAccount, roles: [] }] });
    };
    expect((await make('producer')).productLines).toEqual([line]);
    expect((await make(accountId)).productLines).toEqual([]);
  });

  test('whoever is limited changes nobody at the producer who sees more, and frees nobody by a move', async () => {
    const once = { expectedVersion: undefined, preview: false };
    const limited = await limitedTo(line);
    const colleague = (await given.user(world, { memberships: [{ accountId: 'producer', roles: [] }] })).userId;
    const change = (changes: UserChanges) => changeUser(world.app, limited, colleague, { changes, ...once });
    const refused = { code: 'refused', reasons: [{ code: 'beyond_own_product_lines' }] };
    await expect(change({ email: 'mine@example.com' })).rejects.toMatchObject(refused);
    await expect(deleteUser(world.app, limited, colleague, { force: false, ...once })).rejects.toMatchObject(refused);
    const division = (await given.account(world, { type: 'producer' })).accountId;
    await give('account', { key: division });
    await changeUser(world.app, given.operator, colleague, {
      changes: { memberships: [{ accountId: division, roles: [] }] },
      ...once,
    });
    await change({ memberships: [{ accountId: 'producer', roles: [] }] });
    expect((await getUser(world.app, given.operator, colleague)).productLines).toEqual([line]);
  });

  test('nobody limits themselves by mistake', async () => {
    const { id } = await world.app.database
      .selectFrom('licetUser')
      .select('licetUser.id')
      .where('licetUser.userId', '=', userId)
      .executeTakeFirstOrThrow();
    const actor: Actor = { ...given.operator, user: { id, userId, sessionId: 1 } };
    const refused = { code: 'refused', reasons: [{ code: 'would_limit_yourself' }] };
    for (const kind of ['account', 'user'] as const) await expect(give(kind, {}, actor)).rejects.toMatchObject(refused);
    await give('account', { key: (await given.account(world)).accountId }, actor);
  });

  test('a line that somebody has is not deleted, and a foreign one not changed', async () => {
    await give('account');
    await expect(deleteProductLine(world.app, given.operator, line, {})).rejects.toMatchObject({ code: 'refused' });
    const limited = await limitedTo(other);
    await expect(changeProductLine(world.app, limited, line, { description: 'x' })).rejects.toMatchObject({
      code: 'refused',
    });
    await take('account');
    await deleteProductLine(world.app, given.operator, line, {});
  });
});
