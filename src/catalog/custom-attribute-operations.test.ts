import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import * as given from '../../test/given.ts';
import { problemOf, reasonsOf } from '../../test/problem.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { changeAccount } from '../accounts/account-operations.ts';
import type { AccountChanges } from '../accounts/account-schemas.ts';
import { createEntitlement } from '../entitlements/entitlement-operations.ts';
import { newIdentifier } from '../platform/new-identifier.ts';
import type { CustomAttributeEntity, JsonObject } from '../shared/vocabulary.ts';
import {
  changeCustomAttribute,
  createCustomAttribute,
  customAttributeHistory,
  deleteCustomAttribute,
  getCustomAttribute,
  listCustomAttributes,
} from './custom-attribute-operations.ts';
import { createProduct } from './product-operations.ts';

const nobody = given.actor([]);
const page = { limit: 50 };

describe.each(postgresVersions())('custom attributes on PostgreSQL %s', (version) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ version });
  });
  afterAll(() => world.close());

  test('stand entity by entity in their order, a new one last, and everybody of the producer reads them', async () => {
    const first = await given.customAttribute(world, 'product', { name: 'first', label: 'Comes first' });
    const second = await given.customAttribute(world, 'product', { name: 'second' });
    await given.customAttribute(world, 'account', { name: 'segment' });
    expect(first).toMatchObject({
      label: 'Comes first',
      required: false,
      validValues: [],
      maxLength: null,
      version: 1,
    });
    expect(second).toMatchObject({ label: 'second', position: first.position + 1 });
    const between = await given.customAttribute(world, 'product', { name: 'between', position: first.position });
    const names = async () => {
      const { items } = await listCustomAttributes(world.app, nobody, { ...page, entity: 'product' });
      return items.map((one) => one.name);
    };
    expect(await names()).toEqual(['first', 'between', 'second']);
    await changeCustomAttribute(world.app, given.operator, between, { position: 9 });
    expect(await names()).toEqual(['first', 'second', 'between']);
    const all = await listCustomAttributes(world.app, nobody, { limit: 2 });
    expect(all).toMatchObject({ items: [{ name: 'segment' }, { name: 'first' }], onlyDefined: false });
    const rest = await listCustomAttributes(world.app, nobody, { limit: 2, cursor: all.nextCursor ?? '' });
    expect(rest).toMatchObject({ items: [{ name: 'second' }, { name: 'between' }], nextCursor: null });
    expect(await getCustomAttribute(world.app, nobody, second)).toMatchObject({ name: 'second' });
    for (const one of [first, second, between]) await deleteCustomAttribute(world.app, given.operator, one, {});
  });

  test('are defined once for each entity, with limits that fit their type', async () => {
    const made = await given.customAttribute(world, 'account', { name: 'tier' });
    expect(await given.customAttribute(world, 'user', { name: 'tier' })).toMatchObject({ entity: 'user' });
    expect(await problemOf(given.customAttribute(world, 'account', { name: 'tier' }))).toMatchObject({
      code: 'duplicate_key',
    });
    expect(
      await reasonsOf(given.customAttribute(world, 'account', { type: 'date', maxLength: 3, validValues: ['a'] })),
    ).toEqual(['valid_values_not_allowed /validValues', 'max_length_not_allowed /maxLength']);
    expect(await problemOf(getCustomAttribute(world.app, nobody, { ...made, name: 'other' }))).toMatchObject({
      code: 'not_found',
    });
  });

  test('are changed as previewed, by their version, and their history tells of it', async () => {
    const made = await given.customAttribute(world, 'account', { validValues: ['a'] });
    const change = (more: object) =>
      changeCustomAttribute(world.app, given.operator, made, { required: true, validValues: ['a', 'b'], ...more });
    expect(await change({ preview: true })).toEqual({
      before: { required: false, validValues: ['a'] },
      after: { required: true, validValues: ['a', 'b'] },
    });
    expect(await problemOf(change({ expectedVersion: 2 }))).toMatchObject({ code: 'stale_version' });
    expect(await change({ expectedVersion: 1 })).toMatchObject({ required: true, version: 2 });
    const limits = changeCustomAttribute(world.app, given.operator, made, { maxLength: 1, validValues: ['ab'] });
    expect(await reasonsOf(limits)).toEqual(['valid_value_too_long /validValues/0']);
    await given.retiredAttribute(world, made);
    const { items } = await customAttributeHistory(world.app, given.operator, made, page);
    expect(items.map(({ event, entityKey }) => [event, entityKey])).toEqual([
      ['created', `account/${made.name}`],
      ['changed', `account/${made.name}`],
      ['changed', `account/${made.name}`],
    ]);
  });

  test('are the business of whoever may manage settings', async () => {
    const made = await given.customAttribute(world, 'account');
    const viewer = given.actor(['viewSettings']);
    for (const attempt of [
      createCustomAttribute(world.app, viewer, { entity: 'account', name: 'x', type: 'text' }),
      changeCustomAttribute(world.app, viewer, made, { label: 'X' }),
      deleteCustomAttribute(world.app, viewer, made, {}),
      customAttributeHistory(world.app, nobody, made, page),
      listCustomAttributes(world.app, { ...given.operator, audience: 'endUser' }, page),
    ])
      expect(await problemOf(attempt)).toMatchObject({ code: 'forbidden' });
  });

  describe('deleting a definition', () => {
    test('is refused while anything has a value of it, whatever entity it is of', async () => {
      const sold = await givenSold(world);
      const product = { productId: newIdentifier(), name: newIdentifier(), version: '1' };
      const makers: Readonly<Record<CustomAttributeEntity, (attributes: JsonObject) => Promise<unknown>>> = {
        account: (attributes) => given.account(world, { attributes }),
        user: (attributes) => given.user(world, { attributes }),
        product: (attributes) => createProduct(world.app, given.operator, { ...product, attributes }),
        entitlement: (attributes) => createEntitlement(world.app, given.operator, { attributes }),
        lineItem: (attributes) =>
          createEntitlement(world.app, given.operator, { lineItems: [{ ...sold.lineItem(), attributes }] }),
        maintenanceLineItem: (attributes) =>
          createEntitlement(world.app, given.operator, {
            lineItems: [sold.lineItem()],
            maintenanceLineItems: [{ ...sold.maintenance(), attributes }],
          }),
      };
      for (const [entity, make] of Object.entries(makers)) {
        const made = await given.customAttribute(world, customEntity(entity));
        await make({ [made.name]: 'x' });
        await given.retiredAttribute(world, made);
        const deletion = (preview: boolean) => deleteCustomAttribute(world.app, given.operator, made, { preview });
        for (const preview of [true, false]) expect(await reasonsOf(deletion(preview)), entity).toEqual(['in_use']);
      }
    });

    test('goes once its values are taken away: null is none', async () => {
      const made = await given.customAttribute(world, 'account');
      const { accountId } = await given.account(world, { attributes: { [made.name]: 'x' } });
      expect(await problemOf(deleteCustomAttribute(world.app, given.operator, made, {}))).toMatchObject({
        reasons: [{ code: 'in_use', message: `It has a value in account ${accountId}.` }],
      });
      await changeOfAccount(world, accountId, { attributes: { [made.name]: null } });
      const deleted = { deleted: { entity: 'customAttribute', key: `account/${made.name}` } };
      expect(await deleteCustomAttribute(world.app, given.operator, made, { preview: true })).toEqual(deleted);
      expect(await deleteCustomAttribute(world.app, given.operator, made, {})).toEqual(deleted);
      expect(await problemOf(getCustomAttribute(world.app, nobody, made))).toMatchObject({ code: 'not_found' });
    });

    test('waits for a value that is written at the same moment', async () => {
      const made = await given.customAttribute(world, 'account');
      const transaction = await world.app.database.startTransaction().execute();
      const writing = { ...world, app: { ...world.app, database: transaction } };
      await given.account(writing, { attributes: { [made.name]: 'x' } });
      const deletion = reasonsOf(deleteCustomAttribute(world.app, given.operator, made, {}));
      await vi.waitFor(async () => expect(await whoeverWaits(world)).toBe(1));
      await transaction.commit().execute();
      expect(await deletion).toEqual(['in_use']);
    });
  });
});

function customEntity(name: string): CustomAttributeEntity {
  const found = (['account', 'user', 'product', 'entitlement', 'lineItem', 'maintenanceLineItem'] as const).find(
    (entity) => entity === name,
  );
  if (found === undefined) throw new Error(`there is no entity ${name}`);
  return found;
}

/** What can be sold, as items of an entitlement. */
async function givenSold(world: World) {
  const licenseModelId = await given.deployedLicenseModel(world);
  const productId = await given.deployedProduct(world, { licenseModels: [licenseModelId] });
  const maintenanceId = await given.deployedProduct(world, { kind: 'maintenance' });
  return {
    lineItem: () => ({ products: [{ productId }], licenseModels: [licenseModelId], quantity: 1, permanent: true }),
    maintenance: () => ({ productId: maintenanceId, permanent: true }),
  };
}

async function changeOfAccount(world: World, accountId: string, changes: AccountChanges) {
  return changeAccount(world.app, given.operator, accountId, { changes, expectedVersion: undefined, preview: false });
}

/** How many connections to the database of a world wait for a lock. */
async function whoeverWaits({ app: { database } }: World): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from pg_stat_activity
     where datname = current_database() and wait_event_type = 'Lock'`.execute(database);
  return rows[0]?.count ?? 0;
}
