import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isKeptByLaw, type LawfulItem } from '../../test/law-of-copies.ts';
import {
  anybody,
  givenAccount,
  givenEntitlement,
  givenLineItem,
  givenRecords,
  smallCatalog,
} from '../../test/given-records.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { activate, returnFulfillment } from '../activation/activation-operations.ts';
import { listFulfillments, type FulfillmentView } from '../activation/fulfillment-reading.ts';
import { getEntitlement } from '../entitlements/entitlement-reading.ts';
import type { LineItemView } from '../entitlements/entitlement-views.ts';
import { deleteLineItem } from '../entitlements/right-deleting.ts';
import { changeLineItemState } from '../entitlements/state-operations.ts';
import { Problem } from '../shared/problems.ts';
import { renewalSchema, replacementSchema } from './child-schemas.ts';
import { renewLineItem, upgradeLineItem, upsellLineItem } from './lifecycle-operations.ts';

const sequences = 100;
const depthMax = 4;

interface Step {
  readonly verb: 'renew' | 'upgrade' | 'upsell' | 'activate' | 'return' | 'state' | 'delete';
  readonly pick: number;
  readonly copies: number;
  readonly own: number;
  readonly isFull: boolean;
  readonly closes: boolean;
  readonly host: string;
  readonly state: 'draft' | 'deployed' | 'inactive' | 'obsolete';
}

const step: fc.Arbitrary<Step> = fc.record({
  verb: fc.constantFrom('renew', 'upgrade', 'upsell', 'activate', 'activate', 'activate', 'return', 'state', 'delete'),
  pick: fc.nat(),
  copies: fc.integer({ min: 1, max: 5 }),
  own: fc.nat({ max: 2 }),
  isFull: fc.boolean(),
  closes: fc.boolean(),
  host: fc.constantFrom('H', 'I'),
  state: fc.constantFrom('draft', 'deployed', 'inactive', 'obsolete'),
});

/** An entitlement with everything that was activated of it. */
interface Seen {
  readonly items: readonly LineItemView[];
  readonly fulfillments: readonly FulfillmentView[];
}

/** Something to be done, and whether the law and the states allow it, where a test can say so. */
interface Asked {
  readonly run: (preview: boolean) => Promise<unknown>;
  readonly isAllowed?: boolean;
}

describe.each(postgresVersions())('sequences of verbs on PostgreSQL %i', (version) => {
  let world: World;
  let number = 0;
  beforeAll(async () => {
    world = await openWorld({ version });
    const relations = ['upgrade', 'upsell'].flatMap((type) => [
      { entity: 'productRelationship', fromProductId: 'paint-1', toProductId: 'paint-2', type },
      { entity: 'productRelationship', fromProductId: 'paint-2', toProductId: 'paint-1', type },
    ]);
    const rights = Array.from({ length: sequences * 2 }, (_, index) =>
      givenEntitlement(`E-${index}`, 'A', [givenLineItem(`L-${index}`, '2026-12-31', { quantity: 1 + (index % 6) })]),
    );
    await givenRecords(world.app, [...smallCatalog, ...relations, ...givenAccount('A'), ...rights]);
  });
  afterAll(() => world.close());

  async function look(entitlementId: string): Promise<Seen> {
    const { lineItems } = await getEntitlement(world.app, anybody, entitlementId);
    const { items } = await listFulfillments(world.app, anybody, { entitlementId, limit: 500 });
    return { items: lineItems, fulfillments: items };
  }

  function askedOf(seen: Seen, step: Step): Asked | undefined {
    const item = seen.items[step.pick % seen.items.length];
    if (item === undefined) return undefined;
    if (step.verb === 'return') return returning(seen, step);
    if (step.verb === 'activate') return activating(seen, item, step);
    if (step.verb === 'state')
      return {
        run: (preview) => changeLineItemState(world.app, anybody, item.activationId, { state: step.state, preview }),
      };
    if (step.verb === 'delete')
      return { run: (preview) => deleteLineItem(world.app, anybody, item.activationId, { preview }) };
    return continuing(seen, item, step);
  }

  function continuing(
    seen: Seen,
    item: LineItemView,
    { verb, isFull, copies, own, closes, pick }: Step,
  ): Asked | undefined {
    if (ancestorsOf(seen, item).length + 1 >= depthMax) return undefined;
    const isDrawn = (one: LineItemView) => one.parentActivationId === item.activationId && one.state !== 'obsolete';
    const left = seen.items
      .filter(isDrawn)
      .reduce((rest, one) => rest - one.quantity + one.additionalCopies, item.quantity);
    const drawn = isFull ? left : copies;
    const isLost = closes && drawn < left;
    const wish = {
      activationId: `${item.activationId}-${pick % 97}`,
      ...(isFull ? { isFull } : { numberOfCopies: copies }),
      additionalCopies: own,
      allowActivationsOnParent: !closes,
      deploy: true,
    };
    const isTaken = seen.items.some((one) => one.activationId === wish.activationId);
    const productId = item.products[0]?.productId === 'paint-1' ? 'paint-2' : 'paint-1';
    const replacement = verb === 'renew' ? undefined : replacementSchema.parse({ ...wish, productId });
    const run = (preview: boolean) => {
      if (replacement === undefined)
        return renewLineItem(world.app, anybody, item.activationId, {
          renewal: renewalSchema.parse({ ...wish, term: 'P1Y' }),
          preview,
        });
      const verbOf = verb === 'upgrade' ? upgradeLineItem : upsellLineItem;
      return verbOf(world.app, anybody, item.activationId, { replacement, preview });
    };
    return { run, isAllowed: item.state === 'deployed' && drawn >= 1 && drawn <= left && !isLost && !isTaken };
  }

  function activating(seen: Seen, item: LineItemView, { host, copies: count }: Step): Asked {
    const { taken, items } = takenOver(seen, item, host, count);
    const [parent] = ancestorsOf(seen, item);
    const isOther = parent !== undefined && parent.products[0]?.productId !== item.products[0]?.productId;
    const waits = taken > 0 && isOther && (item.startDate ?? '') > '2026-03-01';
    const then = items.map((one) =>
      one.activationId === item.activationId ? { ...one, active: one.active + count } : one,
    );
    const wish = { activationId: item.activationId, host: { type: 'h', id: host, name: null }, count };
    return {
      run: (preview) => activate(world.app, anybody, wish, { preview }),
      isAllowed: item.state === 'deployed' && !waits && isKeptByLaw(then),
    };
  }

  function returning({ fulfillments, items }: Seen, { pick, copies: count }: Step): Asked | undefined {
    const one = fulfillments[pick % Math.max(1, fulfillments.length)];
    if (one === undefined) return undefined;
    const state = items.find((item) => item.activationId === one.activationId)?.state;
    return {
      run: (preview) => returnFulfillment(world.app, anybody, one.fulfillmentId, { count, preview }),
      isAllowed: one.state === 'active' && state !== 'inactive' && count <= one.count,
    };
  }

  async function takeStep(entitlementId: string, step: Step): Promise<void> {
    const before = await look(entitlementId);
    const asked = askedOf(before, step);
    if (asked === undefined) return;
    const plan = await outcomeOf(asked.run(true));
    expect(await look(entitlementId)).toEqual(before);
    const done = await outcomeOf(asked.run(false));
    expect(done.codes).toEqual(plan.codes);
    if (asked.isAllowed !== undefined)
      expect(done.codes === undefined, JSON.stringify([step, done.codes])).toBe(asked.isAllowed);
    const after = await look(entitlementId);
    if (done.codes !== undefined) expect(after).toEqual(before);
    else if (isChildPlan(plan.answer) && isChildPlan(done.answer)) {
      const { products: _products, ...planned } = plan.answer.child;
      expect(done.answer.child).toMatchObject(planned);
    }
    expectLawful(after);
  }

  test(
    'keep the law of copies, do what their previews say, and are refused only for a reason',
    { timeout: 240_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 12 }), async (steps) => {
          const entitlementId = `E-${(number += 1) % (sequences * 2)}`;
          for (const one of steps) await takeStep(entitlementId, one);
        }),
        { numRuns: sequences, endOnFailure: true },
      );
    },
  );
});

