import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  anybody,
  givenAccount,
  givenEntitlement,
  givenLineItem,
  givenRecords,
  smallCatalog,
} from '../../test/given-records.ts';
import { problemOf, reasonsOf } from '../../test/problem.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import type { Permission } from '../accounts/rules/permissions.ts';
import type { BatchOutcome } from '../platform/batch.ts';
import { Problem } from '../shared/problems.ts';
import { getEntitlement, getLineItem } from '../entitlements/entitlement-reading.ts';
import { itemChangesSchema } from '../entitlements/entitlement-schemas.ts';
import { changeItemBatch, type ItemBatch, type ItemBatchResult } from './item-batch.ts';
import { lineItemHistory } from '../entitlements/item-history.ts';
import { changeLineItemState } from '../entitlements/state-operations.ts';

describe.each(postgresVersions())('changing many items on PostgreSQL %i', (version) => {
  let world: World;
  let number = 0;
  beforeAll(async () => {
    world = await openWorld({ version });
    await givenRecords(world.app, [...smallCatalog, ...givenAccount('A')]);
  });
  afterAll(() => world.close());

  const nextId = (): string => `B-${version}-${(number += 1)}`;
  const edit = (activationId: string, change: object, expectedVersion?: number) => ({
    activationId,
    change: itemChangesSchema.parse(change),
    expectedVersion,
  });
  const batch = (operations: ItemBatch['operations'], more: Partial<ItemBatch> = {}) =>
    changeItemBatch(world.app, anybody, { operations, atomic: true, preview: false, ...more });
  const codesOf = (outcomes: readonly BatchOutcome<ItemBatchResult>[]) =>
    outcomes.map((outcome) => {
      if ('made' in outcome) return 'made';
      const { refused } = outcome;
      if (!(refused instanceof Problem)) return refused;
      return refused.code === 'refused'
        ? refused.reasons.map(({ code, pointer }) => `${code} ${pointer ?? ''}`.trim()).join(', ')
        : refused.code;
    });
  /** Drafts of one entitlement, and maintenance that covers the first. */
  const givenDrafts = async (count: number) => {
    const [id, care] = [nextId(), nextId()];
    const lines = Array.from({ length: count }, nextId);
    const items = lines.map((line) => givenLineItem(line, '2027-01-01', { state: 'draft' }));
    const maintenance = {
      activationId: care,
      productId: 'care',
      covers: lines.slice(0, 1),
      startDate: '2026-01-01',
      expirationDate: '2027-01-01',
    };
    await givenRecords(world.app, [
      givenEntitlement(id, 'A', items, { maintenanceLineItems: [{ ...maintenance, state: 'draft' }] }),
    ]);
    return { id, care, lines: [lines[0] ?? '', lines[1] ?? '', lines[2] ?? ''] as const };
  };

  test('does all of them, fields first, and shows each as it is then', async () => {
    const [{ lines, care, id }, other] = [await givenDrafts(3), await givenDrafts(1)];
    const newId = nextId();
    const outcomes = await batch([
      { activationId: lines[0], state: 'deployed', reason: 'paid' },
      edit(lines[1], { quantity: 3, activationId: newId }),
      edit(care, { expirationDate: '2028-01-01' }),
      edit(other.lines[0], { orderId: 'SO' }, 1),
    ]);
    expect(outcomes).toMatchObject([
      { made: { activationId: lines[0], state: 'deployed', maintenance: [care] } },
      { made: { activationId: newId, quantity: 3, entitlementId: id } },
      { made: { activationId: care, expirationDate: '2028-01-01', productName: 'Care' } },
      { made: { activationId: other.lines[0], orderId: 'SO', version: 2 } },
    ]);
    const { items } = await lineItemHistory(world.app, anybody, lines[0], { limit: 10 });
    expect(items.at(-1)).toMatchObject({ event: 'stateChanged', reason: 'paid' });
  });

  test('does none where one is refused and all are asked for, and tells every reason', async () => {
    const { lines, care } = await givenDrafts(3);
    const outcomes = await batch([
      edit(lines[0], { quantity: 3 }),
      edit(lines[1], { startDate: '2030-01-01', versionTerm: 'P1Y' }),
      edit(care, { quantity: 3, productId: 'paint-1' }),
      { activationId: lines[2], state: 'inactive' },
      edit('nothing', { quantity: 1 }),
      edit(lines[0], { quantity: 4 }),
    ]);
    expect(codesOf(outcomes)).toEqual([
      'made',
      'start_after_end /startDate, version_term_not_allowed /versionTerm',
      'field_not_allowed /quantity, not_maintenance /productId',
      'state_not_reachable',
      'not_found',
      'repeated /activationId',
    ]);
    expect(await getLineItem(world.app, anybody, lines[0])).toMatchObject({ quantity: 10, version: 1 });
  });

  test('does those that are right where each is for itself', async () => {
    const { lines, care } = await givenDrafts(3);
    const outcomes = await batch(
      [
        edit(lines[0], { quantity: 3 }),
        edit(lines[1], { permanent: true }),
        edit(lines[2], { activationId: care }),
        { activationId: care, state: 'deployed' },
      ],
      { atomic: false },
    );
    expect(codesOf(outcomes)).toEqual(['made', 'permanent_with_end /permanent', 'id_taken /activationId', 'made']);
    expect(await getLineItem(world.app, anybody, lines[0])).toMatchObject({ quantity: 3 });
    expect(await getLineItem(world.app, anybody, lines[1])).toMatchObject({ permanent: false, version: 1 });
  });

  test('shows what it would do, and does nothing', async () => {
    const { lines } = await givenDrafts(2);
    const operations = [edit(lines[0], { quantity: 3 }), { activationId: lines[1], state: 'deployed' as const }];
    expect(await batch(operations, { preview: true })).toEqual([
      { made: { before: { quantity: 10 }, after: { quantity: 3 } } },
      {
        made: {
          from: 'draft',
          to: 'deployed',
          items: [{ activationId: lines[1], from: 'draft', to: 'deployed', restoreDeployed: false }],
        },
      },
    ]);
    expect(await getLineItem(world.app, anybody, lines[0])).toMatchObject({ version: 1 });
  });

  test('gives one new key to one of them only', async () => {
    const { lines } = await givenDrafts(2);
    const activationId = nextId();
    const outcomes = await batch([edit(lines[0], { activationId }), edit(lines[1], { activationId })], {
      atomic: false,
    });
    expect(codesOf(outcomes)).toEqual(['made', 'id_taken /activationId']);
  });

  test('never lets two of them together draw more than there is', async () => {
    const [parent, one, two] = [nextId(), nextId(), nextId()];
    const child = { type: 'renewal', parentActivationId: parent, quantity: 3, state: 'draft' };
    await givenRecords(world.app, [
      givenEntitlement(nextId(), 'A', [
        givenLineItem(parent, '2027-01-01'),
        givenLineItem(one, '2028-01-01', child),
        givenLineItem(two, '2028-01-01', child),
      ]),
    ]);
    const both = [edit(one, { quantity: 6 }), edit(two, { quantity: 6 })];
    expect(codesOf(await batch(both))).toContain('insufficient_copies /quantity');
    expect(await getLineItem(world.app, anybody, one)).toMatchObject({ quantity: 3 });
    await batch([edit(one, { quantity: 6 })]);
    expect(codesOf(await batch([edit(two, { quantity: 6 })]))).toEqual(['insufficient_copies /quantity']);
  });

  test('does what many ask for at the same moment, in whatever order they name things', async () => {
    const [one, two] = [(await givenDrafts(1)).lines[0], (await givenDrafts(1)).lines[0]];
    const asked = Array.from({ length: 8 }, (_, index) => {
      const rows = [edit(one, { quantity: 11 + index }), edit(two, { quantity: 11 + index })];
      return batch(index % 2 === 0 ? rows : rows.toReversed());
    });
    for (const outcomes of await Promise.all(asked)) expect(codesOf(outcomes)).toEqual(['made', 'made']);
    const [left, right] = [await getLineItem(world.app, anybody, one), await getLineItem(world.app, anybody, two)];
    expect([left.quantity, left.version]).toEqual([right.quantity, 9]);
  });

  test('takes the live descendants of a line item along into a state, where that is asked for', async () => {
    const [id, parent, child, grandchild, gone] = [nextId(), nextId(), nextId(), nextId(), nextId()];
    const renewal = (of: string, more: object = {}) => ({
      type: 'renewal',
      parentActivationId: of,
      quantity: 1,
      ...more,
    });
    await givenRecords(world.app, [
      givenEntitlement(id, 'A', [
        givenLineItem(parent, '2027-01-01'),
        givenLineItem(child, '2028-01-01', renewal(parent)),
        givenLineItem(grandchild, '2029-01-01', renewal(child, { state: 'inactive' })),
        givenLineItem(gone, '2029-01-01', renewal(child, { state: 'obsolete' })),
      ]),
    ]);
    const states = async () => (await getEntitlement(world.app, anybody, id)).lineItems.map((item) => item.state);
    await changeLineItemState(world.app, anybody, parent, { state: 'inactive' });
    expect(await states()).toEqual(['inactive', 'deployed', 'inactive', 'obsolete']);
    await changeLineItemState(world.app, anybody, parent, { state: 'deployed', includeChildren: true });
    expect(await states()).toEqual(['deployed', 'deployed', 'deployed', 'obsolete']);
    await batch([
      { activationId: parent, state: 'inactive', includeChildren: true },
      { activationId: grandchild, state: 'obsolete' },
    ]);
    expect(await states()).toEqual(['inactive', 'inactive', 'obsolete', 'obsolete']);
    await changeLineItemState(world.app, anybody, parent, { state: 'obsolete', includeChildren: true });
    expect(await states()).toEqual(['obsolete', 'obsolete', 'obsolete', 'obsolete']);
  });

  test('takes no descendant along that has no way there', async () => {
    const [parent, child] = [nextId(), nextId()];
    const draft = { type: 'renewal', parentActivationId: parent, quantity: 1, state: 'draft' };
    await givenRecords(world.app, [
      givenEntitlement(nextId(), 'A', [givenLineItem(parent, '2027-01-01'), givenLineItem(child, '2028-01-01', draft)]),
    ]);
    const change = changeLineItemState(world.app, anybody, parent, { state: 'inactive', includeChildren: true });
    expect(await reasonsOf(change)).toEqual(['state_not_reachable']);
  });

  test('asks for the permission of what it does', async () => {
    const { lines } = await givenDrafts(2);
    const as = (permission: Permission, operations: ItemBatch['operations']) =>
      changeItemBatch(
        world.app,
        { ...anybody, permissions: new Set([permission]) },
        { operations, atomic: true, preview: false },
      );
    const [change, state] = [edit(lines[0], { quantity: 3 }), { activationId: lines[1], state: 'deployed' as const }];
    expect((await problemOf(as('updateEntitlements', [change, state]))).code).toBe('forbidden');
    expect((await problemOf(as('changeEntitlementState', [change]))).code).toBe('forbidden');
    expect(codesOf(await as('updateEntitlements', [change]))).toEqual(['made']);
    expect(codesOf(await as('changeEntitlementState', [state]))).toEqual(['made']);
  });

  test('asks the database as often for hundreds as for one', async () => {
    const many = await Promise.all(Array.from({ length: 40 }, () => givenDrafts(1)));
    const changes = many.map(({ lines }) => edit(lines[0], { quantity: 4 }));
    const countOf = async (operations: ItemBatch['operations']) => {
      let count = 0;
      const counting = world.app.database.withPlugin({
        transformQuery: ({ node }) => {
          count += 1;
          return node;
        },
        transformResult: ({ result }) => Promise.resolve(result),
      });
      await changeItemBatch({ ...world.app, database: counting }, anybody, {
        operations,
        atomic: true,
        preview: false,
      });
      return count;
    };
    const one = await countOf(changes.slice(0, 1));
    expect(one).toBeGreaterThan(5);
    expect(await countOf(changes.slice(1))).toBe(one);
    const deployed = many.map(({ lines }) => ({ activationId: lines[0], state: 'deployed' as const }));
    expect(await countOf(deployed.slice(1))).toBe(await countOf(deployed.slice(0, 1)));
  });
});
