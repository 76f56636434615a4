import { sql, type SqlBool } from 'kysely';
import type { Reader } from '../platform/database.ts';
import type { CatalogEntity } from './rules/catalog-states.ts';

export interface DraftPart extends CatalogEntity {
  readonly id: number;
}

interface Locking {
  readonly lock: boolean;
}

/** What a product or feature bundle holds and is draft, products first and features last; `lock` keeps other writers away. */
export async function selectDraftParts(
  reader: Reader,
  holder: { readonly entity: CatalogEntity['entity']; readonly id: number },
  options: Locking,
): Promise<readonly DraftPart[]> {
  if (holder.entity === 'featureBundle') return draftFeatures(reader, [], [holder.id], options);
  if (holder.entity !== 'product') return [];
  const products = await selectHeldProducts(reader, holder.id, options);
  const productRows = [holder.id, ...products.map((one) => one.id)];
  const bundles = await selectHeldBundles(reader, productRows, options);
  const bundleRows = bundles.map((one) => one.id);
  return [
    ...products.filter(isDraft).map(({ id, productId }) => ({ entity: 'product' as const, key: productId, id })),
    ...bundles
      .filter(isDraft)
      .map(({ id, featureBundleId }) => ({ entity: 'featureBundle' as const, key: featureBundleId, id })),
    ...(await draftFeatures(reader, productRows, bundleRows, options)),
  ];
}

function isDraft({ state }: { readonly state: string }): boolean {
  return state === 'draft';
}

async function selectHeldProducts(reader: Reader, suiteRow: number, { lock }: Locking) {
  return reader
    .selectFrom('product')
    .innerJoin('suiteProduct', 'suiteProduct.productId', 'product.id')
    .select(['product.id', 'product.productId', 'product.state'])
    .where('suiteProduct.suiteId', '=', suiteRow)
    .orderBy('product.id')
    .$if(lock, (query) => query.forNoKeyUpdate('product'))
    .execute();
}

async function selectHeldBundles(reader: Reader, productRows: readonly number[], { lock }: Locking) {
  return reader
    .selectFrom('featureBundle')
    .select(['featureBundle.id', 'featureBundle.featureBundleId', 'featureBundle.state'])
    .where(
      sql<SqlBool>`feature_bundle.id in (select product_feature_bundle.feature_bundle_id from product_feature_bundle
        where product_feature_bundle.product_id = any(${productRows}))`,
    )
    .orderBy('featureBundle.id')
    .$if(lock, (query) => query.forNoKeyUpdate())
    .execute();
}

async function draftFeatures(
  reader: Reader,
  productRows: readonly number[],
  bundleRows: readonly number[],
  { lock }: Locking,
): Promise<readonly DraftPart[]> {
  const rows = await reader
    .selectFrom('feature')
    .select(['feature.id', 'feature.featureId'])
    .where('feature.state', '=', 'draft')
    .where(
      sql<SqlBool>`feature.id in (
        select product_feature.feature_id from product_feature where product_feature.product_id = any(${productRows}::bigint[])
        union all
        select feature_bundle_feature.feature_id from feature_bundle_feature
         where feature_bundle_feature.feature_bundle_id = any(${bundleRows}::bigint[]))`,
    )
    .orderBy('feature.id')
    .$if(lock, (query) => query.forNoKeyUpdate())
    .execute();
  return rows.map(({ id, featureId }) => ({ entity: 'feature', key: featureId, id }));
}
