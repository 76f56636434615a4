import { describe, expect, test } from 'vitest';
import { parseDay, parseTerm, type Day } from '../../shared/day.ts';
import { uncovered, willRenewItself, type CoveringChild, type ExpiringItem } from './coverage.ts';

function day(text: string): Day {
  const parsed = parseDay(text);
  if (parsed === undefined) throw new Error(`${text} is no day`);
  return parsed;
}

const item: ExpiringItem = {
  id: 1,
  kind: 'lineItem',
  activationId: 'ACT',
  entitlementId: 'ENT',
  state: 'deployed',
  entitlementState: 'deployed',
  permanent: false,
  startDateOption: 'now',
  expirationDate: day('2026-04-01'),
  quantity: 10,
  autoRenew: null,
  children: [],
};

function child(change: Partial<CoveringChild>): CoveringChild {
  return {
    type: 'renewal',
    state: 'deployed',
    entitlementState: 'deployed',
    drawn: 10,
    permanent: false,
    expirationDate: day('2027-04-01'),
    ...change,
  };
}

const none = { covered: true };
const left = (quantity: number | null) => ({ covered: false, quantity });

describe('what is left to be renewed of a line item of ten copies', () => {
  test.each<[string, readonly Partial<CoveringChild>[], object]>([
    ['without children is all', [], left(10)],
    ['with a later full renewal is nothing', [{}], none],
    ['with a later renewal of four is six', [{ drawn: 4 }], left(6)],
    ['with a renewal that ends the same day is all', [{ expirationDate: day('2026-04-01') }], left(10)],
    ['with a renewal that ends earlier is all', [{ expirationDate: day('2026-03-31') }], left(10)],
    ['with a permanent renewal is nothing', [{ permanent: true, expirationDate: null }], none],
    ['with a renewal whose end is not known yet is nothing', [{ expirationDate: null }], none],
    ['with a draft renewal is all', [{ state: 'draft' }], left(10)],
    ['with a renewal on an inactive entitlement is all', [{ entitlementState: 'inactive' }], left(10)],
    ['with an obsolete renewal is all', [{ state: 'obsolete' }], left(10)],
    [
      'with an upgrade of three that ends earlier is seven',
      [{ type: 'upgrade', drawn: 3, expirationDate: day('2026-02-01') }],
      left(7),
    ],
    [
      'with a full upsell that ends the same day is nothing',
      [{ type: 'upsell', expirationDate: day('2026-04-01') }],
      none,
    ],
    [
      'with a renewal of four and an upgrade of six is nothing',
      [{ drawn: 4 }, { type: 'upgrade', drawn: 6, expirationDate: null }],
      none,
    ],
    ['with growth beyond the copies of the parent is nothing', [{ drawn: 25 }], none],
  ])('%s', (_, children, expected) => expect(uncovered({ ...item, children: children.map(child) })).toEqual(expected));
});

describe('maintenance', () => {
  test.each<[string, readonly Partial<CoveringChild>[], object]>([
    ['without a renewal is uncovered, and has no quantity', [], left(null)],
    ['with a later renewal is covered', [{ drawn: 0 }], none],
    ['with a permanent renewal is covered', [{ drawn: 0, permanent: true, expirationDate: null }], none],
    ['with a draft renewal is uncovered', [{ drawn: 0, state: 'draft' }], left(null)],
  ])('%s', (_, children, expected) =>
    expect(uncovered({ ...item, quantity: null, children: children.map(child) })).toEqual(expected),
  );
});

describe('a line item that renews itself', () => {
  const term = parseTerm('P1Y');
  if (term === undefined) throw new Error('P1Y is no term');

  test('will, while the job is active and it has a term', () => {
    expect(willRenewItself({ ...item, autoRenew: { term } }, true)).toBe(true);
    expect(willRenewItself({ ...item, autoRenew: { term } }, false)).toBe(false);
    expect(willRenewItself(item, true)).toBe(false);
  });

  test('will, only where the day that it renews to is after its end', () => {
    expect(willRenewItself({ ...item, autoRenew: { expirationDate: day('2026-04-02') } }, true)).toBe(true);
    expect(willRenewItself({ ...item, autoRenew: { expirationDate: day('2026-04-01') } }, true)).toBe(false);
  });
});
