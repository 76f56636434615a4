import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { givenFilteredRights, triedFilters, type FilterCase } from '../../test/given-filtered-rights.ts';
import { anybody } from '../../test/given-records.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import { filterParameters } from '../platform/list-filters.ts';
import { listLineItems } from './entitlement-reading.ts';
import { lineItemListFilters, maintenanceListFilters } from './item-filters.ts';
import { listMaintenanceLineItems } from './maintenance-reading.ts';

const itemCases: readonly FilterCase[] = [
  [{ entitlementId: 'E-20' }, 'G-1 G-2'],
  [{ entitlementIdStartsWith: 'e-1' }, 'L-1 L-2'],
  [{ entitlementIdContains: '-30' }, 'T-1'],
  [{ accountId: 'lodz' }, 'L-1 L-2'],
  [{ accountName: 'Łódź Instruments' }, 'L-1 L-2'],
  [{ accountNameStartsWith: 'ŁO' }, 'L-1 L-2'],
  [{ accountNameContains: 'globe' }, 'G-1 G-2 T-1'],
  [{ currentOwnerAccountId: 'globex' }, 'G-1 G-2 T-1'],
  [{ currentOwnerName: 'Müller & Co' }, 'L-1 L-2'],
  [{ currentOwnerNameStartsWith: 'lodz' }, ''],
  [{ currentOwnerNameContains: '& co' }, 'L-1 L-2'],
  [{ channelPartnerAccountId: 'globex' }, ''],
  [{ channelPartnerName: 'Müller & Co' }, 'L-1 L-2'],
  [{ channelPartnerNameStartsWith: 'müller' }, 'L-1 L-2'],
  [{ channelPartnerNameContains: 'co' }, 'L-1 L-2'],
  [{ activationId: 'L-1' }, 'L-1'],
  [{ activationIdStartsWith: 'g-' }, 'G-1 G-2'],
  [{ activationIdContains: 'l-2' }, 'L-2'],
  [{ activationIdContains: 'po-' }, ''],
  [{ orderId: 'PO-200' }, 'G-2'],
  [{ orderIdStartsWith: 'p' }, 'G-2 L-1'],
  [{ orderIdContains: '00%' }, 'L-1'],
  [{ orderLineNumber: '1' }, 'L-1'],
  [{ withNoOrderId: 'true' }, 'G-1 L-2 T-1'],
  [{ startDateBefore: '2026-04-02' }, 'G-1 G-2 L-1 T-1'],
  [{ startDateAfter: '2025-01-01' }, 'L-2'],
  [{ startDateOn: '2026-04-02' }, 'L-2'],
  [{ expirationDateBefore: '2026-05-01' }, 'L-1'],
  [{ expirationDateAfter: '2026-05-01' }, 'L-2 T-1'],
  [{ expirationDateOn: '2026-05-01' }, 'G-2'],
  [{ expiresFrom: '2026-06-01' }, 'L-2 T-1'],
  [{ expiresUntil: '2026-04-01' }, 'L-1'],
  [{ permanent: 'true' }, 'G-1'],
  [{ productId: 'paint-2' }, 'L-2'],
  [{ productName: 'Paint' }, 'G-1 G-2 L-1 L-2 T-1'],
  [{ productNameStartsWith: 'BRU' }, 'G-1'],
  [{ productNameContains: 'rus' }, 'G-1'],
  [{ productVersion: '2' }, 'L-2'],
  [{ productVersionStartsWith: '2' }, 'L-2'],
  [{ productVersionContains: '0', productNameContains: 'p' }, ''],
  [{ technology: 'certificate' }, 'G-1'],
  [{ licenseModelId: 'paper' }, 'G-1'],
  [{ licenseTechnologyId: 'embedded' }, 'G-2 L-1 L-2 T-1'],
  [{ partNumber: 'SKU-Ä1' }, 'L-2'],
  [{ partNumberStartsWith: 'S' }, 'L-2'],
  [{ partNumberContains: 'a1' }, 'L-2'],
  [{ state: 'obsolete,test' }, 'G-2 T-1'],
  [{ createdAtBefore: '2100-01-01' }, 'G-1 G-2 L-2 T-1'],
  [{ createdAtAfter: '2100-01-01' }, 'L-1'],
  [{ createdAtOn: '2126-01-09' }, 'L-1'],
  [{ createdFrom: '2126-01-10' }, ''],
  [{ updatedAtBefore: '2100-01-01' }, 'G-1 G-2 L-2 T-1'],
  [{ updatedAtAfter: '2126-01-10T04:59:59.998Z' }, 'L-1'],
  [{ updatedAtAfter: '2126-01-10T04:59:59.999Z' }, ''],
  [{ updatedAtOn: '2126-01-10' }, ''],
  [{ createdBy: 'other' }, ''],
  [{ parentActivationId: 'L-1' }, 'L-2'],
  [{ attribute: 'region=EMEA' }, 'L-1'],
  [{ attribute: 'seats=7' }, 'L-1'],
  [{ attribute: 'trial=true' }, 'L-1'],
  [{ attribute: 'tags=b' }, 'L-1'],
  [{ attribute: 'tags=c' }, ''],
  [{ versionDateBefore: '2026-02-01' }, 'L-2'],
  [{ versionDateAfter: '2026-01-31' }, ''],
  [{ versionDateOn: '2026-01-31' }, 'L-2'],
  [{ type: 'renewal,upsell' }, 'L-2'],
  [{ quantity: '3' }, 'L-2'],
  [{ quantityAtLeast: '4' }, 'G-1 G-2 L-1 T-1'],
  [{ quantityAtMost: '3' }, 'L-2'],
];

