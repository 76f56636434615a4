import { sql } from 'kysely';
import { allocateIds, insertRows, updateRows, type Transaction } from '../platform/database.ts';
import type { Recorder } from '../platform/recording.ts';
import { rowAt, rowOf } from '../platform/row-of.ts';
import { firstGiven } from '../shared/objects.ts';
import { featureRows, licenseModelRows } from './catalog-lookups.ts';
import type { ProductRecord } from './catalog-schemas.ts';
import { lockProducts } from './product-store.ts';
import { reasonsAgainstWithdrawnParts } from './rules/withdrawn.ts';
import { nameKey, reasonsAgainstProduct, type Product, type ProductFacts } from './rules/product.ts';

interface Facts extends ProductFacts {
  readonly featureIdOf: ReadonlyMap<string, number>;
  readonly licenseModelIdOf: ReadonlyMap<string, number>;
}

/** Records products, suites and maintenance products (reference 1.6). */
export const productRecorder: Recorder<ProductRecord, Product, Facts> = {
  entity: 'product',
  keyOf: (product) => product.productId,
  find: lockProducts,
  learn: learnAboutProducts,
  complete: completeProduct,
  inStoredOrder: (product) => ({ ...product, licenseModels: [...new Set(product.licenseModels)] }),
  reasonsAgainst: reasonsAgainstProduct,
  insert: async (transaction, source, products, facts) => {
    const ids = await allocateIds(transaction, 'product', products.length);
    const kept = products.map((product, index) => ({ product, id: rowAt(ids, index) }));
    const common = { createdBy: source.name, updatedBy: source.name };
    await insertRows(
      transaction,
      'product',
      kept.map(({ product, id }) => ({ id, ...productColumns(product), ...common })),
    );
    await insertParts(transaction, kept, facts);
    return ids;
  },
  update: async (transaction, source, changes, facts) => {
    const kept = changes.map((change) => ({ product: change.after, id: change.id }));
    await updateRows(
      transaction,
      'product',
      'recordVersion',
      kept.map(({ product, id }) => ({ id, ...productColumns(product), updatedBy: source.name })),
    );
    const ids = kept.map((one) => one.id);
    await transaction
      .deleteFrom('productFeature')
      .where('productFeature.productId', '=', sql<number>`any(${ids})`)
      .execute();
    await transaction
      .deleteFrom('productLicenseModel')
      .where('productLicenseModel.productId', '=', sql<number>`any(${ids})`)
      .execute();
    await insertParts(transaction, kept, facts);
  },
};

/** Records products that are made now: also asks that nothing they name is withdrawn. */
export const newProductRecorder: typeof productRecorder = {
  ...productRecorder,
  reasonsAgainst: (product, facts) => [
    ...reasonsAgainstProduct(product, facts),
    ...reasonsAgainstWithdrawnParts(product, facts),
  ],
};

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
    features: firstGiven(
      input.features?.map(({ featureId, count }) => ({ featureId, count: count ?? 1 })),
      before.features,
      [],
    ),
    licenseModels: firstGiven(input.licenseModels, before.licenseModels, []),
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

function productColumns({ features: _features, licenseModels: _licenseModels, ...columns }: Product) {
  return columns;
}

async function learnAboutProducts(transaction: Transaction, products: readonly Product[]): Promise<Facts> {
  const features = await featureRows(
    transaction,
    products.flatMap((product) => product.features.map((one) => one.featureId)),
  );
  const models = await licenseModelRows(
    transaction,
    products.flatMap((product) => product.licenseModels),
  );
  const rows = await transaction
    .selectFrom('product')
    .select(['product.productId', 'product.name', 'product.version'])
    .where('product.name', '=', sql<string>`any(${products.map((product) => product.name)})`)
    .execute();
  return {
    featureIdOf: new Map([...features].map(([key, feature]) => [key, feature.id])),
    licenseModelIdOf: new Map([...models].map(([key, model]) => [key, model.id])),
    featureStates: new Map([...features].map(([key, feature]) => [key, feature.state])),
    licenseModelStates: new Map([...models].map(([key, model]) => [key, model.state])),
    taken: new Map(rows.map((row) => [nameKey(row.name, row.version), row.productId])),
  };
}

async function insertParts(
  transaction: Transaction,
  kept: readonly { product: Product; id: number }[],
  facts: Facts,
): Promise<void> {
  await insertRows(
    transaction,
    'productFeature',
    kept.flatMap(({ product, id }) =>
      product.features.map(({ featureId, count }, position) => ({
        productId: id,
        featureId: rowOf(facts.featureIdOf, featureId),
        count,
        position,
      })),
    ),
  );
  await insertRows(
    transaction,
    'productLicenseModel',
    kept.flatMap(({ product, id }) =>
      product.licenseModels.map((key, position) => ({
        productId: id,
        licenseModelId: rowOf(facts.licenseModelIdOf, key),
        position,
      })),
    ),
  );
}
