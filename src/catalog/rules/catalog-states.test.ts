import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogStates, type CatalogState } from '../../shared/vocabulary.ts';
import { planCatalogState, reasonsAgainstCatalogState, type CatalogSubject } from './catalog-states.ts';

const product = (state: CatalogState, more: Partial<CatalogSubject> = {}): CatalogSubject => ({
  entity: 'product',
  key: 'crm',
  state,
  inUse: [],
  drafts: [],
  ...more,
});

/** Each arrow as the reference tells it, or the code that refuses it, so that a change of the table is a change of a test. */
const table: readonly (readonly [CatalogState, CatalogState, string])[] = [
  ['draft', 'draft', 'same_state'],
  ['draft', 'deployed', 'allowed'],
  ['draft', 'inactive', 'state_not_reachable'],
  ['draft', 'obsolete', 'state_not_reachable'],
  ['deployed', 'draft', 'allowed'],
  ['deployed', 'deployed', 'same_state'],
  ['deployed', 'inactive', 'allowed'],
  ['deployed', 'obsolete', 'allowed'],
  ['inactive', 'draft', 'state_not_reachable'],
  ['inactive', 'deployed', 'allowed'],
  ['inactive', 'inactive', 'same_state'],
  ['inactive', 'obsolete', 'allowed'],
  ['obsolete', 'draft', 'state_not_reachable'],
  ['obsolete', 'deployed', 'state_not_reachable'],
  ['obsolete', 'inactive', 'state_not_reachable'],
  ['obsolete', 'obsolete', 'same_state'],
];
const allowed = new Set(table.flatMap(([from, to, code]) => (code === 'allowed' ? [`${from} ${to}`] : [])));
const entities = ['feature', 'featureBundle', 'licenseModel', 'product'] as const;

const state = fc.constantFrom(...catalogStates);

describe('the state of a catalog entity', () => {
  test.each(table)('of anything from %s to %s: %s', (from, to, code) => {
    for (const entity of entities) {
      const decision = planCatalogState(product(from, { entity }), to);
      expect(decision.allowed ? ['allowed'] : decision.reasons.map((reason) => reason.code)).toEqual([code]);
    }
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

  test('takes the drafts that it holds along when it is deployed, and in no other change', () => {
    const drafts = [
      { entity: 'product', key: 'mail' },
      { entity: 'featureBundle', key: 'basics' },
      { entity: 'feature', key: 'scan' },
    ] as const;
    expect(planCatalogState(product('draft', { drafts }), 'deployed')).toEqual({
      allowed: true,
      plan: {
        changes: [
          { entity: 'product', key: 'crm', from: 'draft', to: 'deployed' },
          { entity: 'product', key: 'mail', from: 'draft', to: 'deployed' },
          { entity: 'featureBundle', key: 'basics', from: 'draft', to: 'deployed' },
          { entity: 'feature', key: 'scan', from: 'draft', to: 'deployed' },
        ],
      },
    });
    expect(planCatalogState(product('deployed', { drafts }), 'inactive')).toMatchObject({
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