const maintenanceCases: readonly FilterCase[] = [
  [{ entitlementId: 'E-10' }, 'M-1'],
  [{ accountId: 'globex' }, 'M-2'],
  [{ currentOwnerNameStartsWith: 'muller' }, 'M-1'],
  [{ activationIdStartsWith: 'm-' }, 'M-1 M-2'],
  [{ activationIdContains: 'm-2' }, 'M-2'],
  [{ orderId: 'PO-300' }, 'M-1'],
  [{ orderLineNumber: '3' }, 'M-1'],
  [{ withNoOrderId: 'true' }, 'M-2'],
  [{ startDateAfter: '2025-12-31' }, 'M-2'],
  [{ expirationDateOn: '2026-08-01' }, 'M-1'],
  [{ expiresFrom: '2026-01-01', expiresUntil: '2026-08-01' }, 'M-1'],
  [{ permanent: 'true' }, 'M-2'],
  [{ productId: 'gold' }, 'M-2'],
  [{ productNameContains: 'care' }, 'M-1 M-2'],
  [{ productVersion: '1' }, 'M-1'],
  [{ state: 'draft' }, 'M-2'],
  [{ createdAtBefore: '2100-01-01' }, 'M-1 M-2'],
  [{ updatedAtAfter: '2100-01-01' }, ''],
  [{ createdBy: 'test' }, 'M-1 M-2'],
  [{ attribute: 'region=APAC' }, 'M-1'],
];

describe.each(postgresVersions())('the filters of items on PostgreSQL %i', (version) => {
  let world: World;
  let endUser: Actor;
  beforeAll(async () => {
    world = await openWorld({ version });
    endUser = await givenFilteredRights(world);
  });
  afterAll(() => world.close());

  const lineItems = async (query: object, actor = anybody) => {
    const asked = z.strictObject(filterParameters(lineItemListFilters)).parse(query);
    const { items } = await listLineItems(world.app, actor, { limit: 50, ...asked, sort: 'activationId' });
    return items.map((one) => one.activationId).join(' ');
  };
  const maintenance = async (query: object, actor = anybody) => {
    const asked = z.strictObject(filterParameters(maintenanceListFilters)).parse(query);
    const { items } = await listMaintenanceLineItems(world.app, actor, { limit: 50, ...asked, sort: 'activationId' });
    return items.map((one) => one.activationId).join(' ');
  };

  test.each(itemCases)('of line items with %j find "%s"', async (query, keys) => {
    expect(await lineItems(query)).toBe(keys);
  });

  test.each(maintenanceCases)('of maintenance with %j find "%s"', async (query, keys) => {
    expect(await maintenance(query)).toBe(keys);
  });

  test('end users find what is theirs and what they see, and nothing by what they are not told', async () => {
    expect(await lineItems({ activationIdStartsWith: 'L' }, endUser)).toBe('');
    expect(await lineItems({ state: 'obsolete' }, endUser)).toBe('');
    expect(await lineItems({ quantityAtLeast: '1' }, endUser)).toBe('G-1 T-1');
    expect(await maintenance({}, endUser)).toBe('');
    expect(await maintenance({ permanent: 'true' }, endUser)).toBe('');
    for (const list of [lineItems, maintenance])
      await expect(list({ createdBy: 'test' }, endUser)).rejects.toMatchObject({ code: 'forbidden' });
  });
});

test('every filter of items is tried', () => {
  expect(triedFilters(itemCases)).toEqual(Object.keys(lineItemListFilters).toSorted());
  // What maintenance is asked for by, line items are too.
  expect(Object.keys(maintenanceListFilters).filter((name) => !(name in lineItemListFilters))).toEqual([]);
});
