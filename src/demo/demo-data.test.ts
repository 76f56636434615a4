import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { anybody, givenAccount, givenRecords, runJob, smallCatalog } from '../../test/given-records.ts';
import { openWorld, type World } from '../../test/world.ts';
import { listAccounts } from '../accounts/account-operations.ts';
import { listEntitlements } from '../entitlements/entitlement-reading.ts';
import { changeSettings } from '../settings/setting-operations.ts';
import { loadDemo } from './demo-data.ts';

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
    expect(await outcomes('expiring-entitlements')).toEqual(['mailed', 'no_subscribers', 'outside_window']);
    expect(await outcomes('expired-entitlements')).toEqual(['mailed']);
  });

  test('is loaded whole by two processes at once, or after one that was cut short', async () => {
    const crash = {
      ...world.app,
      clock: {
        ...world.app.clock,
        today: () => {
          throw new Error('the power went off');
        },
      },
    };
    await expect(loadDemo(crash)).rejects.toThrow('the power went off');
    await Promise.all([loadDemo(world.app), loadDemo(world.app)]);
    expect((await listEntitlements(world.app, anybody, { limit: 50 })).items).toHaveLength(8);
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
