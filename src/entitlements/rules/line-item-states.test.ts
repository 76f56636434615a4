import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rightStates, type RightState } from '../../shared/vocabulary.ts';
import { cascade, isFinal, mayHold, reasonsAgainstArrow, type ItemState } from './line-item-states.ts';

const states = fc.constantFrom(...rightStates);

describe('the arrows', () => {
  const allowed = [
    'draft deployed',
    'deployed draft',
    'deployed inactive',
    'deployed obsolete',
    'inactive draft',
    'inactive deployed',
    'inactive obsolete',
    'onHold deployed',
  ];

  test.each(rightStates.flatMap((from) => rightStates.map((to) => [from, to] as const)))(
    'from %s to %s',
    (from, to) => {
      const codes = reasonsAgainstArrow('It', from, to).map((reason) => reason.code);
      if (from === to) expect(codes).toEqual(['same_state']);
      else expect(codes).toEqual(allowed.includes(`${from} ${to}`) ? [] : ['state_not_reachable']);
    },
  );

  test('never lead out of obsolete and test', () => {
    expect(rightStates.filter(isFinal)).toEqual(['test', 'obsolete']);
  });
});

describe('a change of an entitlement', () => {
  const items: readonly ItemState[] = [
    { activationId: 'deployed', state: 'deployed', restoreDeployed: false },
    { activationId: 'draft', state: 'draft', restoreDeployed: false },
    { activationId: 'inactive', state: 'inactive', restoreDeployed: false },
    { activationId: 'obsolete', state: 'obsolete', restoreDeployed: false },
  ];
  const after = (from: RightState, to: RightState, given = items) =>
    cascade(from, to, given).map((change) => `${change.activationId} ${change.to}`);

  test('to deployed deploys its drafts', () => expect(after('draft', 'deployed')).toEqual(['draft deployed']));
  test('to obsolete takes everything along', () =>
    expect(after('deployed', 'obsolete')).toEqual(['deployed obsolete', 'draft obsolete', 'inactive obsolete']));
  test('to inactive stops what was deployed, and back deploys exactly that', () => {
    const stopped = cascade('deployed', 'inactive', items);
    expect(stopped).toEqual([{ activationId: 'deployed', from: 'deployed', to: 'inactive', restoreDeployed: true }]);
    const now = items.map((item) =>
      item.activationId === 'deployed' ? { ...item, state: 'inactive' as const, restoreDeployed: true } : item,
    );
    expect(after('inactive', 'deployed', now)).toEqual(['deployed deployed']);
  });

  test('never leaves a line item in a state that the entitlement cannot hold', () => {
    fc.assert(
      fc.property(
        states,
        fc.array(fc.tuple(states, fc.boolean()), { maxLength: 5 }),
        fc.array(states, { maxLength: 8 }),
        (start, held, path) => {
          let entitlement = start;
          let all: readonly ItemState[] = held
            .map(([state, restoreDeployed], index) => ({
              activationId: `A${index}`,
              state,
              restoreDeployed: restoreDeployed && state === 'inactive',
            }))
            .filter((item) => mayHold(start, item.state));
          for (const next of path) {
            if (reasonsAgainstArrow('It', entitlement, next).length > 0) continue;
            const changes = new Map(cascade(entitlement, next, all).map((change) => [change.activationId, change]));
            all = all.map((item) => {
              const change = changes.get(item.activationId);
              return change === undefined
                ? item
                : { activationId: item.activationId, state: change.to, restoreDeployed: change.restoreDeployed };
            });
            entitlement = next;
            for (const item of all)
              expect(`${entitlement} holds ${item.state}: ${mayHold(entitlement, item.state)}`).toContain('true');
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
