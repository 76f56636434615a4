import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as given from '../../test/given.ts';
import { reasonsOf } from '../../test/problem.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { createPartNumber } from '../catalog/part-number-operations.ts';
import { createEntitlement } from './entitlement-operations.ts';
import type { NewEntitlement } from './entitlement-schemas.ts';
import { changeLineItem } from './item-changing-operations.ts';
import { changeEntitlementState, changeLineItemState } from './state-operations.ts';

type NewItem = NonNullable<NewEntitlement['lineItems']>[number];

describe.each(postgresVersions())('what a line item is sold under, on PostgreSQL %s', (version) => {
  let world: World;
  let licenseModelId: string;
  let productId: string;
  beforeAll(async () => {
    world = await openWorld({ version });
    licenseModelId = await given.deployedLicenseModel(world, {
      attributes: [
        { name: 'edition', type: 'text', when: 'entitlement', required: true, validValues: ['gold', 'silver'] },
        { name: 'seats', type: 'number', when: 'entitlement' },
        { name: 'a/b', type: 'date', when: 'entitlement' },
        { name: 'ISSUER', type: 'text', when: 'model', value: 'Acme' },
        { name: 'host', type: 'text', when: 'activation' },
      ],
    });
    productId = await given.deployedProduct(world, { licenseModels: [licenseModelId] });
  });
  afterAll(() => world.close());

  const sell = (item: Partial<NewItem>, more: Partial<NewEntitlement> = {}) =>
    createEntitlement(world.app, given.operator, {
      lineItems: [{ products: [{ productId }], quantity: 1, permanent: true, ...item }],
      ...more,
    });

  test('the values that its models ask for are kept', async () => {
    const licenseModelAttributes = { edition: 'gold', seats: 3, 'a/b': '2026-05-01' };
    const { lineItems } = await sell({ licenseModelAttributes }, { deploy: true });
    expect(lineItems[0]).toMatchObject({ licenseModelAttributes, state: 'deployed', partNumber: null });
  });

  test('a value of another type, one that is not valid and one that nobody asks for are refused, all at once', async () => {
    const wrong = { edition: 'brass', seats: '3', 'a/b': 'May', ISSUER: 'me', host: 'x', colour: 'red' };
    expect(await reasonsOf(sell({ licenseModelAttributes: wrong }))).toEqual([
      'value_not_valid /lineItems/0/licenseModelAttributes/edition',
      'wrong_type /lineItems/0/licenseModelAttributes/seats',
      'wrong_type /lineItems/0/licenseModelAttributes/a~1b',
      'unknown_attribute /lineItems/0/licenseModelAttributes/ISSUER',
      'unknown_attribute /lineItems/0/licenseModelAttributes/host',
      'unknown_attribute /lineItems/0/licenseModelAttributes/colour',
    ]);
  });

  test('a required value is asked for when it is deployed: at once, with its entitlement, or alone', async () => {
    const missing = 'licenseModelAttributes/edition';
    expect(await reasonsOf(sell({}, { deploy: true }))).toEqual([`value_required /lineItems/0/${missing}`]);
    const { entitlementId, lineItems } = await sell({ licenseModelAttributes: { edition: null } });
    const deployed = { state: 'deployed' } as const;
    expect(await reasonsOf(changeEntitlementState(world.app, given.operator, entitlementId, deployed))).toEqual([
      `value_required /lineItems/0/${missing}`,
    ]);
    const activationId = lineItems[0]?.activationId ?? '';
    expect(await reasonsOf(changeLineItemState(world.app, given.operator, activationId, deployed))).toContain(
      `value_required /${missing}`,
    );
  });

  test('the policies that its models leave open are asked for when it is deployed, and no others', async () => {
    const model = await given.deployedLicenseModel(world, {
      policies: { repairs: { allowedCount: 1 }, atEntitlement: ['returns', 'cancelLicense'] },
    });
    const products = [{ productId: await given.deployedProduct(world, { licenseModels: [model] }) }];
    expect(await reasonsOf(sell({ products, policies: { repairs: { unlimited: true } } }, { deploy: true }))).toEqual([
      'policy_not_open /lineItems/0/policies/repairs',
      'policy_required /lineItems/0/policies/returns',
      'policy_required /lineItems/0/policies/cancelLicense',
    ]);
    const { entitlementId, lineItems } = await sell({ products, policies: { returns: { allowedCount: 2 } } });
    const returns = { allowedCount: 2, term: null };
    const others = { repairs: null, rehosts: null, extraActivations: null };
    expect(lineItems[0]?.policies).toEqual({ returns, ...others, cancelLicense: null });
    const deploy = () => changeEntitlementState(world.app, given.operator, entitlementId, { state: 'deployed' });
    expect(await reasonsOf(deploy())).toEqual(['policy_required /lineItems/0/policies/cancelLicense']);
    const policies = { returns: { unlimited: true as const }, cancelLicense: false };
    await changeLineItem(world.app, given.operator, lineItems[0]?.activationId ?? '', { changes: { policies } });
    expect(await deploy()).toMatchObject({ lineItems: [{ policies: { ...others, ...policies }, state: 'deployed' }] });
  });

  test('a part number brings product and model', async () => {
    const other = await given.deployedLicenseModel(world);
    const product = await given.deployedProduct(world, { licenseModels: [other, licenseModelId] });
    await createPartNumber(world.app, given.operator, {
      partNumber: 'PN-1',
      productId: product,
      licenseModelId: other,
    });
    const sold = await createEntitlement(world.app, given.operator, {
      lineItems: [{ partNumber: 'PN-1', quantity: 2, permanent: true }],
      deploy: true,
    });
    expect(sold.lineItems[0]).toMatchObject({
      partNumber: 'PN-1',
      products: [{ productId: product, quantityPerCopy: 1 }],
      licenseModels: [other],
      state: 'deployed',
    });
    expect(await reasonsOf(sell({ partNumber: 'PN-1', licenseModels: [licenseModelId] }))).toEqual([
      'part_number_of_other_product /lineItems/0/partNumber',
      'part_number_of_other_model /lineItems/0/partNumber',
    ]);
  });

  test('a part number that stands for nothing yet, or does not exist, leaves the product to be named', async () => {
    await createPartNumber(world.app, given.operator, { partNumber: 'PN-2' });
    const bare = (partNumber?: string) =>
      createEntitlement(world.app, given.operator, {
        lineItems: [{ ...(partNumber === undefined ? {} : { partNumber }), quantity: 1, permanent: true }],
      });
    const required = 'products_required /lineItems/0/products';
    expect(await reasonsOf(bare('PN-2'))).toEqual([required]);
    expect(await reasonsOf(bare())).toEqual([required]);
    expect(await reasonsOf(bare('PN-3'))).toEqual(['unknown_reference /lineItems/0/partNumber']);
    expect((await sell({ partNumber: 'PN-2' })).lineItems[0]).toMatchObject({
      partNumber: 'PN-2',
      products: [{ productId }],
    });
  });
});
