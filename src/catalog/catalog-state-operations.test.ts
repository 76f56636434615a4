import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as given from '../../test/given.ts';
import { problemOf, reasonsOf } from '../../test/problem.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { entitlementRecorder } from '../entitlements/entitlement-recorder.ts';
import { inTransaction } from '../platform/database.ts';
import { selectHistory } from '../platform/history.ts';
import { recordNew } from '../platform/recording.ts';
import { daySchema } from '../shared/schemas.ts';
import { changeFeatureState, getFeature } from './feature-operations.ts';
import { changeLicenseModelState, getLicenseModel } from './license-model-operations.ts';
import { changeProductState, getProduct } from './product-operations.ts';
import { createProductRelationship } from './product-relationship-operations.ts';

const day = daySchema.parse('2026-01-01');

describe.each(postgresVersions())('states of the catalog on PostgreSQL %s', (version) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ version });
  });
  afterAll(() => world.close());

  const history = async (entity: string) =>
    (await selectHistory(world.app.database, { entity, after: 0, limit: 1000 })).filter(
      (record) => record.event === 'stateChanged',
    );

  test('deploying a product deploys its draft features with it, never its license models; the history tells why', async () => {
    const deployed = await given.deployedFeature(world);
    const { featureId } = await given.feature(world);
    const { licenseModelId } = await given.licenseModel(world);
    const { productId } = await given.product(world, {
      features: [{ featureId: deployed }, { featureId }],
      licenseModels: [licenseModelId],
    });
    const request = { state: 'deployed', reason: 'release day' } as const;
    const preview = await changeProductState(world.app, given.operator, productId, { ...request, preview: true });
    expect(preview).toEqual({
      changes: [
        { entity: 'product', key: productId, from: 'draft', to: 'deployed' },
        { entity: 'feature', key: featureId, from: 'draft', to: 'deployed' },
      ],
    });
    expect(await getProduct(world.app, given.operator, productId)).toMatchObject({ state: 'draft', recordVersion: 1 });
    const answer = await changeProductState(world.app, given.operator, productId, request);
    expect(answer).toMatchObject({ productId, state: 'deployed', recordVersion: 2 });
    expect(await getProduct(world.app, given.operator, productId)).toEqual(answer);
    expect(await getFeature(world.app, given.operator, featureId)).toMatchObject({
      state: 'deployed',
      recordVersion: 2,
    });
    expect(await getLicenseModel(world.app, given.operator, licenseModelId)).toMatchObject({
      state: 'draft',
      version: 1,
    });
    const told = { actor: 'operator', before: { state: 'draft' }, after: { state: 'deployed' }, reason: 'release day' };
    expect((await history('product')).filter((record) => record.entityKey === productId)).toMatchObject([told]);
    expect((await history('feature')).filter((record) => record.entityKey === featureId)).toMatchObject([told]);
  });

  test('what something refers to does not go back to draft, and the refusal names it', async () => {
    const featureId = await given.deployedFeature(world);
    const licenseModelId = await given.deployedLicenseModel(world);
    const productId = await given.deployedProduct(world, {
      features: [{ featureId }],
      licenseModels: [licenseModelId],
    });
    await createProductRelationship(world.app, given.operator, {
      fromProductId: productId,
      toProductId: productId,
      type: 'demo',
    });
    const back = { state: 'draft' } as const;
    const holder = { reasons: [{ code: 'in_use', pointer: '/state', message: `It is used by product ${productId}.` }] };
    expect(await problemOf(changeFeatureState(world.app, given.operator, featureId, back))).toMatchObject(holder);
    expect(await problemOf(changeLicenseModelState(world.app, given.operator, licenseModelId, back))).toMatchObject(
      holder,
    );
    expect(
      await reasonsOf(changeProductState(world.app, given.operator, productId, { ...back, preview: true })),
    ).toEqual(['in_use /state']);
    expect(await changeProductState(world.app, given.operator, productId, { state: 'inactive' })).toMatchObject({
      state: 'inactive',
    });
  });

  test('what was sold does not go back to draft either', async () => {
    const licenseModelId = await given.deployedLicenseModel(world);
    const productId = await given.deployedProduct(world, { licenseModels: [licenseModelId] });
    const care = await given.deployedProduct(world, { kind: 'maintenance' });
    await inTransaction(world.app.database, (transaction) =>
      recordNew(transaction, given.operator, entitlementRecorder, {
        entitlementId: 'E-1',
        lineItems: [
          {
            activationId: 'A-1',
            products: [{ productId }],
            licenseModels: [licenseModelId],
            quantity: 1,
            permanent: true,
            startDate: day,
          },
        ],
        maintenanceLineItems: [
          { activationId: 'M-1', productId: care, covers: ['A-1'], startDate: day, permanent: true },
        ],
      }),
    );
    const back = { state: 'draft' } as const;
    const message = async (change: Promise<unknown>) => (await problemOf(change)).message;
    expect(await message(changeProductState(world.app, given.operator, productId, back))).toBe(
      'It is used by line item A-1.',
    );
    expect(await message(changeProductState(world.app, given.operator, care, back))).toBe(
      'It is used by maintenance line item M-1.',
    );
    expect(await message(changeLicenseModelState(world.app, given.operator, licenseModelId, back))).toBe(
      `It is used by product ${productId}, line item A-1.`,
    );
  });

  test('what nothing refers to goes back to draft', async () => {
    const back = { state: 'draft' } as const;
    expect(await changeFeatureState(world.app, given.operator, await given.deployedFeature(world), back)).toMatchObject(
      back,
    );
    expect(
      await changeLicenseModelState(world.app, given.operator, await given.deployedLicenseModel(world), back),
    ).toMatchObject(back);
    expect(await changeProductState(world.app, given.operator, await given.deployedProduct(world), back)).toMatchObject(
      back,
    );
  });

  test('obsolete is final', async () => {
    const productId = await given.deployedProduct(world);
    await changeProductState(world.app, given.operator, productId, { state: 'obsolete' });
    for (const state of ['draft', 'deployed', 'inactive'] as const)
      expect(await reasonsOf(changeProductState(world.app, given.operator, productId, { state }))).toEqual([
        'state_not_reachable /state',
      ]);
  });

  test('a change that was decided on an older version is refused', async () => {
    const { featureId } = await given.feature(world);
    const change = (expectedVersion: number) =>
      changeFeatureState(world.app, given.operator, featureId, { state: 'deployed', expectedVersion });
    expect(await problemOf(change(2))).toMatchObject({ code: 'stale_version', status: 412 });
    expect(await change(1)).toMatchObject({ recordVersion: 2 });
  });

  test('of ten who deploy the same product at once one does it, the others hear that it is so already', async () => {
    const { featureId } = await given.feature(world);
    const { productId } = await given.product(world, { features: [{ featureId }] });
    const change = () => changeProductState(world.app, given.operator, productId, { state: 'deployed' });
    const all = await Promise.allSettled(Array.from({ length: 10 }, change));
    const refused = all.flatMap((one): unknown[] => (one.status === 'rejected' ? [one.reason] : []));
    expect(refused).toHaveLength(9);
    for (const problem of refused)
      expect(problem).toMatchObject({ code: 'refused', reasons: [{ code: 'same_state' }] });
    expect(await getFeature(world.app, given.operator, featureId)).toMatchObject({ recordVersion: 2 });
  });

  test('needs its permission for every account, and something that is there', async () => {
    const request = { state: 'deployed' } as const;
    expect(await problemOf(changeProductState(world.app, given.actor(['viewProducts']), 'x', request))).toMatchObject({
      code: 'forbidden',
    });
    expect(
      await problemOf(changeProductState(world.app, given.actor(['changeProductState'], [1]), 'x', request)),
    ).toMatchObject({ code: 'forbidden' });
    expect(await problemOf(changeProductState(world.app, given.operator, 'x', request))).toMatchObject({
      code: 'not_found',
    });
  });
});
