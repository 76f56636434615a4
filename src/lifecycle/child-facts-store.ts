import { sql } from 'kysely';
import type { Transaction } from '../platform/database.ts';
import type { RelationshipType } from '../shared/vocabulary.ts';
import type { ReplacementPath } from './rules/replace.ts';

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
