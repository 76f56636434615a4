import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  anybody,
  givenAccount,
  givenEntitlement,
  givenLineItem,
  givenOrderBook,
  givenRecords,
  smallCatalog,
} from '../../test/given-records.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import { previewJob } from '../jobs/job-preview.ts';
import { changeSettings } from '../settings/setting-operations.ts';
import { listExpiringItems, type ExpiringRequest } from './expiring-operations.ts';

describe.each(postgresVersions())('the page of expiring entitlements on PostgreSQL %i', (version) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ version });
    await givenOrderBook(world.app);
  });
  afterAll(() => world.close());

  async function everything(request: Partial<ExpiringRequest>, actor: Actor = anybody, limit = 500) {
    const items = [];
    let cursor: string | undefined;
    do {
      const page = await listExpiringItems(world.app, actor, { limit, ...request, cursor });
      items.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return items;
  }

  async function scopeOf(accountId: string): Promise<Actor> {
    const query = world.app.database.selectFrom('account').select('account.id');
    const { id } = await query.where('account.accountId', '=', accountId).executeTakeFirstOrThrow();
    return { ...anybody, audience: 'endUser', scope: { all: false, accountIds: [id] } };
  }

  test('shows of every account what the reminder would list', async () => {
    const { items } = await previewJob(world.app, anybody, 'expiring-entitlements', { limit: 500 });
    const shown = Map.groupBy(await everything({}), (item) => item.accountId);
    const told = items.filter((item) => item.outcome !== 'outside_window');
    expect(told.length).toBeGreaterThan(20);
    for (const { accountId, listed } of told) {
      const own = (shown.get(accountId ?? '') ?? []).map(({ activationId, kind, expirationDate, quantity }) => ({
        activationId,
        kind,
        expirationDate,
        quantity,
      }));
      const inOrder = (all: readonly unknown[] | null) => (all ?? []).map((one) => JSON.stringify(one)).toSorted();
      expect(inOrder(own), accountId ?? '').toEqual(inOrder(listed));
    }
    expect(shown.size).toBe(items.length);
  });

  test('comes page by page as it comes whole, fewest days first', async () => {
    const whole = await everything({ expired: true });
    expect(await everything({ expired: true }, anybody, 7)).toEqual(whole);
    const days = whole.map((item) => item.daysRemaining);
    expect(days).toEqual(days.toSorted((a, b) => a - b));
    expect(days[0]).toBeLessThan(0);
    expect((await everything({}))[0]?.daysRemaining).toBeGreaterThanOrEqual(0);
  });

  test('shows to the people of an account what that account holds, as the holder of unknown customers too', async () => {
    const byAccount = Map.groupBy(await everything({ expired: true }), (item) => item.accountId);
    for (const [accountId, own] of [...byAccount].slice(0, 20)) {
      const actor = await scopeOf(accountId);
      expect(await everything({ expired: true }, actor), accountId).toEqual(own);
      expect(await everything({ expired: true, accountId }), accountId).toEqual(own);
      expect(await everything({ accountId: 'nobody' }, actor)).toEqual([]);
    }
  });

  test('is narrowed down by kind, urgency and text', async () => {
    const whole = await everything({ expired: true });
    for (const kind of ['lineItem', 'maintenance'] as const)
      expect(await everything({ kind, expired: true })).toEqual(whole.filter((item) => item.kind === kind));
    for (const urgency of ['critical', 'window', 'lookAhead', 'expired'] as const)
      expect(await everything({ urgency })).toEqual(whole.filter((item) => item.urgency === urgency));
    const [one] = whole;
    for (const q of [one?.activationId, one?.entitlementId, one?.accountName.toUpperCase(), one?.productName])
      expect((await everything({ q, expired: true })).map((item) => item.activationId)).toContain(one?.activationId);
    expect(await everything({ q: 'nothing like it', expired: true })).toEqual([]);
  });

  test('refuses a cursor that nobody made', async () => {
    for (const text of ['2026-02-30:lineItem:1', '2026-01-01:line:1', '2026-01-01:lineItem:x', ''])
      await expect(
        listExpiringItems(world.app, anybody, { limit: 1, cursor: Buffer.from(text).toString('base64url') }),
      ).rejects.toMatchObject({ code: 'invalid_cursor' });
  });

  test('is closed to whoever may not see what expires', async () => {
    const nobody: Actor = { ...anybody, permissions: new Set(['viewAccounts']) };
    await expect(everything({}, nobody)).rejects.toMatchObject({ code: 'forbidden' });
    const viewer: Actor = { ...anybody, permissions: new Set(['viewEntitlements']) };
    expect((await everything({}, viewer)).length).toBeGreaterThan(0);
    await expect(everything({}, { ...viewer, audience: 'endUser' })).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('many items that are taken care of', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
    const items = Array.from({ length: 700 }, (_, index) => [
      givenLineItem(`OLD-${index}`, '2026-03-10'),
      givenLineItem(`NEW-${index}`, '2028-03-10', {
        type: 'renewal',
        parentActivationId: `OLD-${index}`,
        startDate: '2026-03-11',
      }),
    ]).flat();
    const last = [givenLineItem('LAST-1', '2026-03-10'), givenLineItem('LAST-2', '2026-03-11')];
    await givenRecords(world.app, [
      ...smallCatalog,
      ...givenAccount('acme'),
      givenEntitlement('ENT', 'acme', [...items, ...last]),
    ]);
  });
  afterAll(() => world.close());

  test('do not hide those behind them', async () => {
    const first = await listExpiringItems(world.app, anybody, { limit: 1 });
    expect(first.items.map((item) => item.activationId)).toEqual(['LAST-1']);
    const second = await listExpiringItems(world.app, anybody, { limit: 1, cursor: first.nextCursor ?? '' });
    expect(second).toMatchObject({
      items: [{ activationId: 'LAST-2', productName: 'Paint 1', quantity: 10 }],
      nextCursor: null,
    });
  });

  test('are shown by the settings of today', async () => {
    await changeSettings(world.app, anybody, { renewalLookAhead: 9, expiringWindow: 9, renewalCritical: 5 });
    const { items } = await listExpiringItems(world.app, anybody, { limit: 50 });
    expect(items.map(({ activationId, urgency }) => [activationId, urgency])).toEqual([['LAST-1', 'window']]);
  });
});
