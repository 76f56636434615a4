import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { madeEntitlement, madeLineItem, madeMaintenance } from '../../../test/made-entitlements.ts';
import { parseDay, parseTerm } from '../../shared/day.ts';
import { rightStates } from '../../shared/vocabulary.ts';
import { planEntitlementCopy, type CopyWish } from './copy-entitlement.ts';
import type { Entitlement, LineItem } from './entitlement.ts';

function copyOf(origin: Entitlement, wish: Partial<CopyWish> = {}) {
  const items = [...origin.lineItems, ...origin.maintenanceLineItems];
  const newIds = new Map(items.map(({ activationId }) => [activationId, `new-${activationId}`]));
  return planEntitlementCopy(origin, { entitlementId: 'F', newIds, ...wish });
}

function planOf(origin: Entitlement, wish: Partial<CopyWish> = {}) {
  const decision = copyOf(origin, wish);
  if (!decision.allowed) throw new Error(JSON.stringify(decision.reasons));
  return decision.plan;
}

const child = (activationId: string, parentActivationId: string, more: Partial<LineItem> = {}): LineItem =>
  madeLineItem(activationId, { type: 'renewal', parentActivationId, ...more });

describe('the copy of an entitlement', () => {
  test('holds the newest of each chain as new, with IDs of its own', () => {
    const origin = madeEntitlement({
      lineItems: [
        madeLineItem('L'),
        child('R', 'L'),
        child('U', 'R', { type: 'upgrade', additionalCopies: 4, quantity: 14 }),
      ],
    });
    const { entitlement, leftOut, copiedFrom } = planOf(origin);
    expect(entitlement.lineItems).toEqual([madeLineItem('new-U', { quantity: 14, state: 'draft' })]);
    expect(entitlement).toMatchObject({ entitlementId: 'F', accountId: 'A', state: 'draft' });
    expect([...copiedFrom]).toEqual([['new-U', 'U']]);
    expect(leftOut).toEqual([
      { activationId: 'L', reason: 'fullyDrawn' },
      { activationId: 'R', reason: 'fullyDrawn' },
    ]);
  });

  test('holds of what was renewed in part what is left, and nothing of what is obsolete', () => {
    const origin = madeEntitlement({
      lineItems: [
        madeLineItem('L'),
        child('R', 'L', { quantity: 4 }),
        child('OLD', 'L', { quantity: 5, state: 'obsolete' }),
      ],
    });
    const { entitlement, leftOut } = planOf(origin);
    expect(entitlement.lineItems.map(({ activationId, quantity }) => [activationId, quantity])).toEqual([
      ['new-L', 6],
      ['new-R', 4],
    ]);
    expect(leftOut).toEqual([{ activationId: 'OLD', reason: 'obsolete' }]);
  });

  test('links maintenance to what its line items have become', () => {
    const origin = madeEntitlement({
      lineItems: [madeLineItem('L'), child('R', 'L'), madeLineItem('M'), madeLineItem('OLD', { state: 'obsolete' })],
      maintenanceLineItems: [
        madeMaintenance('C', { covers: ['L', 'M', 'OLD'] }),
        madeMaintenance('D', { parentActivationId: 'C', covers: ['L', 'M', 'OLD'] }),
      ],
    });
    const { entitlement } = planOf(origin);
    expect(entitlement.maintenanceLineItems).toEqual([
      madeMaintenance('new-D', { covers: ['new-R', 'new-M'], state: 'draft' }),
    ]);
  });

  test('keeps dates and attributes, but no order references, serial numbers or what activations wrote', () => {
    const [day, year] = [parseDay('2026-03-01') ?? null, parseTerm('P1Y') ?? null];
    const order = { orderId: 'SO-1', orderLineNumber: '10', serialNumber: 'SN-1' };
    const origin = madeEntitlement({
      lineItems: [
        madeLineItem('NOW', { ...order, attributes: { a: 1 }, notice: 'kept' }),
        madeLineItem('LATER', {
          startDateOption: 'firstActivationDate',
          startDate: day,
          term: year,
          expirationDate: parseDay('2027-02-28') ?? null,
          versionDateOption: 'activationDate',
          versionDate: day,
        }),
        madeLineItem('TERM', { startDate: day, term: year, expirationDate: parseDay('2027-02-28') ?? null }),
        madeLineItem('MOVED', { startDate: day, term: year, expirationDate: parseDay('2028-02-29') ?? null }),
      ],
    });
    const [now, later, term, moved] = planOf(origin).entitlement.lineItems;
    expect(now).toEqual(madeLineItem('new-NOW', { attributes: { a: 1 }, notice: 'kept', state: 'draft' }));
    expect(later).toMatchObject({ startDate: null, term: year, expirationDate: null, versionDate: null });
    expect(term).toMatchObject({ startDate: day, term: year, expirationDate: '2027-02-28' });
    expect(moved).toMatchObject({ startDate: day, term: null, expirationDate: '2028-02-29' });
  });

  test('is draft, test as its origin, or deployed at once', () => {
    const lineItems = [madeLineItem('L', { state: 'inactive' })];
    const sale = madeEntitlement({ lineItems, state: 'inactive' });
    const trial = madeEntitlement({ lineItems: [madeLineItem('L', { state: 'test' })], state: 'test', test: true });
    const statesOf = (origin: Entitlement, wish: Partial<CopyWish>) => {
      const { entitlement } = planOf(origin, wish);
      return [entitlement.test, entitlement.state, entitlement.lineItems[0]?.state];
    };
    expect(statesOf(sale, {})).toEqual([false, 'draft', 'draft']);
    expect(statesOf(sale, { deploy: true })).toEqual([false, 'deployed', 'deployed']);
    expect(statesOf(sale, { test: true })).toEqual([true, 'test', 'test']);
    expect(statesOf(trial, {})).toEqual([true, 'test', 'test']);
    expect(statesOf(trial, { test: false, deploy: true })).toEqual([false, 'deployed', 'deployed']);
  });

  test('for another account is shipped to nobody yet', () => {
    const header = { shipToEmails: ['a@a.example'], shipToAddress: 'Here', contacts: ['ada'], description: 'Order' };
    const origin = madeEntitlement({ ...header, lineItems: [madeLineItem('L')] });
    expect(planOf(origin).entitlement).toMatchObject(header);
    expect(planOf(origin, { accountId: 'B', description: null }).entitlement).toMatchObject({
      accountId: 'B',
      description: null,
      shipToEmails: [],
      shipToAddress: null,
      contacts: [],
    });
  });

  test('is refused where everything is obsolete, but not of one that is empty', () => {
    const gone = madeEntitlement({ lineItems: [madeLineItem('L', { state: 'obsolete' })], state: 'obsolete' });
    expect(copyOf(gone)).toMatchObject({ allowed: false, reasons: [{ code: 'nothing_to_copy' }] });
    expect(copyOf(madeEntitlement()).allowed).toBe(true);
  });

  test('holds as many copies as its origin has sold and not drawn twice, whatever the chains', () => {
    const shape = fc.array(
      fc.record({
        parent: fc.option(fc.nat({ max: 20 }), { nil: null }),
        share: fc.integer({ min: 1, max: 10 }),
        additional: fc.nat({ max: 5 }),
        state: fc.constantFrom(...rightStates.filter((state) => state !== 'test' && state !== 'onHold')),
      }),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(shape, (items) => {
        const lineItems: LineItem[] = [];
        const left = new Map<string, number>();
        for (const [index, { parent, share, additional, state }] of items.entries()) {
          const id = `L${index}`;
          const above = parent === null ? undefined : lineItems[parent % Math.max(1, lineItems.length)];
          const available = above === undefined ? 0 : (left.get(above.activationId) ?? 0);
          const drawn = Math.min(share, available);
          const isChild = above !== undefined && drawn > 0 && above.state !== 'obsolete';
          const item = isChild
            ? child(id, above.activationId, { quantity: drawn + additional, additionalCopies: additional, state })
            : madeLineItem(id, { quantity: share, state });
          lineItems.push(item);
          left.set(id, state === 'obsolete' ? 0 : item.quantity);
          if (isChild && state !== 'obsolete') left.set(above.activationId, available - drawn);
        }
        const decision = copyOf(madeEntitlement({ lineItems }));
        const expected = [...left.values()].reduce((sum, copies) => sum + copies, 0);
        const { entitlement, leftOut } = decision.allowed
          ? decision.plan
          : { entitlement: madeEntitlement(), leftOut: lineItems };
        const copies = entitlement.lineItems;
        expect(copies.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(expected);
        expect(copies.every((item) => item.type === 'new' && item.parentActivationId === null)).toBe(true);
        expect(copies.length + leftOut.length).toBe(lineItems.length);
      }),
      { numRuns: 500 },
    );
  });
});
