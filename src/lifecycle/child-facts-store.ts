import { sql } from 'kysely';
import type { Transaction } from '../platform/database.ts';
import type { RelationshipType } from '../shared/vocabulary.ts';
import type { ReplacementPath } from './rules/replace.ts';

/** Those among some products that have a feature whose version is a date, also by way of bundles and suites. */
export async function selectDateBasedProducts(
  transaction: Transaction,
  productIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (productIds.length === 0) return new Set();
  const { rows } = await sql<{ productId: string }>`
    with part as (
      select product.id as whole, product.product_id, product.id as part from product where product.product_id = any(${productIds})
      union all
      select suite.id, suite.product_id, suite_product.product_id
        from product suite join suite_product on suite_product.suite_id = suite.id where suite.product_id = any(${productIds}))
    select distinct part.product_id from part
     where exists (
             select 1 from product_feature held join feature on feature.id = held.feature_id
              where held.product_id = part.part and feature.version_format = 'dateBased')
        or exists (
             select 1 from product_feature_bundle held
               join feature_bundle_feature inner_part on inner_part.feature_bundle_id = held.feature_bundle_id
               join feature on feature.id = inner_part.feature_id
              where held.product_id = part.part and feature.version_format = 'dateBased')`.execute(transaction);
  return new Set(rows.map((row) => row.productId));
}

/** A path of a type of relationship. */
export interface TypedPath extends ReplacementPath {
  readonly type: RelationshipType;
}

/** The relationships of some types from products to others, in the order in which they were made. */
export async function selectPaths(
  transaction: Transaction,
  from: readonly string[],
  to: readonly string[],
): Promise<readonly TypedPath[]> {
  if (to.length === 0) return [];
  return transaction
    .selectFrom('productRelationship')
    .innerJoin('product as origin', 'origin.id', 'productRelationship.fromProductId')
    .innerJoin('product as target', 'target.id', 'productRelationship.toProductId')
    .leftJoin('licenseModel', 'licenseModel.id', 'productRelationship.defaultLicenseModelId')
    .select([
      'productRelationship.type',
      'origin.productId as fromProductId',
      'target.productId as toProductId',
      'licenseModel.licenseModelId as defaultLicenseModelId',
    ])
    .where('origin.productId', '=', sql<string>`any(${[...new Set(from)]})`)
    .where('target.productId', '=', sql<string>`any(${[...new Set(to)]})`)
    .where('productRelationship.type', '<>', 'maintenance')
    .orderBy('productRelationship.id')
    .execute();
}

/** What maintenance products allow to be done with what they cover; what they do not say, they allow. */
export async function selectAllowances(transaction: Transaction, productIds: readonly string[]) {
  const rows = await transaction
    .selectFrom('product')
    .select(['product.productId', 'product.allowRenewals', 'product.allowUpgrades', 'product.allowUpsells'])
    .where('product.productId', '=', sql<string>`any(${[...new Set(productIds)]})`)
    .execute();
  return new Map(
    rows.map(({ productId, allowRenewals, allowUpgrades, allowUpsells }) => [
      productId,
      { renewal: allowRenewals !== false, upgrade: allowUpgrades !== false, upsell: allowUpsells !== false },
    ]),
  );
}

/** The first days of the chains of periods that line items continue, by their rows; those that begin one are left out. */
export async function selectAnchors(transaction: Transaction, lineItems: readonly number[]) {
  const rows = await transaction
    .selectFrom('lineItem')
    .select(['lineItem.id', 'lineItem.anchorDate'])
    .where('lineItem.id', '=', sql<number>`any(${lineItems})`)
    .where('lineItem.anchorDate', 'is not', null)
    .execute();
  return new Map(rows.map((row) => [row.id, row.anchorDate]));
}

/** Notes the anchors of new line items, by their activation IDs. */
export async function saveAnchors(
  transaction: Transaction,
  anchors: readonly { readonly activationId: string; readonly anchorDate: string }[],
): Promise<void> {
  if (anchors.length === 0) return;
  await sql`
    update line_item set anchor_date = anchor.day
      from unnest(${anchors.map((one) => one.activationId)}::text[], ${anchors.map((one) => one.anchorDate)}::date[]) as anchor (activation_id, day)
     where line_item.activation_id = anchor.activation_id`.execute(transaction);
}
