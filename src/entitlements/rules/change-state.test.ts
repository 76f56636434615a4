import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { madeEntitlement, madeLineItem, madeMaintenance } from '../../../test/made-entitlements.ts';
import { changesOfEntitlements, changesOfItems, finalByLaw, isHeldByLaw } from '../../../test/state-law.ts';
import type { Decision } from '../../shared/decision.ts';
import { rightStates, type RightState } from '../../shared/vocabulary.ts';
import { planEntitlementState, planItemState, type StateFacts, type StatePlan } from './change-state.ts';
import type { Entitlement, LineItem, MaintenanceLineItem } from './entitlement.ts';

const policy = {
  allowStateChangeToObsolete: true,
  allowInactiveOrObsoleteWithActivations: true,
  activated: new Map<string, number>(),
  everActivated: new Set<string>(),
};
const facts: StateFacts = {
  products: new Map(),
  licenseModels: new Map(),
  restorable: new Set(),
  withChildren: new Set(),
  policy,
};

function codesOf(decision: Decision<StatePlan>): readonly string[] {
  return decision.allowed ? [] : decision.reasons.map(({ code }) => code);
}

describe('the law of states', () => {
  test.each(changesOfEntitlements)('of an entitlement from $from to $to', ({ from, to, codes }) => {
    const entitlement = madeEntitlement({ state: from, lineItems: [madeLineItem('L', { state: from })] });
    expect(codesOf(planEntitlementState(entitlement, to, facts))).toEqual(codes);
  });

  test.each(changesOfItems)('of items of a $under entitlement from $from to $to', ({ under, from, to, codes }) => {
    const [lineItem, maintenance] = [madeLineItem('L', { state: from }), madeMaintenance('C', { state: from })];
    const entitlement = madeEntitlement({ state: under, lineItems: [lineItem], maintenanceLineItems: [maintenance] });
    expect(codesOf(planItemState(entitlement, lineItem, to, facts))).toEqual(codes);
    expect(codesOf(planItemState(entitlement, maintenance, to, facts))).toEqual(codes);
  });
});

describe('the settings about states', () => {
  const [lineItem, other] = [madeLineItem('L'), madeLineItem('M', { state: 'inactive' })];
  const entitlement = madeEntitlement({ lineItems: [lineItem, other] });
  const withoutObsolete = { ...facts, policy: { ...policy, allowStateChangeToObsolete: false } };
  const used = { ...policy, activated: new Map([['L', 3]]) };
  const strict = { ...facts, policy: { ...used, allowInactiveOrObsoleteWithActivations: false } };

  test('let nothing become obsolete, and say so beside every other reason', () => {
    expect(codesOf(planEntitlementState(entitlement, 'obsolete', withoutObsolete))).toEqual(['obsolete_not_allowed']);
    expect(codesOf(planItemState(entitlement, lineItem, 'obsolete', withoutObsolete))).toEqual([
      'obsolete_not_allowed',
    ]);
    expect(codesOf(planEntitlementState(entitlement, 'inactive', withoutObsolete))).toEqual([]);
    const draft = madeEntitlement({ state: 'draft' });
    expect(codesOf(planEntitlementState(draft, 'obsolete', withoutObsolete))).toEqual([
      'state_not_reachable',
      'obsolete_not_allowed',
    ]);
  });

  test.each(['inactive', 'obsolete'] as const)('let nothing of which copies are activated become %s', (to) => {
    const decision = planEntitlementState(entitlement, to, strict);
    expect(decision).toMatchObject({ reasons: [{ code: 'has_activations', pointer: '/lineItems/0' }] });
    expect(codesOf(planItemState(entitlement, lineItem, to, strict))).toEqual(['has_activations']);
    expect(codesOf(planEntitlementState(entitlement, to, { ...facts, policy: used }))).toEqual([]);
    expect(codesOf(planItemState(entitlement, other, 'obsolete', strict))).toEqual([]);
  });

  test.each(['inactive', 'obsolete'] as const)(
    'never let an entitlement become draft of which an item was activated that is %s itself',
    (state) => {
      const holding = madeEntitlement({ lineItems: [lineItem, madeLineItem('M', { state })] });
      const wasUsed = { ...facts, policy: { ...policy, everActivated: new Set(['M']) } };
      const isUsed = { ...facts, policy: { ...policy, activated: new Map([['M', 1]]), everActivated: new Set(['M']) } };
      expect(codesOf(planEntitlementState(holding, 'draft', wasUsed))).toEqual(['was_activated']);
      expect(codesOf(planEntitlementState(holding, 'draft', isUsed))).toEqual(['has_activations']);
      expect(codesOf(planEntitlementState(holding, 'inactive', isUsed))).toEqual([]);
      expect(codesOf(planEntitlementState(holding, 'draft', facts))).toEqual([]);
    },
  );

  test('never let anything of which copies are activated become draft again', () => {
    const allowed = { ...facts, policy: used };
    expect(codesOf(planItemState(entitlement, lineItem, 'draft', allowed))).toEqual(['has_activations']);
    expect(codesOf(planEntitlementState(entitlement, 'draft', allowed))).toEqual(['has_activations']);
    const inactive = madeEntitlement({ state: 'inactive', lineItems: [{ ...lineItem, state: 'inactive' }] });
    const restorable = new Set(['L']);
    expect(codesOf(planEntitlementState(inactive, 'draft', { ...allowed, restorable }))).toEqual(['has_activations']);
    expect(codesOf(planEntitlementState(inactive, 'deployed', { ...allowed, restorable }))).toEqual([]);
  });
});

