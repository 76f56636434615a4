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
import { systemActor } from '../accounts/rules/permissions.ts';
import { createEntitlement } from './entitlement-operations.ts';
import { entitlementHistory, getEntitlement, getLineItem } from './entitlement-reading.ts';
import { newEntitlementSchema } from './entitlement-schemas.ts';
import { linkMaintenance, unlinkMaintenance } from './maintenance-linking.ts';
import { getMaintenanceLineItem } from './maintenance-reading.ts';
import { deleteEntitlement, deleteLineItem, deleteMaintenanceLineItem } from './right-deleting.ts';
import { changeEntitlementState, changeLineItemState } from './state-operations.ts';

describe.each(postgresVersions())('taking rights away on PostgreSQL %i', (version) => {
  let world: World;
  let number = 0;
  beforeAll(async () => {
    world = await openWorld({ version });
    await givenRecords(world.app, [...smallCatalog, ...givenAccount('A')]);
  });
  afterAll(() => world.close());

  const nextId = (): string => `D-${version}-${(number += 1)}`;
  const paint = { products: [{ productId: 'paint-1' }], quantity: 5, expirationDate: '2027-01-01' };
  const givenCovered = async (more: object = {}) => {
    const [id, line, care] = [nextId(), nextId(), nextId()];
    const covered = {
      accountId: 'A',
      entitlementId: id,
      lineItems: [{ ...paint, activationId: line }],
      maintenanceLineItems: [{ activationId: care, productId: 'care', covers: [line], expirationDate: '2027-01-01' }],
    };
    await createEntitlement(world.app, anybody, newEntitlementSchema.parse({ ...covered, ...more }));
    return { id, line, care };
  };
  const goneOf = async (id: string) => (await problemOf(getEntitlement(world.app, anybody, id))).code;
  const told = async (entityKey: string) =>
    (
      await world.app.database
        .selectFrom('historyRecord')
        .select(['historyRecord.event', 'historyRecord.before'])
        .where('historyRecord.entityKey', '=', entityKey)
        .where('historyRecord.event', '=', 'deleted')
        .execute()
    ).map((record) => record.before);

  test('deletes drafts with what they hold, and remembers them', async () => {
    const { id, line, care } = await givenCovered();
    const stale = deleteEntitlement(world.app, anybody, id, { expectedVersion: 7 });
    expect((await problemOf(stale)).code).toBe('stale_version');
    const plan = await deleteEntitlement(world.app, anybody, id, { preview: true });
    expect(plan).toEqual({ deleted: { entity: 'entitlement', key: id, items: [line, care] } });
    expect(await deleteEntitlement(world.app, anybody, id, { expectedVersion: 1 })).toEqual(plan);
    expect(await goneOf(id)).toBe('not_found');
    expect(await told(id)).toMatchObject([{ accountId: 'A', state: 'draft' }]);
    expect(await told(line)).toMatchObject([{ quantity: 5 }]);
    expect(await told(care)).toMatchObject([{ covers: [line] }]);
    // Their keys are free again.
    await givenCovered({ entitlementId: id, lineItems: [{ ...paint, activationId: care }], maintenanceLineItems: [] });
  });

  test('rejects what is on hold by deleting it', async () => {
    const id = nextId();
    const items = [givenLineItem(nextId(), '2027-01-01', { state: 'onHold' })];
    await givenRecords(world.app, [givenEntitlement(id, 'A', items, { state: 'onHold' })]);
    await deleteEntitlement(world.app, anybody, id, {});
    expect(await goneOf(id)).toBe('not_found');
  });

  test('deletes nothing that is deployed, nor what has children elsewhere', async () => {
    const { id, line, care } = await givenCovered({ deploy: true });
    const child = nextId();
    await givenRecords(world.app, [
      givenEntitlement(nextId(), 'A', [
        givenLineItem(child, '2028-01-01', {
          type: 'renewal',
          parentActivationId: line,
          quantity: 1,
          state: 'obsolete',
        }),
      ]),
    ]);
    const refused = await problemOf(deleteEntitlement(world.app, anybody, id, {}));
    expect(refused.reasons.map(({ code }) => code)).toEqual(['not_deletable', 'has_children']);
    expect(refused.message).toContain(child);
    expect(await reasonsOf(deleteLineItem(world.app, anybody, line, {}))).toEqual([
      'not_deletable',
      'has_children',
      'maintenance_alone',
    ]);
    expect(await reasonsOf(deleteMaintenanceLineItem(world.app, anybody, care, { preview: true }))).toEqual([
      'not_deletable',
      'maintenance_linked',
    ]);
    expect((await problemOf(deleteLineItem(world.app, anybody, care, {}))).code).toBe('not_found');
  });

  test('deletes a draft line item, and maintenance covers it no longer', async () => {
    const { id, line, care } = await givenCovered();
    const other = nextId();
    await givenRecords(world.app, [
      { entity: 'entitlement', entitlementId: id, lineItems: [givenLineItem(other, '2027-01-01', { state: 'draft' })] },
    ]);
    await deleteLineItem(world.app, anybody, line, {});
    expect(await getMaintenanceLineItem(world.app, anybody, care)).toMatchObject({ covers: [], version: 2 });
    await deleteMaintenanceLineItem(world.app, anybody, care, { expectedVersion: 2 });
    const left = await getEntitlement(world.app, anybody, id);
    expect(left.lineItems.map((item) => item.activationId)).toEqual([other]);
    expect(left.maintenanceLineItems).toEqual([]);
    const { items } = await entitlementHistory(world.app, anybody, id, { limit: 50 });
    expect(items.filter((record) => record.entity === 'entitlement')).toHaveLength(1);
    expect(await told(line)).toHaveLength(1);
  });

  test('links maintenance as often as it is asked, and ends that once', async () => {
    const { id, line, care } = await givenCovered({ deploy: true });
    const other = nextId();
    await givenRecords(world.app, [
      { entity: 'entitlement', entitlementId: id, lineItems: [givenLineItem(other, '2027-01-01')] },
    ]);
    const link = { activationId: other, maintenanceActivationId: care };
    expect(await linkMaintenance(world.app, anybody, link, { preview: true })).toEqual({
      before: { covers: [line] },
      after: { covers: [line, other].toSorted() },
    });
    expect(await linkMaintenance(world.app, anybody, link, {})).toMatchObject({ maintenance: [care] });
    const { version: before } = await getMaintenanceLineItem(world.app, anybody, care);
    await linkMaintenance(world.app, anybody, link, {});
    expect(await getMaintenanceLineItem(world.app, anybody, care)).toMatchObject({
      covers: [line, other].toSorted(),
      version: before,
    });
    expect(await unlinkMaintenance(world.app, anybody, link, {})).toMatchObject({ maintenance: [] });
    expect((await problemOf(unlinkMaintenance(world.app, anybody, link, {}))).code).toBe('not_found');
  });

  test('links nothing across entitlements, nor what is inactive', async () => {
    const [one, two] = [await givenCovered({ deploy: true }), await givenCovered({ deploy: true })];
    const across = { activationId: one.line, maintenanceActivationId: two.care };
    await changeLineItemState(world.app, anybody, one.line, { state: 'inactive' });
    await changeEntitlementState(world.app, anybody, two.id, { state: 'obsolete' });
    expect(await reasonsOf(linkMaintenance(world.app, anybody, across, {}))).toEqual([
      'other_entitlement',
      'not_editable /maintenance',
      'not_editable /covers',
    ]);
    const swapped = { activationId: two.care, maintenanceActivationId: one.line };
    expect((await problemOf(linkMaintenance(world.app, anybody, swapped, {}))).code).toBe('not_found');
  });

  test('is for whoever may do it, in the accounts that they see', async () => {
    const { id, line, care } = await givenCovered();
    const blind = { ...anybody, scope: { all: false, accountIds: [] } } as const;
    const idle = { ...systemActor('idle'), permissions: new Set<never>() };
    const attempts = [
      (actor: typeof anybody) => deleteEntitlement(world.app, actor, id, {}),
      (actor: typeof anybody) => deleteLineItem(world.app, actor, line, {}),
      (actor: typeof anybody) => deleteMaintenanceLineItem(world.app, actor, care, {}),
      (actor: typeof anybody) =>
        linkMaintenance(world.app, actor, { activationId: line, maintenanceActivationId: care }, {}),
    ];
    for (const attempt of attempts) {
      expect((await problemOf(attempt(blind))).code).toBe('not_found');
      expect((await problemOf(attempt(idle))).code).toBe('forbidden');
    }
    expect(await getLineItem(world.app, anybody, line)).toMatchObject({ version: 1 });
  });
});
