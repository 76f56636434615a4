import { createAccount } from '../src/accounts/account-operations.ts';
import type { NewAccount, NewUser, RoleRecord } from '../src/accounts/account-schemas.ts';
import { getRole } from '../src/accounts/role-operations.ts';
import { roleRecorder } from '../src/accounts/role-recorder.ts';
import { systemActor, type Actor, type Permission } from '../src/accounts/rules/permissions.ts';
import { createUser } from '../src/accounts/user-operations.ts';
import type { NewFeature, NewFeatureBundle, NewProduct, NewProductLine } from '../src/catalog/catalog-schemas.ts';
import type { NewLicenseModel } from '../src/catalog/license-model-schemas.ts';
import {
  changeCustomAttribute,
  createCustomAttribute,
  type CustomAttributeKey,
} from '../src/catalog/custom-attribute-operations.ts';
import { createFeatureBundle } from '../src/catalog/feature-bundle-operations.ts';
import { changeFeatureState, createFeature } from '../src/catalog/feature-operations.ts';
import { changeLicenseModelState, createLicenseModel } from '../src/catalog/license-model-operations.ts';
import { createProductLine } from '../src/catalog/product-line-operations.ts';
import { changeProductState, createProduct } from '../src/catalog/product-operations.ts';
import type { CustomAttributeRecord } from '../src/custom-attributes/custom-attribute-schemas.ts';
import { newIdentifier } from '../src/platform/new-identifier.ts';
import type { CustomAttributeEntity } from '../src/shared/vocabulary.ts';
import { inRecordingTransaction, recordNew } from '../src/platform/recording.ts';
import type { World } from './world.ts';

/** What tests begin with, made through operations as anybody would. Each names its entity by a new key unless told. */

export const operator = systemActor('operator');

/** Somebody with some permissions, for every account or for those rows. */
export function actor(permissions: readonly Permission[], accountIds?: readonly number[]): Actor {
  return {
    name: 'somebody',
    audience: 'producer',
    permissions: new Set(permissions),
    scope: accountIds ? { all: false, accountIds } : { all: true },
    productLines: { all: true },
  };
}

export async function account(world: World, input: Partial<NewAccount> = {}) {
  const accountId = input.accountId ?? newIdentifier();
  return createAccount(world.app, operator, { name: accountId, ...input, accountId });
}

export async function user(world: World, input: Partial<NewUser> = {}) {
  const userId = input.userId ?? newIdentifier();
  const names = { userName: userId, firstName: 'Ada', lastName: 'Byron', email: `${userId}@example.com` };
  return createUser(world.app, operator, { ...names, ...input, userId });
}

/** Tests ask for one permission alone; whoever makes a role by hand is told what each permission needs besides. */
export async function role(world: Pick<World, 'app'>, input: Partial<RoleRecord> = {}) {
  const record: RoleRecord = { name: newIdentifier(), kind: 'producer', permissions: [], ...input };
  await inRecordingTransaction(world.app.database, (transaction) =>
    recordNew(transaction, operator, roleRecorder, record),
  );
  return getRole(world.app, operator, record.name);
}

export async function feature(world: World, input: Partial<NewFeature> = {}) {
  const featureId = input.featureId ?? newIdentifier();
  return createFeature(world.app, operator, { name: featureId, version: '1.0', ...input, featureId });
}

export async function deployedFeature(world: World, input: Partial<NewFeature> = {}) {
  const { featureId } = await feature(world, input);
  await changeFeatureState(world.app, operator, featureId, { state: 'deployed' });
  return featureId;
}

export async function licenseModel(world: World, input: Partial<NewLicenseModel> = {}) {
  const licenseModelId = input.licenseModelId ?? newIdentifier();
  const kind = { technology: 'embedded', counting: 'counted', lock: 'nodeLocked' } as const;
  return createLicenseModel(world.app, operator, { name: licenseModelId, ...kind, ...input, licenseModelId });
}

export async function deployedLicenseModel(world: World, input: Partial<NewLicenseModel> = {}) {
  const { licenseModelId } = await licenseModel(world, input);
  await changeLicenseModelState(world.app, operator, licenseModelId, { state: 'deployed' });
  return licenseModelId;
}

export async function product(world: World, input: Partial<NewProduct> = {}) {
  const productId = input.productId ?? newIdentifier();
  return createProduct(world.app, operator, { name: productId, version: '1.0', ...input, productId });
}

export async function deployedProduct(world: World, input: Partial<NewProduct> = {}) {
  const { productId } = await product(world, input);
  await changeProductState(world.app, operator, productId, { state: 'deployed' });
  return productId;
}

export async function featureBundle(world: World, input: Partial<NewFeatureBundle> = {}) {
  const featureBundleId = input.featureBundleId ?? newIdentifier();
  return createFeatureBundle(world.app, operator, { name: featureBundleId, ...input, featureBundleId });
}

export async function productLine(world: World, input: Partial<NewProductLine> = {}) {
  const productLineId = input.productLineId ?? newIdentifier();
  return createProductLine(world.app, operator, { name: productLineId, ...input, productLineId });
}

export async function customAttribute(
  world: World,
  entity: CustomAttributeEntity,
  input: Partial<CustomAttributeRecord> = {},
) {
  const name = input.name ?? `a${newIdentifier()}`;
  return createCustomAttribute(world.app, operator, { type: 'text', ...input, entity, name });
}

/** Attributes that other tests are not asked for any more. */
export async function retiredAttribute(world: World, ...attributes: readonly CustomAttributeKey[]): Promise<void> {
  for (const one of attributes) await changeCustomAttribute(world.app, operator, one, { status: 'inactive' });
}
