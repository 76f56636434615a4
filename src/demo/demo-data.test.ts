import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { anybody, givenAccount, givenRecords, runJob, smallCatalog } from '../../test/given-records.ts';
import { openWorld, type World } from '../../test/world.ts';
import { listAccounts } from '../accounts/account-operations.ts';
import { listEntitlements } from '../entitlements/entitlement-reading.ts';
import { changeSettings } from '../settings/setting-operations.ts';
import { parseDay } from '../shared/day.ts';
import { loadDemo } from './demo-data.ts';
import { demoOrders } from './demo-orders.ts';

describe('the demo producer', () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld();
  });
  afterEach(() => world.close());

  test('gives both reminder jobs something to say, and is loaded once', async () => {
    expect(await loadDemo(world.app)).toBe(true);
    expect(await loadDemo(world.app)).toBe(false);
    const outcomes = async (key: string) => Object.keys((await runJob(world.app, key)).run.summary);
    expect(await outcomes('expiring-entitlements')).toEqual([
      'mailed',
      'no_holder',
      'no_subscribers',
      'outside_window',
    ]);
    expect(await outcomes('expired-entitlements')).toEqual(['mailed', 'no_subscribers']);
  });

  test('is loaded whole by two processes at once, or after one that was cut short', async () => {
    let orders = 0;
    const crash = {
      ...world.app,
      clock: {
        ...world.app.clock,
        today: (timeZone: string) => {
          if (++orders > 20) throw new Error('the power went off');
          return world.app.clock.today(timeZone);
        },
      },
    };
    await expect(loadDemo(crash)).rejects.toThrow('the power went off');
    await Promise.all([loadDemo(world.app), loadDemo(world.app)]);
    const { items } = await listEntitlements(world.app, anybody, { limit: 500 });
    expect(items).toHaveLength(44);
    expect(Map.groupBy(items, (item) => item.state).get('inactive')).toHaveLength(1);
  });

  test.each([
    ['accounts', () => givenRecords(world.app, givenAccount('A').slice(0, 1))],
    ['products', () => givenRecords(world.app, smallCatalog)],
    ['settings', () => changeSettings(world.app, anybody, { mailFrom: 'Real <real@real.example>' })],
  ])('leaves a database with %s of its own alone', async (_, given) => {
    await given();
    const before = await listAccounts(world.app, anybody, { limit: 50 });
    expect(await loadDemo(world.app)).toBe(false);
    expect(await listAccounts(world.app, anybody, { limit: 50 })).toEqual(before);
  });
});

test.each([
  ['2026-01-31', ['2026-01-31', '2026-03-31'], '2026-02-12'],
  ['2026-12-01', ['2026-12-31', '2027-02-28'], '2026-12-13'],
  ['2028-02-29', ['2028-02-29', '2028-04-30'], '2028-03-12'],
])('the demo producer lives around %s', (text, monthEnds, soon) => {
  const today = parseDay(text);
  const orders = today === undefined ? [] : demoOrders(today);
  const ends = (entitlementId: string) =>
    orders.find((order) => order.entitlementId === entitlementId)?.lineItems?.map((item) => item.expirationDate);
  expect(ends('ENT-1010')).toEqual(monthEnds);
  expect(ends('ENT-1001')?.[0]).toBe(soon);
});