/** What is asked for: a state of the entitlement, of the item at a place, or a new item. */
type Step =
  | { readonly verb: 'entitlement'; readonly to: RightState }
  | { readonly verb: 'item'; readonly place: number; readonly to: RightState }
  | { readonly verb: 'add'; readonly deploy: boolean; readonly maintenance: boolean };

const states = fc.constantFrom(...rightStates);
const steps = fc.array(
  fc.oneof(
    fc.record({ verb: fc.constant('entitlement' as const), to: states }),
    fc.record({ verb: fc.constant('item' as const), place: fc.nat({ max: 5 }), to: states }),
    fc.record({ verb: fc.constant('add' as const), deploy: fc.boolean(), maintenance: fc.boolean() }),
  ),
  { minLength: 1, maxLength: 25 },
);

/** An entitlement with what is remembered beside it. */
interface Kept {
  readonly entitlement: Entitlement;
  readonly restorable: ReadonlySet<string>;
}

function itemsOf({ lineItems, maintenanceLineItems }: Entitlement): readonly (LineItem | MaintenanceLineItem)[] {
  return [...lineItems, ...maintenanceLineItems];
}

function planOf({ entitlement, restorable }: Kept, step: Step): Decision<StatePlan> | undefined {
  if (step.verb === 'entitlement') return planEntitlementState(entitlement, step.to, { ...facts, restorable });
  if (step.verb === 'add') return undefined;
  const all = itemsOf(entitlement);
  const item = all[step.place % Math.max(1, all.length)];
  return item && planItemState(entitlement, item, step.to, { ...facts, restorable });
}

function changed(kept: Kept, step: Step, plan: StatePlan): Kept {
  const changes = new Map(plan.items.map((item) => [item.activationId, item]));
  const inNewState = <Item extends LineItem | MaintenanceLineItem>(item: Item): Item => ({
    ...item,
    state: changes.get(item.activationId)?.to ?? item.state,
  });
  const { entitlement } = kept;
  const isInactivated = step.verb === 'entitlement' && plan.to === 'inactive';
  const remembered = isInactivated ? [] : [...kept.restorable].filter((activationId) => !changes.has(activationId));
  const restored = plan.items.filter((item) => item.restoreDeployed).map((item) => item.activationId);
  return {
    entitlement: {
      ...entitlement,
      state: step.verb === 'entitlement' ? plan.to : entitlement.state,
      lineItems: entitlement.lineItems.map(inNewState),
      maintenanceLineItems: entitlement.maintenanceLineItems.map(inNewState),
    },
    restorable: new Set([...remembered, ...restored]),
  };
}

