import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as given from '../../test/given.ts';
import { reasonsOf } from '../../test/problem.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { changeAccount, createAccount } from '../accounts/account-operations.ts';
import type { AccountChanges } from '../accounts/account-schemas.ts';
import { changeUser } from '../accounts/user-changing.ts';
import { createUser, getUser } from '../accounts/user-operations.ts';
import { changeEntitlement } from '../entitlements/entitlement-changing.ts';
import { addItems, createEntitlement } from '../entitlements/entitlement-operations.ts';
import { changeLineItem } from '../entitlements/item-changing-operations.ts';
import { newIdentifier } from '../platform/new-identifier.ts';
import { changeSettings } from '../settings/setting-operations.ts';
import type { JsonObject } from '../shared/vocabulary.ts';
import { changeCustomAttribute, listCustomAttributes } from './custom-attribute-operations.ts';
import { changeProduct, createProduct } from './product-operations.ts';

describe.each(postgresVersions())('a value of a custom attribute on PostgreSQL %s', (version) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ version });
  });
  afterAll(() => world.close());

  test('of an account is checked when it is made and changed; every reason is told', async () => {
    const count = await given.customAttribute(world, 'account', { type: 'number', label: 'Seats' });
    const colour = await given.customAttribute(world, 'account', { validValues: ['red'], maxLength: 3 });
    const attributes = { [count.name]: 'many', [colour.name]: 'green', free: ['kept'] };
    const wrong = [
      `attribute_wrong_type /attributes/${count.name}`,
      `attribute_too_long /attributes/${colour.name}`,
      `attribute_not_of_valid_values /attributes/${colour.name}`,
    ];
    expect(await reasonsOf(given.account(world, { attributes }))).toEqual(wrong);
    const { accountId, attributes: kept } = await given.account(world, {
      attributes: { [count.name]: 3, [colour.name]: 'red', free: 1 },
    });
    expect(kept).toEqual({ [count.name]: 3, [colour.name]: 'red', free: 1 });
    // What is stored is not touched when its definition changes, and is not asked about again.
    await changeCustomAttribute(world.app, given.operator, colour, { validValues: ['tan'] });
    await changeOfAccount(world, accountId, { name: 'Other' });
    await changeOfAccount(world, accountId, { attributes: { ...kept, [count.name]: 4 } });
    const other = { ...kept, [colour.name]: 'pink' };
    expect(await reasonsOf(changeOfAccount(world, accountId, { attributes: other }))).toHaveLength(2);
  });

  test('that is required is asked of who makes an account, and of who changes its attributes', async () => {
    const { accountId } = await given.account(world, { attributes: { note: 'x' } });
    const needed = await given.customAttribute(world, 'account', { required: true });
    const missing = [`attribute_required /attributes/${needed.name}`];
    expect(await reasonsOf(createAccount(world.app, given.operator, { name: 'New' }))).toEqual(missing);
    await changeOfAccount(world, accountId, { name: 'Renamed' });
    expect(await reasonsOf(changeOfAccount(world, accountId, { attributes: {} }))).toEqual(missing);
    await changeOfAccount(world, accountId, { attributes: { [needed.name]: 'y' } });
    await given.retiredAttribute(world, needed);
    await given.account(world);
  });

  test('of a user is kept, changed, previewed and checked', async () => {
    const badge = await given.customAttribute(world, 'user', { type: 'number', required: true });
    const names = { firstName: 'Ada', lastName: 'Byron', email: 'ada@example.com', userName: newIdentifier() };
    const attempt = createUser(world.app, given.operator, { ...names, attributes: {} });
    expect(await reasonsOf(attempt)).toEqual([`attribute_required /attributes/${badge.name}`]);
    const { userId } = await given.user(world, { attributes: { [badge.name]: 7 } });
    const change = (attributes: JsonObject, preview = false) =>
      changeUser(world.app, given.operator, userId, { changes: { attributes }, expectedVersion: 1, preview });
    expect(await reasonsOf(change({ [badge.name]: '8' }))).toEqual([`attribute_wrong_type /attributes/${badge.name}`]);
    expect(await change({ [badge.name]: 8 }, true)).toMatchObject({ after: { attributes: { [badge.name]: 8 } } });
    await change({ [badge.name]: 8 });
    expect(await getUser(world.app, given.operator, userId)).toMatchObject({ attributes: { [badge.name]: 8 } });
    await given.retiredAttribute(world, badge);
  });

  test('of a product is checked', async () => {
    const since = await given.customAttribute(world, 'product', { type: 'date', required: true });
    const product = { name: newIdentifier(), version: '1' };
    expect(await reasonsOf(createProduct(world.app, given.operator, product))).toEqual([
      `attribute_required /attributes/${since.name}`,
    ]);
    const wrong = { ...product, attributes: { [since.name]: '2026-02-30' } };
    expect(await reasonsOf(createProduct(world.app, given.operator, wrong))).toEqual([
      `attribute_wrong_type /attributes/${since.name}`,
    ]);
    const right = { [since.name]: '2026-02-28' };
    const { productId } = await createProduct(world.app, given.operator, { ...product, attributes: right });
    await changeProduct(world.app, given.operator, productId, { description: 'Still the same' });
    await given.retiredAttribute(world, since);
  });

  test('of an entitlement and what it holds is checked where it stands', async () => {
    const sold = await givenSold(world);
    const channel = await given.customAttribute(world, 'entitlement', { validValues: ['web', 'shop'] });
    const batch = await given.customAttribute(world, 'lineItem', { type: 'multiValued', required: true });
    const level = await given.customAttribute(world, 'maintenanceLineItem', { type: 'boolean' });
    const [lineItem, maintenance] = [sold.lineItem(), sold.maintenance()];
    const entitlement = {
      attributes: { [channel.name]: 'phone' },
      lineItems: [{ ...lineItem, attributes: { [batch.name]: ['a', 'a'] } }, sold.lineItem()],
      maintenanceLineItems: [{ ...maintenance, attributes: { [level.name]: 'gold' } }],
    };
    expect(await reasonsOf(createEntitlement(world.app, given.operator, entitlement))).toEqual([
      `attribute_not_of_valid_values /attributes/${channel.name}`,
      `attribute_wrong_type /lineItems/0/attributes/${batch.name}`,
      `attribute_wrong_type /maintenanceLineItems/0/attributes/${level.name}`,
      `attribute_required /lineItems/1/attributes/${batch.name}`,
    ]);
    const right = { ...lineItem, attributes: { [batch.name]: ['a'] } };
    const { entitlementId } = await createEntitlement(world.app, given.operator, { lineItems: [right] });
    const more = addItems(world.app, given.operator, entitlementId, { lineItems: [sold.lineItem()] });
    expect(await reasonsOf(more)).toEqual([`attribute_required /lineItems/0/attributes/${batch.name}`]);
    await given.retiredAttribute(world, batch);
  });

  test('of what was sold is checked when it is changed', async () => {
    const sold = await givenSold(world);
    const batch = await given.customAttribute(world, 'lineItem', { type: 'number', required: true });
    const channel = await given.customAttribute(world, 'entitlement', { type: 'boolean' });
    const lineItem = { ...sold.lineItem(), activationId: newIdentifier(), attributes: { [batch.name]: 1 } };
    const { entitlementId } = await createEntitlement(world.app, given.operator, { lineItems: [lineItem] });
    const change = (attributes: JsonObject) =>
      changeLineItem(world.app, given.operator, lineItem.activationId, { changes: { attributes } });
    expect(await reasonsOf(change({ [batch.name]: 'x' }))).toEqual([`attribute_wrong_type /attributes/${batch.name}`]);
    expect(await reasonsOf(change({}))).toEqual([`attribute_required /attributes/${batch.name}`]);
    expect(await change({ [batch.name]: 2 })).toMatchObject({ attributes: { [batch.name]: 2 } });
    const header = { changes: { attributes: { [channel.name]: 'web' } } };
    expect(await reasonsOf(changeEntitlement(world.app, given.operator, entitlementId, header))).toEqual([
      `attribute_wrong_type /attributes/${channel.name}`,
    ]);
    await given.retiredAttribute(world, batch);
  });

  test('has a name that is defined, where the setting asks for that', async () => {
    const { accountId } = await given.account(world, { attributes: { old: 'x' } });
    await changeSettings(world.app, given.operator, { onlyDefinedAttributes: true });
    expect(await listCustomAttributes(world.app, given.actor([]), { limit: 1 })).toMatchObject({ onlyDefined: true });
    const attempt = changeOfAccount(world, accountId, { attributes: { old: 'x', new: 'y' } });
    expect(await reasonsOf(attempt)).toEqual(['attribute_unknown /attributes/new']);
    await changeOfAccount(world, accountId, { attributes: {} });
    await changeSettings(world.app, given.operator, { onlyDefinedAttributes: false });
  });
});

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
