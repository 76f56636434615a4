import { sql } from 'kysely';
import { learnDefinedAttributes } from '../custom-attributes/defined-attributes.ts';
import {
  reasonsAgainstAttributes,
  reasonsAgainstMissingAttributes,
  type DefinedAttributes,
  type GivenAttributes,
} from '../custom-attributes/rules/attribute-values.ts';
import { allocateIds, insertRows, updateRows, type Transaction } from '../platform/database.ts';
import { changedNames, type Recorder } from '../platform/recording.ts';
import { rowAt, rowOf } from '../platform/row-of.ts';
import { firstGiven } from '../shared/objects.ts';
import { featureBundleRows, featureRows, licenseModelRows, productLineRows, productRows } from './catalog-lookups.ts';
import type { ProductRecord } from './catalog-schemas.ts';
import { selectModelMappings } from './part-number-store.ts';
import { deleteProductParts, insertProductParts, type PartRows } from './product-part-store.ts';
import { lockProducts } from './product-store.ts';
import { reasonsAgainstEditing } from './rules/catalog-editing.ts';
import { nameKey, type TakenNames } from './rules/catalog-names.ts';
import { reasonsAgainstUnlinkingModels, type ModelMapping } from './rules/mapped-models.ts';
import {
  reasonsAgainstProduct,
  reasonsAgainstWithdrawnParts,
  type Product,
  type ProductFacts,
} from './rules/product.ts';

interface Facts extends ProductFacts, PartRows {
  readonly productLineIdOf: ReadonlyMap<string, number>;
  readonly definedAttributes: DefinedAttributes;
  readonly modelMappings: readonly ModelMapping[];
}

/** Records products, suites and maintenance products (reference 1.6). */
export const productRecorder: Recorder<ProductRecord, Product, Facts> = {
  entity: 'product',
  keyOf: (product) => product.productId,
  find: lockProducts,
  learn: learnAboutProducts,
  complete: completeProduct,
  inStoredOrder: (product) => ({ ...product, licenseModels: [...new Set(product.licenseModels)] }),
  reasonsAgainst: (product, facts, stored) => [
    ...reasonsAgainstProduct(product, facts, stored?.entity),
    ...reasonsAgainstAttributes(attributesOf(product, stored?.entity), facts.definedAttributes),
    ...reasonsAgainstUnlinkingModels(product, stored?.entity.licenseModels ?? [], facts.modelMappings),
  ],
  insert: async (transaction, source, products, facts) => {
    const ids = await allocateIds(transaction, 'product', products.length);
    const kept = products.map((product, index) => ({ product, id: rowAt(ids, index) }));
    const common = { createdBy: source.name, updatedBy: source.name };
    await insertRows(
      transaction,
      'product',
      kept.map(({ product, id }) => ({ id, ...productColumns(product, facts), ...common })),
    );
    await insertProductParts(transaction, kept, facts);
    return ids;
  },
  update: async (transaction, source, changes, facts) => {
    const kept = changes.map((change) => ({ product: change.after, id: change.id }));
    await updateRows(
      transaction,
      'product',
      'recordVersion',
      kept.map(({ product, id }) => ({ id, ...productColumns(product, facts), updatedBy: source.name })),
    );
    await deleteProductParts(
      transaction,
      kept.map((one) => one.id),
    );
    await insertProductParts(transaction, kept, facts);
  },
};

/** Records products by hand: also asks that nothing they name now is withdrawn, and what their state lets change. */
export const ownProductRecorder: typeof productRecorder = {
  ...productRecorder,
  reasonsAgainst: (product, facts, stored) => [
    ...(stored === undefined
      ? []
      : reasonsAgainstEditing('product', stored.entity.state, changedNames(stored.entity, product))),
    ...productRecorder.reasonsAgainst(product, facts, stored),
    ...reasonsAgainstMissingAttributes(attributesOf(product, stored?.entity), facts.definedAttributes),
    ...reasonsAgainstWithdrawnParts(product, facts, stored?.entity),
  ],
};

function attributesOf({ attributes }: Product, stored: Product | undefined): GivenAttributes {
  return { entity: 'product', attributes, before: stored?.attributes };
}

