import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogStates, type CatalogState } from '../../shared/vocabulary.ts';
import { planCatalogState, reasonsAgainstCatalogState, type CatalogSubject } from './catalog-states.ts';

const product = (state: CatalogState, more: Partial<CatalogSubject> = {}): CatalogSubject => ({
  entity: 'product',
  key: 'crm',
  state,
  inUse: [],
  draftFeatures: [],
  ...more,
});

/** The arrows as the reference tells them, so that a change of the table is a change of a test. */
const allowed = new Set([
  'draft deployed',
  'deployed draft',
  'deployed inactive',
  'deployed obsolete',
  'inactive deployed',
  'inactive obsolete',
]);

const state = fc.constantFrom(...catalogStates);

describe('the state of a catalog entity', () => {
  test('changes along the arrows and nowhere else', () => {
    for (const from of catalogStates)
      for (const to of catalogStates)
        expect([from, to, planCatalogState(product(from), to).allowed]).toEqual([
          from,
          to,
          allowed.has(`${from} ${to}`),
        ]);
  });

  test('goes back to draft only while nothing refers to it, and says what does', () => {
    const inUse = ['a', 'b', 'c', 'd', 'e', 'f'];
    expect(reasonsAgainstCatalogState('deployed', 'draft', ['product crm'])).toMatchObject([
      { code: 'in_use', message: 'It is used by product crm.' },
    ]);
    expect(reasonsAgainstCatalogState('deployed', 'draft', inUse)[0]?.message).toBe(
      'It is used by a, b, c, d, e and others.',
    );
    expect(reasonsAgainstCatalogState('deployed', 'inactive', inUse)).toEqual([]);
  });

  test('of a product takes its draft features along when it is deployed, and in no other change', () => {
    const draftFeatures = ['print', 'scan'];
    expect(planCatalogState(product('draft', { draftFeatures }), 'deployed')).toEqual({
      allowed: true,
      plan: {
        changes: [
          { entity: 'product', key: 'crm', from: 'draft', to: 'deployed' },
          { entity: 'feature', key: 'print', from: 'draft', to: 'deployed' },
          { entity: 'feature', key: 'scan', from: 'draft', to: 'deployed' },
        ],
      },
    });
    expect(planCatalogState(product('deployed', { draftFeatures }), 'inactive')).toMatchObject({
      plan: { changes: [{ key: 'crm' }] },
    });
  });

  test('is refused if and only if there is a reason, and says how to cure it or that it is so already', () => {
    fc.assert(
      fc.property(state, state, fc.array(fc.string(), { maxLength: 7 }), (from, to, inUse) => {
        const decision = planCatalogState(product(from, { inUse }), to);
        expect(decision.allowed).toBe(reasonsAgainstCatalogState(from, to, inUse).length === 0);
        const reasons = decision.allowed ? [] : decision.reasons;
        expect(reasons.filter((reason) => reason.code !== 'same_state' && reason.remedy === undefined)).toEqual([]);
      }),
    );
  });

  test('never leaves the table, whatever is asked for in whatever order, and never leaves obsolete', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(state, fc.boolean()), { maxLength: 30 }), (asked) => {
        let now: CatalogState = 'draft';
        for (const [to, used] of asked) {
          const decision = planCatalogState(product(now, { inUse: used ? ['line item A'] : [] }), to);
          if (!decision.allowed) continue;
          expect(allowed.has(`${now} ${to}`)).toBe(true);
          expect(used && to === 'draft').toBe(false);
          now = to;
        }
      }),
    );
  });
});
