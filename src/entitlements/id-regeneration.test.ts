import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as given from '../../test/given.ts';
import {
  anybody,
  givenAccount,
  givenEntitlement,
  givenLineItem,
  givenRecords,
  smallCatalog,
} from '../../test/given-records.ts';
import { problemOf, reasonsOf } from '../../test/problem.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { entitlementHistory, getEntitlement, getLineItem } from './entitlement-reading.ts';
import { regenerateIds, type RegenerationRequest } from './id-regeneration.ts';

describe.each(postgresVersions())('IDs made anew on PostgreSQL %i', (version) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ version });
    const draft = { state: 'draft' };
    const care = { activationId: 'C', productId: 'care', startDate: '2025-01-01', permanent: true, ...draft };
    await givenRecords(world.app, [
      ...smallCatalog,
      ...givenAccount('A'),
      givenEntitlement('E', 'A', [givenLineItem('L', '2026-06-01', draft), givenLineItem('M', '2026-06-01', draft)], {
        ...draft,
        maintenanceLineItems: [{ ...care, covers: ['L'] }],
      }),
      givenEntitlement('SOLD', 'A', [givenLineItem('S', '2026-06-01'), givenLineItem('N', '2026-06-01', draft)]),
    ]);
  });
  afterAll(() => world.close());

  const regenerate = (entitlementId: string, request: RegenerationRequest) =>
    regenerateIds(world.app, anybody, entitlementId, request);

  test('take the place of the old ones everywhere, and are on record', async () => {
    const all = { entitlementId: true, activationIds: null };
    const shown = await regenerate('E', { ...all, preview: true });
    expect(shown).toMatchObject({ entitlementId: 'E', version: 1 });
    expect(shown.regenerated).toEqual([
      { entity: 'entitlement', before: 'E', after: null },
      { entity: 'lineItem', before: 'L', after: null },
      { entity: 'lineItem', before: 'M', after: null },
      { entity: 'maintenanceLineItem', before: 'C', after: null },
    ]);
    const answer = await regenerate('E', { ...all, expectedVersion: 1, reason: 'told by mistake' });
    const newOf = new Map(answer.regenerated.map(({ before, after }) => [before, after]));
    expect(new Set(newOf.values()).size).toBe(4);
    const now = await getEntitlement(world.app, anybody, answer.entitlementId);
    expect(now).toMatchObject({ entitlementId: newOf.get('E'), version: answer.version });
    expect(now.lineItems.map((item) => item.activationId)).toEqual([newOf.get('L'), newOf.get('M')]);
    expect(now.maintenanceLineItems).toMatchObject([{ activationId: newOf.get('C'), covers: [newOf.get('L')] }]);
    expect((await problemOf(getEntitlement(world.app, anybody, 'E'))).code).toBe('not_found');
    expect((await problemOf(getLineItem(world.app, anybody, 'L'))).code).toBe('not_found');
    const { items } = await entitlementHistory(world.app, anybody, now.entitlementId, { limit: 50 });
    expect(items.filter((record) => record.reason === 'told by mistake')).toHaveLength(4);
    expect(items.at(-4)).toMatchObject({ before: { entitlementId: 'E' }, after: { entitlementId: newOf.get('E') } });
    // The old IDs are free again.
    await givenRecords(world.app, [givenEntitlement('E', 'A', [givenLineItem('L', '2026-06-01')])]);
  });

  test('are refused for what is sold, with every reason', async () => {
    expect(await reasonsOf(regenerate('SOLD', { entitlementId: true, activationIds: ['S', 'NOBODY'] }))).toEqual([
      'id_fixed /entitlementId',
      'id_fixed /activationIds/0',
      'unknown_reference /activationIds/1',
    ]);
    expect(await reasonsOf(regenerate('SOLD', {}))).toEqual(['nothing_to_regenerate']);
    expect((await problemOf(regenerate('SOLD', { activationIds: null, expectedVersion: 9 }))).code).toBe(
      'stale_version',
    );
    expect((await problemOf(regenerate('NOTHING', { activationIds: null }))).code).toBe('not_found');
    const viewer = given.actor(['viewEntitlements']);
    expect((await problemOf(regenerateIds(world.app, viewer, 'SOLD', { activationIds: null }))).code).toBe('forbidden');
    expect((await regenerate('SOLD', { activationIds: null })).regenerated.map(({ before }) => before)).toEqual(['N']);
  });
});
