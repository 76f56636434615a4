import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { givenRecords } from '../../test/given-records.ts';
import * as given from '../../test/given.ts';
import { problemOf, reasonsOf } from '../../test/problem.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { createEntitlement } from '../entitlements/entitlement-operations.ts';
import { jobs } from '../schedule.ts';
import { changeLicenseModelState } from './license-model-operations.ts';
import {
  changePartNumber,
  createPartNumber,
  deletePartNumber,
  getPartNumber,
  listPartNumbers,
  partNumberHistory,
} from './part-number-operations.ts';
import type { PartNumberChanges } from './part-number-schemas.ts';
import { changeProduct, changeProductState } from './product-operations.ts';

const all = { limit: 50 };

describe.each(postgresVersions())('part numbers on PostgreSQL %s', (version) => {
  let world: World;
  let productId: string;
  let licenseModelId: string;
  beforeAll(async () => {
    world = await openWorld({ version });
    licenseModelId = await given.deployedLicenseModel(world);
    productId = await given.deployedProduct(world, { licenseModels: [licenseModelId] });
  });
  afterAll(() => world.close());

  const create = (partNumber: string, more: object = {}) =>
    createPartNumber(world.app, given.operator, { partNumber, ...more });
  const change = (partNumber: string, changes: PartNumberChanges, more: object = {}) =>
    changePartNumber(world.app, given.operator, partNumber, { changes, ...more });
  const sell = (partNumber: string) =>
    createEntitlement(world.app, given.operator, { lineItems: [{ partNumber, quantity: 1, permanent: true }] });

  test('one is read as it was made: not mapped, to a product, to a product and one of its models', async () => {
    expect(await create('P-0')).toMatchObject({ description: null, productId: null, licenseModelId: null, version: 1 });
    expect(await create('P-1', { productId, description: 'Office' })).toMatchObject({
      productId,
      licenseModelId: null,
    });
    const made = await create('P-2', { productId, licenseModelId });
    expect(made).toMatchObject({ partNumber: 'P-2', productId, licenseModelId });
    expect(await getPartNumber(world.app, given.operator, 'P-2')).toEqual(made);
    expect(await problemOf(create('P-2'))).toMatchObject({ code: 'duplicate_key' });
    expect(await problemOf(getPartNumber(world.app, given.operator, 'P-3'))).toMatchObject({ code: 'not_found' });
  });

  test('one is refused with every reason', async () => {
    const other = await given.deployedLicenseModel(world);
    expect(await reasonsOf(create('X', { productId: 'no', licenseModelId: 'none' }))).toEqual([
      'unknown_reference /productId',
      'unknown_reference /licenseModelId',
    ]);
    expect(await reasonsOf(create('X', { licenseModelId }))).toEqual(['product_required /productId']);
    expect(await reasonsOf(create('X', { productId, licenseModelId: other }))).toEqual([
      'license_model_not_of_product /licenseModelId',
    ]);
  });

  test('nothing is mapped to what is withdrawn, and what was mapped before stays so', async () => {
    const model = await given.deployedLicenseModel(world);
    const withdrawn = await given.deployedProduct(world, { licenseModels: [model] });
    await create('W-0', { productId: withdrawn, licenseModelId: model });
    await changeProductState(world.app, given.operator, withdrawn, { state: 'inactive' });
    await changeLicenseModelState(world.app, given.operator, model, { state: 'obsolete' });
    expect(await reasonsOf(create('W-1', { productId: withdrawn, licenseModelId: model }))).toEqual([
      'withdrawn /productId',
      'withdrawn /licenseModelId',
    ]);
    expect(await change('W-0', { description: 'old' })).toMatchObject({ description: 'old', productId: withdrawn });
  });

  test('lists find by any part, by product, and what is not mapped', async () => {
    const own = await given.deployedProduct(world);
    for (const [key, more] of [
      ['L-b', { productId: own }],
      ['L-a', { description: 'a needle in it' }],
      ['L-c', { productId: own, description: 'NEEDLE' }],
    ] as const)
      await create(key, more);
    const found = async (filter: object) =>
      (await listPartNumbers(world.app, given.operator, { ...all, ...filter })).items.map((part) => part.partNumber);
    expect(await found({ q: 'L-' })).toEqual(['L-b', 'L-a', 'L-c']);
    expect(await found({ q: 'L-', sort: '-partNumber' })).toEqual(['L-c', 'L-b', 'L-a']);
    expect(await found({ q: 'needle', sort: 'partNumber' })).toEqual(['L-a', 'L-c']);
    expect(await found({ productId: own })).toEqual(['L-b', 'L-c']);
    expect(await found({ q: 'L-', unmappedWithProduct: true })).toEqual(['L-a']);
    expect(await found({ q: 'L-', unmappedWithProduct: false })).toEqual(['L-b', 'L-c']);
    const first = await listPartNumbers(world.app, given.operator, { limit: 2, q: 'L-', sort: 'partNumber' });
    expect(await found({ limit: 2, q: 'L-', sort: 'partNumber', cursor: first.nextCursor ?? '' })).toEqual(['L-c']);
  });

  test('one is mapped later, with a history; what was sold under it must fit', async () => {
    await create('M-1');
    expect(await change('M-1', { productId, licenseModelId }, { preview: true })).toMatchObject({
      after: { productId },
    });
    expect(await change('M-1', { productId, licenseModelId }, { expectedVersion: 1 })).toMatchObject({ version: 2 });
    expect(await problemOf(change('M-1', { productId: null }, { expectedVersion: 1 }))).toMatchObject({
      code: 'stale_version',
    });
    const { lineItems } = await sell('M-1');
    const other = await given.deployedProduct(world);
    expect(await problemOf(change('M-1', { productId: other, licenseModelId: null }))).toMatchObject({
      reasons: [{ code: 'sold_otherwise', pointer: '/productId' }],
    });
    expect(await change('M-1', { licenseModelId: null })).toMatchObject({ productId, licenseModelId: null });
    expect(await change('M-1', { productId: null })).toMatchObject({ productId: null });
    expect(await change('M-1', { productId })).toMatchObject({ productId });
    expect(lineItems[0]).toMatchObject({ partNumber: 'M-1', licenseModels: [licenseModelId] });
    const { items } = await partNumberHistory(world.app, given.operator, 'M-1', all);
    expect(items.map(({ event }) => event)).toEqual(['created', 'changed', 'changed', 'changed', 'changed']);
  });

  test('one under which nothing was sold can be deleted', async () => {
    await create('D-1', { productId });
    await create('D-2', { productId });
    const { lineItems } = await sell('D-2');
    const remove = (key: string) => deletePartNumber(world.app, given.operator, key, {});
    expect(await remove('D-1')).toEqual({ deleted: { entity: 'partNumber', key: 'D-1' } });
    expect(await problemOf(remove('D-1'))).toMatchObject({ code: 'not_found' });
    expect(await problemOf(remove('D-2'))).toMatchObject({
      reasons: [{ code: 'in_use', message: `It is used by line item ${lineItems[0]?.activationId}.` }],
    });
  });

  test('a product and a model for which a part number stands are in use', async () => {
    const model = await given.deployedLicenseModel(world);
    const product = await given.deployedProduct(world, { licenseModels: [model] });
    await create('U-1', { productId: product, licenseModelId: model });
    expect(await problemOf(changeProductState(world.app, given.operator, product, { state: 'draft' }))).toMatchObject({
      reasons: [{ code: 'in_use', message: 'It is used by part number U-1.' }],
    });
    expect(
      await problemOf(changeLicenseModelState(world.app, given.operator, model, { state: 'draft' })),
    ).toMatchObject({ reasons: [{ message: `It is used by product ${product}, part number U-1.` }] });
    const unlink = () => changeProduct(world.app, given.operator, product, { licenseModels: [] });
    expect(await problemOf(unlink())).toMatchObject({ reasons: [{ code: 'in_use', pointer: '/licenseModels' }] });
    await change('U-1', { licenseModelId: null });
    expect(await unlink()).toMatchObject({ licenseModels: [] });
  });

  test('files bring them, and line items that name nothing else', async () => {
    const app = { ...world.app, jobs, nudgeWorkers: () => undefined };
    const line = { activationId: 'F-A', partNumber: 'F-1', quantity: 1, permanent: true, startDate: '2026-01-01' };
    await givenRecords(app, [
      { entity: 'partNumber', partNumber: 'F-1', productId, licenseModelId },
      { entity: 'entitlement', entitlementId: 'F-E', state: 'deployed', lineItems: [{ ...line, state: 'deployed' }] },
      { entity: 'entitlement', entitlementId: 'F-E', lineItems: [{ ...line, quantity: 2 }] },
    ]);
    await expect(
      givenRecords(app, [
        {
          entity: 'entitlement',
          entitlementId: 'F-F',
          lineItems: [{ ...line, activationId: 'F-B', partNumber: 'no' }],
        },
      ]),
    ).rejects.toThrow(/unknown_reference/);
  });

  test('what is made and changed needs its permission', async () => {
    const reader = given.actor(['viewProducts']);
    const refused = [
      () => createPartNumber(world.app, reader, { partNumber: 'N' }),
      () => changePartNumber(world.app, reader, 'P-0', { changes: {} }),
      () => deletePartNumber(world.app, reader, 'P-0', {}),
      () => getPartNumber(world.app, given.actor([]), 'P-0'),
    ];
    for (const one of refused) expect(await problemOf(one())).toMatchObject({ code: 'forbidden' });
  });
});