function withNewItem({ entitlement, restorable }: Kept, step: Extract<Step, { verb: 'add' }>): Kept {
  const sold = step.deploy ? 'deployed' : 'draft';
  const state = entitlement.test ? 'test' : sold;
  if (!isHeldByLaw(entitlement.state, state)) return { entitlement, restorable };
  const id = `I${itemsOf(entitlement).length}`;
  const grown = step.maintenance
    ? { maintenanceLineItems: [...entitlement.maintenanceLineItems, madeMaintenance(id, { state })] }
    : { lineItems: [...entitlement.lineItems, madeLineItem(id, { state })] };
  return { entitlement: { ...entitlement, ...grown }, restorable };
}

function deployedOf(entitlement: Entitlement): readonly string[] {
  return itemsOf(entitlement)
    .filter((item) => item.state === 'deployed')
    .map((item) => item.activationId);
}

describe('whatever is done in whatever order', () => {
  const starts = fc.constantFrom<Entitlement>(
    madeEntitlement({ state: 'draft' }),
    madeEntitlement({ state: 'deployed' }),
    madeEntitlement({ state: 'test', test: true }),
    madeEntitlement({ state: 'onHold', lineItems: [madeLineItem('I0', { state: 'onHold' })] }),
  );

  test('nothing is ever in a state that its entitlement cannot hold, and what is final stays', () => {
    fc.assert(
      fc.property(starts, steps, (start, sequence) => {
        let kept: Kept = { entitlement: start, restorable: new Set() };
        for (const step of sequence) {
          const before = kept.entitlement;
          const decision = planOf(kept, step);
          if (step.verb === 'add') kept = withNewItem(kept, step);
          else if (decision?.allowed) kept = changed(kept, step, decision.plan);
          const { entitlement } = kept;
          for (const item of itemsOf(entitlement))
            expect(`${entitlement.state} holds ${item.state}: ${isHeldByLaw(entitlement.state, item.state)}`).toContain(
              'true',
            );
          if (finalByLaw.includes(before.state)) expect(entitlement.state).toBe(before.state);
          const stateNow = new Map(itemsOf(entitlement).map((item) => [item.activationId, item.state]));
          for (const { activationId, state } of itemsOf(before))
            if (finalByLaw.includes(state)) expect(stateNow.get(activationId)).toBe(state);
        }
      }),
      { numRuns: 5000 },
    );
  });

  test('an entitlement that was inactive has exactly what was deployed before, but what was changed by itself since', () => {
    fc.assert(
      fc.property(starts, steps, steps, (start, before, meanwhile) => {
        let kept: Kept = { entitlement: start, restorable: new Set() };
        const act = (step: Step): void => {
          const decision = planOf(kept, step);
          if (step.verb === 'add') kept = withNewItem(kept, step);
          else if (decision?.allowed) kept = changed(kept, step, decision.plan);
        };
        before.forEach(act);
        if (kept.entitlement.state !== 'deployed') return;
        const deployed = new Set(deployedOf(kept.entitlement));
        act({ verb: 'entitlement', to: 'inactive' });
        expect(deployedOf(kept.entitlement)).toEqual([]);
        for (const step of meanwhile) {
          if (step.verb === 'entitlement') continue;
          const states = new Map(itemsOf(kept.entitlement).map((item) => [item.activationId, item.state]));
          act(step);
          for (const { activationId, state } of itemsOf(kept.entitlement))
            if (states.has(activationId) && states.get(activationId) !== state) deployed.delete(activationId);
        }
        act({ verb: 'entitlement', to: 'deployed' });
        expect(new Set(deployedOf(kept.entitlement))).toEqual(deployed);
      }),
      { numRuns: 5000 },
    );
  });
});
