import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { givenFilteredRights, triedFilters, type FilterCase } from '../../test/given-filtered-rights.ts';
import { anybody } from '../../test/given-records.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import { filterParameters } from '../platform/list-filters.ts';
import { listEntitlements } from './entitlement-reading.ts';
import { entitlementListFilters } from './item-filters.ts';

const entitlementCases: readonly FilterCase[] = [
  [{ entitlementId: 'E-10' }, 'E-10'],
  [{ entitlementId: 'e-10' }, ''],
  [{ entitlementIdStartsWith: 'e-' }, 'E-10 E-20 E-30'],
  [{ entitlementIdStartsWith: '-1' }, ''],
  [{ entitlementIdContains: '-20' }, 'E-20'],
  [{ description: 'Größere Bestellung' }, 'E-10'],
  [{ description: 'größere bestellung' }, ''],
  [{ descriptionStartsWith: 'GROSS' }, 'E-10'],
  [{ descriptionStartsWith: 'bestellung' }, ''],
  [{ descriptionContains: 'best' }, 'E-10'],
  [{ shipToEmail: 'Piotr@lodz.example' }, 'E-10'],
  [{ shipToEmail: 'piotr@lodz.example' }, ''],
  [{ shipToEmailStartsWith: 'piotr' }, 'E-10'],
  [{ shipToEmailStartsWith: 'lodz' }, ''],
  [{ shipToEmailContains: 'lodz.example' }, 'E-10'],
  [{ accountId: 'lodz' }, 'E-10'],
  [{ accountName: 'Łódź Instruments' }, 'E-10'],
  [{ accountNameStartsWith: 'lodz' }, 'E-10'],
  [{ accountNameContains: 'NAME OF' }, 'E-20 E-30'],
  [{ currentOwnerAccountId: 'lodz' }, ''],
  [{ currentOwnerAccountId: 'shop' }, 'E-10'],
  [{ currentOwnerName: 'Name of globex' }, 'E-20 E-30'],
  [{ currentOwnerNameStartsWith: 'mull' }, 'E-10'],
  [{ currentOwnerNameContains: 'l' }, 'E-10 E-20 E-30'],
  [{ channelPartnerAccountId: 'shop' }, 'E-10'],
  [{ channelPartnerName: 'Müller & Co' }, 'E-10'],
  [{ channelPartnerNameStartsWith: 'name' }, ''],
  [{ channelPartnerNameContains: 'LLER' }, 'E-10'],
  [{ state: 'test' }, 'E-30'],
  [{ state: 'test,deployed' }, 'E-10 E-20 E-30'],
  [{ test: 'false' }, 'E-10 E-20'],
  [{ createdAtBefore: '2125-01-01' }, 'E-20 E-30'],
  [{ createdAtAfter: '2125-01-01T00:00:00Z' }, 'E-10'],
  [{ createdAtOn: '2126-01-09' }, 'E-10'],
  [{ createdAtOn: '2126-01-10' }, ''],
  [{ createdAtAfter: '2126-01-08' }, 'E-10'],
  [{ createdAtAfter: '2126-01-09' }, ''],
  [{ createdAtBefore: '2126-01-09', createdAtAfter: '2125-01-01' }, ''],
  [{ updatedAtBefore: '2125-01-01' }, 'E-20 E-30'],
  [{ updatedAtAfter: '2125-01-01' }, 'E-10'],
  [{ updatedAtOn: '2126-01-09' }, 'E-10'],
  [{ createdBy: 'test' }, 'E-10 E-20 E-30'],
  [{ createdBy: 'nobody' }, ''],
  [{ attribute: 'contract=C-7' }, 'E-10'],
  [{ attribute: 'contract=C-' }, ''],
  [{ activationId: 'M-1' }, 'E-10'],
  [{ activationIdStartsWith: 'g' }, 'E-20'],
  [{ activationIdContains: 'T-1' }, 'E-30'],
  [{ orderId: 'PO-300' }, 'E-10'],
  [{ orderIdStartsWith: 'po-2' }, 'E-20'],
  [{ orderIdContains: '% laski' }, 'E-10'],
  [{ orderLineNumber: '3' }, 'E-10'],
  [{ withNoOrderId: 'true' }, 'E-10 E-20 E-30'],
  [{ withNoOrderId: 'false' }, 'E-10 E-20'],
  [{ startDateBefore: '2025-01-01' }, ''],
  [{ startDateAfter: '2026-01-01' }, 'E-10'],
  [{ startDateOn: '2026-01-01' }, 'E-20'],
  [{ expirationDateBefore: '2026-05-01' }, 'E-10'],
  [{ expirationDateAfter: '2026-06-01' }, 'E-10'],
  [{ expirationDateOn: '2026-06-01' }, 'E-30'],
  [{ expiresFrom: '2026-05-01', expiresUntil: '2026-06-01' }, 'E-20 E-30'],
  [{ permanent: 'true' }, 'E-20'],
  [{ permanent: 'false' }, 'E-10 E-20 E-30'],
  [{ productId: 'gold' }, 'E-20'],
  [{ productName: 'Paint', productVersion: '2' }, 'E-10'],
  [{ productName: 'Brüsh', productVersion: '1' }, ''],
  [{ productNameStartsWith: 'brush' }, 'E-20'],
  [{ productNameContains: 'AIN' }, 'E-10 E-20 E-30'],
  [{ productVersionStartsWith: '1' }, 'E-10 E-20 E-30'],
  [{ productVersionContains: '0' }, 'E-20'],
  [{ technology: 'certificate' }, 'E-20'],
  [{ technology: 'trustedStorage,custom' }, ''],
  [{ licenseModelId: 'model' }, 'E-10 E-20 E-30'],
  [{ licenseTechnologyId: 'certificate' }, 'E-20'],
  [{ partNumber: 'SKU-Ä1' }, 'E-10'],
  [{ partNumberStartsWith: 'sku-a' }, 'E-10'],
  [{ partNumberContains: 'u-b' }, ''],
  [{ partNumber: 'SKU-Ä1', orderId: 'PO-100% Łaski' }, ''],
];

