import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anybody, givenAccount, givenLineItem, givenRecords, smallCatalog } from '../../test/given-records.ts';
import { reasonsOf } from '../../test/problem.ts';
import { changesOfEntitlements, changesOfItems } from '../../test/state-law.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import type { RightState } from '../shared/vocabulary.ts';
import { getEntitlement, getLineItem } from './entitlement-reading.ts';
import { getMaintenanceLineItem } from './maintenance-reading.ts';
import { changeEntitlementState, changeLineItemState, changeMaintenanceLineItemState } from './state-operations.ts';

// Every pair of states has an entitlement of its own, as each change leaves another state behind.
const keyOf = (...states: readonly RightState[]): string => states.join('-');

function right(key: string, under: RightState, state: RightState): object {
  const care = { productId: 'care', covers: [`L-${key}`], startDate: '2025-01-01', permanent: true, state };
  return {
    entity: 'entitlement',
    entitlementId: `E-${key}`,
    accountId: 'A',
    state: under,
    lineItems: [givenLineItem(`L-${key}`, '2027-01-01', { state })],
    maintenanceLineItems: [{ activationId: `C-${key}`, ...care }],
  };
}

describe.each(postgresVersions())('the law of states on PostgreSQL %i', (version) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ version });
    await givenRecords(world.app, [
      ...smallCatalog,
      ...givenAccount('A'),
      ...changesOfEntitlements.map(({ from, to }) => right(keyOf(from, to), from, from)),
      ...changesOfItems.map(({ under, from, to }) => right(keyOf(under, from, to), under, from)),
    ]);
  });
  afterAll(() => world.close());

  test.each(changesOfEntitlements)('of an entitlement from $from to $to', async ({ from, to, codes }) => {
    const id = `E-${keyOf(from, to)}`;
    const read = () => getEntitlement(world.app, anybody, id);
    const before = await read();
    const change = () => changeEntitlementState(world.app, anybody, id, { state: to });
    if (codes.length > 0) {
      expect(await reasonsOf(change())).toEqual(codes);
      expect(await read()).toEqual(before);
    } else {
      await change();
      expect(await read()).toMatchObject({ state: to, version: before.version + 1 });
    }
  });

  const kinds = [
    { what: 'line items', letter: 'L', change: changeLineItemState, read: getLineItem },
    { what: 'maintenance', letter: 'C', change: changeMaintenanceLineItemState, read: getMaintenanceLineItem },
  ] as const;
  const cases = kinds.flatMap((kind) => changesOfItems.map((one) => ({ ...kind, ...one })));

  test.each(cases)(
    'of $what of a $under entitlement from $from to $to',
    async ({ letter, change, read, under, from, to, codes }) => {
      const id = `${letter}-${keyOf(under, from, to)}`;
      const before = await read(world.app, anybody, id);
      const asked = () => change(world.app, anybody, id, { state: to });
      if (codes.length > 0) {
        expect(await reasonsOf(asked())).toEqual(codes);
        expect(await read(world.app, anybody, id)).toEqual(before);
      } else {
        await asked();
        expect(await read(world.app, anybody, id)).toMatchObject({ state: to, version: before.version + 1 });
      }
    },
  );
});