function completeProduct(input: ProductRecord, stored: Product | undefined): Product {
  const before: Partial<Product> = stored ?? {};
  const kind = firstGiven(input.kind, before.kind, 'licensed');
  const noFlag = kind === 'maintenance' ? true : null;
  return {
    productId: input.productId,
    name: input.name,
    version: input.version,
    kind,
    description: firstGiven(input.description, before.description, null),
    ...completeParts(input, before),
    productLine: firstGiven(input.productLine, before.productLine, null),
    startDate: firstGiven(input.startDate, before.startDate, null),
    endDate: firstGiven(input.endDate, before.endDate, null),
    upgradeEmailTemplate: firstGiven(input.upgradeEmailTemplate, before.upgradeEmailTemplate, null),
    allowUpgrades: firstGiven(input.allowUpgrades, before.allowUpgrades, null) ?? noFlag,
    allowUpsells: firstGiven(input.allowUpsells, before.allowUpsells, null) ?? noFlag,
    allowRenewals: firstGiven(input.allowRenewals, before.allowRenewals, null) ?? noFlag,
    downloads: firstGiven(input.downloads, before.downloads, []),
    attributes: firstGiven(input.attributes, before.attributes, {}),
    state: firstGiven(input.state, before.state, 'draft'),
  };
}

function completeParts(input: ProductRecord, before: Partial<Product>) {
  const features = input.features?.map(({ featureId, count }) => ({ featureId, count: count ?? 1 }));
  const bundles = input.featureBundles?.map(({ featureBundleId, count }) => ({ featureBundleId, count: count ?? 1 }));
  const products = input.products?.map(({ productId, count }) => ({ productId, count: count ?? 1 }));
  return {
    features: firstGiven(features, before.features, []),
    featureBundles: firstGiven(bundles, before.featureBundles, []),
    products: firstGiven(products, before.products, []),
    licenseModels: firstGiven(input.licenseModels, before.licenseModels, []),
  };
}

function productColumns(product: Product, { productLineIdOf }: Facts) {
  const { features: _features, featureBundles: _bundles, products: _products, ...rest } = product;
  const { licenseModels: _models, productLine, ...columns } = rest;
  return { ...columns, productLineId: productLine === null ? null : rowOf(productLineIdOf, productLine) };
}

async function learnAboutProducts(transaction: Transaction, products: readonly Product[]): Promise<Facts> {
  const named = namedBy(products);
  const held = { hold: true };
  const suited = await productRows(transaction, named.products, held);
  const bundles = await featureBundleRows(transaction, named.featureBundles, held);
  const features = await featureRows(transaction, named.features, held);
  const models = await licenseModelRows(transaction, named.licenseModels, held);
  const lines = await productLineRows(transaction, named.productLines, held);
  return {
    featureIdOf: each(features, (row) => row.id),
    featureStates: each(features, (row) => row.state),
    featureBundleIdOf: each(bundles, (row) => row.id),
    featureBundleStates: each(bundles, (row) => row.state),
    licenseModelIdOf: each(models, (row) => row.id),
    licenseModelStates: each(models, (row) => row.state),
    productIdOf: each(suited, (row) => row.id),
    productStates: each(suited, (row) => row.state),
    productKinds: each(suited, (row) => row.kind),
    productLineIdOf: lines,
    productLines: new Set(lines.keys()),
    taken: await takenNames(transaction, products),
    modelMappings: await selectModelMappings(
      transaction,
      products.map((product) => product.productId),
    ),
    definedAttributes: await learnDefinedAttributes(
      transaction,
      new Map([['product', products.map((product) => product.attributes)]]),
    ),
  };
}

function namedBy(products: readonly Product[]) {
  return {
    products: products.flatMap((product) => product.products.map((one) => one.productId)),
    featureBundles: products.flatMap((product) => product.featureBundles.map((one) => one.featureBundleId)),
    features: products.flatMap((product) => product.features.map((one) => one.featureId)),
    licenseModels: products.flatMap((product) => product.licenseModels),
    productLines: products.flatMap((product) => product.productLine ?? []),
  };
}

function each<Row, Value>(rows: ReadonlyMap<string, Row>, valueOf: (row: Row) => Value): ReadonlyMap<string, Value> {
  return new Map([...rows].map(([key, row]) => [key, valueOf(row)]));
}

async function takenNames(transaction: Transaction, products: readonly Product[]): Promise<TakenNames> {
  const rows = await transaction
    .selectFrom('product')
    .select(['product.productId', 'product.name', 'product.version'])
    .where('product.name', '=', sql<string>`any(${products.map((product) => product.name)})`)
    .execute();
  return new Map(rows.map((row) => [nameKey(row.name, row.version), row.productId]));
}
