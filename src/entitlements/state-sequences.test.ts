import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anybody, givenAccount, givenRecords, smallCatalog } from '../../test/given-records.ts';
import { finalByLaw, isHeldByLaw } from '../../test/state-law.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { Problem } from '../shared/problems.ts';
import { rightStates, type RightState } from '../shared/vocabulary.ts';
import { changeEntitlement } from './entitlement-changing.ts';
import { addItems, createEntitlement } from './entitlement-operations.ts';
import { getEntitlement } from './entitlement-reading.ts';
import { newLineItemSchema, newMaintenanceLineItemSchema } from './entitlement-schemas.ts';
import type { EntitlementView } from './entitlement-views.ts';
import { changeLineItem, changeMaintenanceLineItem } from './item-changing-operations.ts';
import { deleteLineItem, deleteMaintenanceLineItem } from './right-deleting.ts';
import { changeEntitlementState, changeLineItemState, changeMaintenanceLineItemState } from './state-operations.ts';

/** What somebody asks for; items are named by a place among those that are there. */
type Step =
  | { readonly verb: 'entitlement' | 'item'; readonly place: number; readonly to: RightState }
  | { readonly verb: 'edit' | 'delete' | 'describe'; readonly place: number }
  | { readonly verb: 'add'; readonly deploy: boolean; readonly maintenance: boolean };

const place = fc.nat({ max: 5 });
// Mostly what people do; what nothing leads to, and what ends everything, now and then.
const to = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom<RightState>('deployed', 'inactive') },
  { weight: 2, arbitrary: fc.constant<RightState>('draft') },
  { weight: 1, arbitrary: fc.constantFrom(...rightStates) },
);
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        verb: fc.constantFrom('entitlement', 'item'),
        place,
        to,
      }),
    },
    { weight: 1, arbitrary: fc.record({ verb: fc.constantFrom('edit', 'delete', 'describe'), place }) },
    { weight: 1, arbitrary: fc.record({ verb: fc.constant('add'), deploy: fc.boolean(), maintenance: fc.boolean() }) },
  ),
  { minLength: 4, maxLength: 20 },
);

const line = newLineItemSchema.parse({ products: [{ productId: 'paint-1' }], quantity: 5, permanent: true });
const care = newMaintenanceLineItemSchema.parse({ productId: 'care', permanent: true });

function statesOf({ lineItems, maintenanceLineItems }: EntitlementView): ReadonlyMap<string, RightState> {
  return new Map([...lineItems, ...maintenanceLineItems].map((item) => [item.activationId, item.state]));
}

function deployedIn(states: ReadonlyMap<string, RightState>): ReadonlySet<string> {
  return new Set([...states].flatMap(([id, state]) => (state === 'deployed' ? [id] : [])));
}

describe.each(postgresVersions())('whatever is done in whatever order on PostgreSQL %i', (version) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ version });
    await givenRecords(world.app, [...smallCatalog, ...givenAccount('A')]);
  });
  afterAll(() => world.close());

  /** Does what is asked for, where the rules allow it; anything but a refusal is a failure of the test. */
  async function act(entitlementId: string, step: Step): Promise<void> {
    try {
      await ask(entitlementId, step);
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'refused') throw error;
    }
  }

  async function ask(entitlementId: string, step: Step): Promise<void> {
    const { app } = world;
    const entitlement = await getEntitlement(app, anybody, entitlementId);
    if (step.verb === 'entitlement')
      return void (await changeEntitlementState(app, anybody, entitlementId, { state: step.to }));
    if (step.verb === 'describe')
      return void (await changeEntitlement(app, anybody, entitlementId, {
        changes: { description: String(step.place) },
      }));
    if (step.verb === 'add') {
      const items = step.maintenance ? { maintenanceLineItems: [care] } : { lineItems: [line] };
      return void (await addItems(app, anybody, entitlementId, { ...items, deploy: step.deploy }));
    }
    const { lineItems, maintenanceLineItems } = entitlement;
    const all = [...lineItems, ...maintenanceLineItems];
    const item = all[step.place % Math.max(1, all.length)];
    if (item === undefined) return undefined;
    const id = item.activationId;
    const change = { changes: { description: String(step.place), orderId: 'SO-1' } };
    if (lineItems.some((one) => one.activationId === id)) {
      if (step.verb === 'item') await changeLineItemState(app, anybody, id, { state: step.to });
      if (step.verb === 'edit')
        await changeLineItem(app, anybody, id, { changes: { ...change.changes, quantity: step.place + 1 } });
      if (step.verb === 'delete') await deleteLineItem(app, anybody, id, {});
    } else {
      if (step.verb === 'item') await changeMaintenanceLineItemState(app, anybody, id, { state: step.to });
      if (step.verb === 'edit') await changeMaintenanceLineItem(app, anybody, id, change);
      if (step.verb === 'delete') await deleteMaintenanceLineItem(app, anybody, id, {});
    }
    return undefined;
  }

  test('states stay lawful, what is final stays, and what was deployed comes back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('draft', 'deployed', 'test'), steps, async (start, sequence) => {
        const { entitlementId } = await createEntitlement(world.app, anybody, {
          accountId: 'A',
          test: start === 'test',
          deploy: start === 'deployed',
          lineItems: [line, line],
          maintenanceLineItems: [care],
        });
        let remembered: Set<string> | undefined;
        let before = await getEntitlement(world.app, anybody, entitlementId);
        for (const step of sequence) {
          await act(entitlementId, step);
          const after = await getEntitlement(world.app, anybody, entitlementId);
          const [was, is] = [statesOf(before), statesOf(after)];
          const unlawful = [...is].filter(([, state]) => !isHeldByLaw(after.state, state));
          expect({ state: after.state, unlawful }).toEqual({ state: after.state, unlawful: [] });
          if (finalByLaw.includes(before.state)) expect(after.state).toBe(before.state);
          for (const [id, state] of was)
            if (finalByLaw.includes(state)) expect([state, undefined]).toContain(is.get(id));
          if (before.state === 'deployed' && after.state === 'inactive') remembered = new Set(deployedIn(was));
          else if (before.state === 'inactive' && after.state === 'deployed')
            expect(deployedIn(is)).toEqual(remembered);
          else for (const [id, state] of was) if (is.get(id) !== state) remembered?.delete(id);
          before = after;
        }
      }),
      { numRuns: 30 },
    );
  }, 120_000);
});
