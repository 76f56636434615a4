import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  anybody,
  givenAccount,
  givenEntitlement,
  givenLineItem,
  givenRecords,
  smallCatalog,
} from '../../test/given-records.ts';
import { problemOf } from '../../test/problem.ts';
import { onDay, openWorld, postgresVersions, type World } from '../../test/world.ts';
import { changeLineItem } from '../entitlements/item-changing-operations.ts';
import { getEntitlement, getLineItem } from '../entitlements/entitlement-reading.ts';
import { deleteEntitlement } from '../entitlements/right-deleting.ts';
import { changeLineItemState } from '../entitlements/state-operations.ts';
import { changeSettings } from '../settings/setting-operations.ts';
import { parseDay } from '../shared/day.ts';
import { activate, returnFulfillment } from './activation-operations.ts';
import { getFulfillment, listFulfillments } from './fulfillment-reading.ts';

describe.each(postgresVersions())('an activation on PostgreSQL %i', (version) => {
  let world: World;
  let number = 0;
  beforeAll(async () => {
    world = await openWorld({ version });
    await givenRecords(world.app, [...smallCatalog, ...givenAccount('A')]);
  });
  afterAll(() => world.close());

  const codesOf = async (asked: Promise<unknown>) => (await problemOf(asked)).reasons.map(({ code }) => code);
  const next = (): string => `${version}-${(number += 1)}`;
  const host = (id: string) => ({ type: 'ethernet', id, name: null });

  /** A chain: each behind the first continues the one before it. */
  async function givenChain(...items: readonly object[]): Promise<readonly string[]> {
    const key = next();
    const ids = items.map((_, index) => `L-${key}-${index}`);
    const lineItems = items.map((more, index) =>
      givenLineItem(ids[index] ?? '', '2027-01-01', {
        ...(index === 0 ? {} : { type: 'renewal', parentActivationId: ids[index - 1] }),
        ...more,
      }),
    );
    await givenRecords(world.app, [givenEntitlement(`E-${key}`, 'A', lineItems)]);
    return ids;
  }

  const active = (activationId = '', id = 'H', count = 1) =>
    activate(world.app, anybody, { activationId, host: host(id), count });
  const copiesOf = async (activationId = '') => {
    const { activatedCount, remainingCopies } = await getLineItem(world.app, anybody, activationId);
    return [activatedCount, remainingCopies];
  };
  const statesOf = async (activationId = '') =>
    (await listFulfillments(world.app, anybody, { activationId, limit: 50 })).items.map(
      ({ count, state, supportType }) => `${count} ${state} ${supportType}`,
    );

  test('takes copies and gives them back', async () => {
    const [id = ''] = await givenChain({});
    const { made } = await active(id, 'H', 4);
    expect(await copiesOf(id)).toEqual([4, 6]);
    expect(await getFulfillment(world.app, anybody, made.fulfillmentId)).toMatchObject({
      host: host('H'),
      state: 'active',
      startDate: '2025-01-01',
      expirationDate: '2027-01-01',
    });
    await returnFulfillment(world.app, anybody, made.fulfillmentId, { count: 3 });
    expect(await copiesOf(id)).toEqual([1, 9]);
    expect(await statesOf(id)).toEqual(['1 active master', '4 obsolete return']);
    expect(await codesOf(returnFulfillment(world.app, anybody, made.fulfillmentId))).toEqual(['not_active']);
  });

  test('of more copies than there are is refused, and so are fewer copies than are active', async () => {
    const [id = ''] = await givenChain({});
    await active(id, 'H', 8);
    expect(await codesOf(active(id, 'H', 3))).toEqual(['insufficient_copies']);
    await changeSettings(world.app, anybody, { allowEditingOfDeployedEntities: true });
    const changes = { quantity: 7 };
    expect(await codesOf(changeLineItem(world.app, anybody, id, { changes }))).toEqual(['below_activated']);
    await changeLineItem(world.app, anybody, id, { changes: { quantity: 8 } });
    await changeSettings(world.app, anybody, { allowEditingOfDeployedEntities: false });
    expect(await copiesOf(id)).toEqual([8, 0]);
  });

  test('past its end holds no copies', async () => {
    const [id = ''] = await givenChain({
      startDate: null,
      startDateOption: 'eachActivationDate',
      term: 'P1M',
      expirationDate: null,
    });
    await active(id, 'H', 10);
    expect(await codesOf(active(id, 'I', 1))).toEqual(['insufficient_copies']);
    const later = onDay(world, '2026-04-01');
    expect((await getLineItem(later, anybody, id)).remainingCopies).toBe(10);
    await activate(later, anybody, { activationId: id, host: host('I'), count: 10 });
  });

  test('of a child takes over what its parent has on the same host, then free copies, and none from elsewhere', async () => {
    const [parent, child = ''] = await givenChain({}, {});
    await active(parent, 'H', 4);
    await active(parent, 'I', 3);
    expect(await codesOf(active(child, 'H', 8))).toEqual(['insufficient_copies']);
    const plan = await active(child, 'H', 6);
    expect(plan).toMatchObject({ takenOver: 4, made: { count: 6, startDate: '2025-01-01' } });
    expect(await statesOf(parent)).toEqual(['3 active master', '4 obsolete renew']);
    expect(await copiesOf(parent)).toEqual([3, 1]);
    expect(await copiesOf(child)).toEqual([6, 1]);
  });

  test('of a child that takes a part leaves the rest', async () => {
    const [parent, child = ''] = await givenChain({}, { quantity: 2 });
    await active(parent, 'H', 10);
    await active(child, 'H', 2);
    expect(await statesOf(parent)).toEqual(['8 active master', '10 obsolete renew']);
  });

  test('of another product does not replace before it begins', async () => {
    const later = { type: 'upgrade', products: [{ productId: 'paint-2' }], startDate: '2026-05-01' };
    const [parent, child = ''] = await givenChain({}, later);
    await active(parent, 'H', 10);
    expect(await codesOf(active(child, 'H', 10))).toEqual(['not_started']);
    const then = onDay(world, '2026-05-01');
    await activate(then, anybody, { activationId: child, host: host('H'), count: 10 });
    expect(await statesOf(parent)).toEqual(['10 obsolete upgrade']);
  });

  test('of what is not deployed, or has ended, is refused with all reasons', async () => {
    const [id = ''] = await givenChain({ state: 'inactive', expirationDate: '2026-01-01' });
    expect(await codesOf(active(id, 'H', 11))).toEqual(['not_deployed', 'expired', 'insufficient_copies']);
    expect((await problemOf(active('nothing'))).code).toBe('not_found');
  });

  test('keeps its line item from ever being draft again', async () => {
    const [id = ''] = await givenChain({});
    const { made } = await active(id);
    expect(await codesOf(changeLineItemState(world.app, anybody, id, { state: 'draft' }))).toEqual(['has_activations']);
    await returnFulfillment(world.app, anybody, made.fulfillmentId);
    expect(await codesOf(changeLineItemState(world.app, anybody, id, { state: 'draft' }))).toEqual(['was_activated']);
  });

  test('fixes the dates of a line item that waits for it, and of its upgrade', async () => {
    const waiting = { startDate: null, startDateOption: 'firstActivationDate', term: 'P1Y', expirationDate: null };
    const [parent = '', child = ''] = await givenChain(waiting, { ...waiting, type: 'upgrade' });
    await active(child, 'H', 1);
    for (const id of [parent, child])
      expect(await getLineItem(world.app, anybody, id)).toMatchObject({
        startDate: '2026-03-01',
        expirationDate: '2027-02-28',
      });
  });

  test('of a test is deleted with it', async () => {
    const key = next();
    const test_ = { state: 'test', test: true };
    await givenRecords(world.app, [
      givenEntitlement(`E-${key}`, 'A', [givenLineItem(`L-${key}`, '2027-01-01', { state: 'test' })], test_),
    ]);
    const { made } = await active(`L-${key}`, 'H', 2);
    expect(made.state).toBe('test');
    await deleteEntitlement(world.app, anybody, `E-${key}`, {});
    const gone = getFulfillment(world.app, anybody, made.fulfillmentId);
    expect((await problemOf(gone)).code).toBe('not_found');
    const told = await world.app.database
      .selectFrom('historyRecord')
      .select('historyRecord.event')
      .where('historyRecord.entityKey', '=', made.fulfillmentId)
      .orderBy('historyRecord.id')
      .execute();
    expect(told.map(({ event }) => event)).toEqual(['created', 'deleted']);
  });

  test('of many at once never exceeds what was sold', async () => {
    const [parent = '', child = '', grandchild = ''] = await givenChain(
      {},
      { quantity: 8, additionalCopies: 2 },
      { quantity: 8 },
    );
    const asked = Array.from({ length: 50 }, (_, index) =>
      active([parent, child, grandchild][index % 3], `race-${index}`, 1).then(
        () => 1,
        () => 0,
      ),
    );
    const done = (await Promise.all(asked)).reduce((sum: number, one) => sum + one, 0);
    expect(done).toBe(12);
    expect(
      (await getEntitlement(world.app, anybody, `E-${parent.split('-').slice(1, 3).join('-')}`)).lineItems.map(
        (one) => one.remainingCopies,
      ),
    ).toEqual([0, 0, 0]);
  });

  test('is found by where it is, and by its line item', async () => {
    const [id = ''] = await givenChain({});
    const key = next();
    const { made } = await activate(world.app, anybody, {
      activationId: id,
      host: { ...host(key), name: 'Old Mill' },
      count: 1,
    });
    const found = async (filter: object) =>
      (await listFulfillments(world.app, anybody, { limit: 500, ...filter })).items.map((one) => one.fulfillmentId);
    for (const filter of [
      { hostId: key },
      { activationId: id },
      { accountId: 'A', hostId: key },
      { q: key },
      { entitlementId: `E-${id.split('-').slice(1, 3).join('-')}` },
    ])
      expect(await found(filter)).toEqual([made.fulfillmentId]);
    expect(await found({ hostId: key, state: ['obsolete'] })).toEqual([]);
    const elsewhere = { ...anybody, scope: { all: false, accountIds: [] } } as const;
    expect((await listFulfillments(world.app, elsewhere, { limit: 5 })).items).toEqual([]);
    expect((await problemOf(getFulfillment(world.app, elsewhere, made.fulfillmentId))).code).toBe('not_found');
  });

  test('has a start of its own where the line item asks for it', async () => {
    const [id = ''] = await givenChain({
      startDate: null,
      startDateOption: 'atEachActivation',
      term: 'P1M',
      expirationDate: null,
    });
    const startDate = parseDay('2026-04-01');
    const { made } = await activate(world.app, anybody, { activationId: id, host: host('H'), count: 1, startDate });
    expect(made).toMatchObject({ startDate: '2026-04-01', expirationDate: '2026-04-30' });
    const [fixed = ''] = await givenChain({});
    const asked = activate(world.app, anybody, { activationId: fixed, host: host('H'), count: 1, startDate });
    expect(await codesOf(asked)).toEqual(['start_date_not_allowed']);
  });
});
