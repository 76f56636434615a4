import { sql } from 'kysely';
import type { Reader, Transaction } from '../platform/database.ts';
import type { Recorded } from '../platform/recording.ts';
import type { SortedPage } from '../platform/sorting.ts';
import { contains } from '../platform/text-search.ts';
import type { CatalogState, ProductKind } from '../shared/vocabulary.ts';
import type { Product } from './rules/product.ts';

export interface ProductFilter {
  readonly state?: CatalogState | undefined;
  readonly kind?: ProductKind | undefined;
  /** the whole name */
  readonly name?: string | undefined;
  /** part of the key, the name or the version */
  readonly q?: string | undefined;
}

/** Products by their keys, locked against other writers. */
export async function lockProducts(
  transaction: Transaction,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Recorded<Product>>> {
  const rows = await transaction
    .selectFrom('product')
    .selectAll('product')
    .where('product.productId', '=', sql<string>`any(${keys})`)
    .orderBy('product.id')
    .forNoKeyUpdate()
    .execute();
  const products = await withParts(transaction, rows);
  return new Map(products.map((product) => [product.entity.productId, product]));
}

/** One product; `lock` keeps away other writers, and whoever would refer to it. */
export async function selectProduct(
  reader: Reader,
  productId: string,
  options: { readonly lock: boolean },
): Promise<Recorded<Product> | undefined> {
  const rows = await reader
    .selectFrom('product')
    .selectAll('product')
    .where('product.productId', '=', productId)
    .$if(options.lock, (query) => query.forUpdate())
    .execute();
  return (await withParts(reader, rows))[0];
}

/** One page of products. */
export async function selectProducts(
  reader: Reader,
  filter: ProductFilter,
  page: SortedPage<Recorded<Product>>,
): Promise<readonly Recorded<Product>[]> {
  const { state, kind, name } = filter;
  const rows = await reader
    .selectFrom('product')
    .selectAll('product')
    .$if(state !== undefined, (query) => query.where('product.state', '=', state ?? 'draft'))
    .$if(kind !== undefined, (query) => query.where('product.kind', '=', kind ?? 'licensed'))
    .$if(name !== undefined, (query) => query.where('product.name', '=', name ?? ''))
    .where(contains(sql`search_fold(product.product_id || ' ' || product.name || ' ' || product.version)`, filter.q))
    .where(page.isAfter)
    .orderBy(page.order)
    .limit(page.rows)
    .execute();
  return withParts(reader, rows);
}

type ProductRow = Omit<Product, 'features' | 'licenseModels'> &
  Omit<Recorded<unknown>, 'entity' | 'version'> & { readonly recordVersion: number };

async function withParts(reader: Reader, rows: readonly ProductRow[]): Promise<readonly Recorded<Product>[]> {
  const parts = await selectParts(
    reader,
    rows.map((row) => row.id),
  );
  return rows.map(({ id, recordVersion, createdAt, createdBy, updatedAt, updatedBy, ...columns }) => {
    const entity = { ...columns, ...parts(id) };
    return { id, version: recordVersion, entity, createdAt, createdBy, updatedAt, updatedBy };
  });
}

/** The features and license models of products, by product row. */
async function selectParts(reader: Reader, ids: readonly number[]) {
  const features = await reader
    .selectFrom('productFeature')
    .innerJoin('feature', 'feature.id', 'productFeature.featureId')
    .select(['productFeature.productId', 'feature.featureId', 'productFeature.count'])
    .where('productFeature.productId', '=', sql<number>`any(${ids})`)
    .orderBy('productFeature.position')
    .execute();
  const models = await reader
    .selectFrom('productLicenseModel')
    .innerJoin('licenseModel', 'licenseModel.id', 'productLicenseModel.licenseModelId')
    .select(['productLicenseModel.productId', 'licenseModel.licenseModelId'])
    .where('productLicenseModel.productId', '=', sql<number>`any(${ids})`)
    .orderBy('productLicenseModel.position')
    .execute();
  const featuresOf = Map.groupBy(features, (row) => row.productId);
  const modelsOf = Map.groupBy(models, (row) => row.productId);
  return (id: number) => ({
    features: (featuresOf.get(id) ?? []).map(({ featureId, count }) => ({ featureId, count })),
    licenseModels: (modelsOf.get(id) ?? []).map((row) => row.licenseModelId),
  });
}