function ancestorsOf({ items }: Seen, item: LineItemView): readonly LineItemView[] {
  const parent = items.find((one) => one.activationId === item.parentActivationId);
  return parent === undefined ? [] : [parent, ...ancestorsOf({ items, fulfillments: [] }, parent)];
}

/** The chain once an activation has taken what its ancestors have on the host, the nearest first. */
function takenOver(seen: Seen, item: LineItemView, host: string, count: number) {
  const freed = new Map<string, number>();
  let open = count;
  for (const { activationId } of ancestorsOf(seen, item))
    for (const one of seen.fulfillments.filter(
      (held) => held.activationId === activationId && isActiveOn(held, host),
    )) {
      const copies = Math.min(open, one.count);
      open -= copies;
      freed.set(activationId, (freed.get(activationId) ?? 0) + copies);
    }
  const items = lawfulItems(seen).map((one) => ({ ...one, active: one.active - (freed.get(one.activationId) ?? 0) }));
  return { taken: count - open, items };
}

function isActiveOn({ state, host }: FulfillmentView, id: string): boolean {
  return state === 'active' && host.id === id;
}

function lawfulItems({ items, fulfillments }: Seen): readonly LawfulItem[] {
  return items.map(({ activationId, parentActivationId, quantity, additionalCopies }) => ({
    activationId,
    parentActivationId,
    quantity,
    additionalCopies,
    active: fulfillments
      .filter((one) => one.activationId === activationId && one.state === 'active')
      .reduce((sum, { count }) => sum + count, 0),
  }));
}

function expectLawful(seen: Seen): void {
  const items = lawfulItems(seen);
  expect(isKeptByLaw(items)).toBe(true);
  for (const [index, { activatedCount, remainingCopies }] of seen.items.entries()) {
    expect(activatedCount).toBe(items[index]?.active);
    expect(remainingCopies).toBeGreaterThanOrEqual(0);
    const more = (copies: number) =>
      items.map((one, place) => (place === index ? { ...one, active: one.active + copies } : one));
    expect(isKeptByLaw(more(remainingCopies))).toBe(true);
    expect(isKeptByLaw(more(remainingCopies + 1))).toBe(false);
  }
}

interface Outcome {
  readonly codes: readonly string[] | undefined;
  readonly answer: unknown;
}

async function outcomeOf(work: Promise<unknown>): Promise<Outcome> {
  try {
    return { codes: undefined, answer: await work };
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    const codes = problem.reasons.map(({ code }) => code);
    expect(codes, problem.message).not.toEqual([]);
    return { codes, answer: undefined };
  }
}

function isChildPlan(answer: unknown): answer is { readonly child: { readonly products: unknown } } {
  return typeof answer === 'object' && answer !== null && 'child' in answer;
}