describe.each(postgresVersions())('the filters of entitlements on PostgreSQL %i', (version) => {
  let world: World;
  let endUser: Actor;
  beforeAll(async () => {
    world = await openWorld({ version });
    endUser = await givenFilteredRights(world);
  });
  afterAll(() => world.close());

  const entitlements = async (query: object, actor = anybody) => {
    const asked = z.strictObject(filterParameters(entitlementListFilters)).parse(query);
    const { items } = await listEntitlements(world.app, actor, { limit: 50, ...asked, sort: 'entitlementId' });
    return items.map((one) => one.entitlementId).join(' ');
  };

  test.each(entitlementCases)('with %j find "%s"', async (query, keys) => {
    expect(await entitlements(query)).toBe(keys);
  });

  test('end users find what is theirs and what they see, and nothing by what they are not told', async () => {
    expect(await entitlements({ entitlementIdStartsWith: 'E' }, endUser)).toBe('E-20 E-30');
    expect(await entitlements({ orderIdStartsWith: 'PO' }, endUser)).toBe('');
    expect(await entitlements({ productName: 'Paint', withNoOrderId: 'false' }, endUser)).toBe('');
    expect(await entitlements({ channelPartnerAccountId: 'shop' }, endUser)).toBe('');
    expect(await entitlements({ accountNameContains: 'l' }, endUser)).toBe('E-20 E-30');
    await expect(entitlements({ createdBy: 'test' }, endUser)).rejects.toMatchObject({ code: 'forbidden' });
  });
});

test('every filter of entitlements is tried', () => {
  expect(triedFilters(entitlementCases)).toEqual(Object.keys(entitlementListFilters).toSorted());
});
