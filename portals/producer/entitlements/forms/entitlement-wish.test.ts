import { expect, test } from 'vitest';
import { changedParts } from './changed-parts.ts';
import { emptyEntitlement, newEntitlement, newLineItem, type EntitlementWish } from './entitlement-wish.ts';
import { emptyHeader } from './header-wish.ts';
import { emptyLineItem, likeIt, lineItemRecord, nextTo, type LineItemWish } from './line-item-wish.ts';
import { emptyMaintenance } from './maintenance-wish.ts';
import { newKey, withoutLineItem, withRow } from './row-keys.ts';

const photoPrint = { productId: 'photoprint-2.0', quantityPerCopy: 1 };
const lineItem = (wish: Partial<LineItemWish> = {}): LineItemWish => ({
  ...emptyLineItem,
  products: [photoPrint],
  quantity: '5',
  ...wish,
});
const order = (wish: Partial<EntitlementWish> = {}): EntitlementWish => ({
  ...emptyEntitlement,
  orderId: 'PO-1',
  lineItems: [{ key: '/1', wish: lineItem() }],
  ...wish,
});
const making = {
  today: '2026-03-01',
  isTest: false,
  deploy: true,
  randomBytes: (length: number) => new Uint8Array(length),
};

test('an order names only what was typed, and every item gets the order ID that it has not of its own', () => {
  const lineItems = [
    { key: '/1', wish: lineItem() },
    { key: '/2', wish: lineItem({ orderId: 'PO-2', orderLineNumber: ' 10 ' }) },
  ];
  const body = newEntitlement(order({ lineItems }), making);
  expect(body).toMatchObject({ accountId: 'unknown', deploy: true });
  expect(body).not.toHaveProperty('description');
  expect(body).not.toHaveProperty('entitlementId');
  expect(body.lineItems?.[0]).toEqual({
    products: [photoPrint],
    quantity: 5,
    startDateOption: 'now',
    permanent: false,
    term: 'P1Y',
    versionDateOption: 'now',
    orderId: 'PO-1',
  });
  expect(body.lineItems?.[1]).toMatchObject({ orderId: 'PO-2', orderLineNumber: '10' });
});

test('a line item that maintenance covers is named, so that it can be covered in the same request', () => {
  const maintenance = [{ key: '/2', wish: { ...emptyMaintenance, productId: 'gold-support', covers: ['/1'] } }];
  const body = newEntitlement(order({ maintenance }), making);
  const activationId = body.lineItems?.[0]?.activationId;
  expect(activationId).toBe('0000-0000-0000-0000-0000-0000');
  expect(body.maintenanceLineItems?.[0]).toMatchObject({ productId: 'gold-support', covers: [activationId] });
});

test('maintenance has no term on record: the day that its term comes to is', () => {
  const maintenance = [{ key: '/2', wish: { ...emptyMaintenance, productId: 'gold-support' } }];
  expect(newEntitlement(order({ maintenance }), making).maintenanceLineItems).toEqual([
    { productId: 'gold-support', covers: [], permanent: false, expirationDate: '2027-02-28', orderId: 'PO-1' },
  ]);
});

test('a test is never deployed', () => {
  const body = newEntitlement(order(), { ...making, isTest: true });
  expect(body).toMatchObject({ test: true });
  expect(body).not.toHaveProperty('deploy');
});

test('what does not belong to the chosen options is not sent, though it was typed', () => {
  const typed = {
    startDate: '2026-04-01',
    versionDate: '2026-05-01',
    expirationDate: '2027-01-01',
    autoRenew: 'term',
  } as const;
  const record = lineItemRecord(
    lineItem({ ...typed, startDateOption: 'firstActivationDate', versionDateOption: 'startDate', end: 'permanent' }),
  );
  expect(record).toMatchObject({
    startDate: null,
    versionDate: null,
    versionTerm: null,
    permanent: true,
    term: null,
    expirationDate: null,
    autoRenew: null,
  });
});

test('a change names what differs and nothing else; what was taken out is null', () => {
  const before = lineItem({ description: 'five seats', notice: 'site A' });
  const after = { ...before, description: '', quantity: '6' };
  expect(changedParts(lineItemRecord(before), lineItemRecord(after))).toEqual({ description: null, quantity: 6 });
});

test('a policy that is not said is left to the license model', () => {
  const policies = { ...emptyLineItem.policies, extraActivations: '0' };
  expect(newLineItem(lineItem()).policies).toBeUndefined();
  expect(newLineItem(lineItem({ policies })).policies).toEqual({
    returns: null,
    repairs: null,
    rehosts: null,
    extraActivations: 0,
    cancelLicense: null,
  });
});

test('a duplicate shares no ID, order line or serial number; the next one begins with the days of the one before', () => {
  const first = lineItem({ activationId: 'ACT-1', orderLineNumber: '10', serialNumber: 'S1', end: 'permanent' });
  expect(likeIt(first)).toMatchObject({ activationId: '', orderLineNumber: '', serialNumber: '', quantity: '5' });
  expect(nextTo(first)).toMatchObject({ products: [], quantity: '1', end: 'permanent' });
});

test('nothing covers a line item that was taken out', () => {
  const [one, other] = [newKey(), newKey()];
  const lineItems = withRow([{ key: one, wish: lineItem() }], { key: other, wish: lineItem() });
  const maintenance = [{ key: newKey(), wish: { ...emptyMaintenance, covers: [one, other] } }];
  const left = withoutLineItem(order({ header: emptyHeader, lineItems, maintenance }), one);
  expect(left.lineItems.map(({ key }) => key)).toEqual([other]);
  expect(left.maintenance[0]?.wish.covers).toEqual([other]);
});
