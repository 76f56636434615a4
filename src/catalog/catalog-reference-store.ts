import { sql, type RawBuilder } from 'kysely';
import type { Database, Transaction } from '../platform/database.ts';

// One more than a refusal names, so that it can say that there are others.
const referencesMax = sql.lit(6);

/** The first few products that hold a feature, in words. */
export async function selectReferencesToFeature(
  reader: Database | Transaction,
  id: number,
): Promise<readonly string[]> {
  return selectWords(reader, [
    sql`select 'product ' || product.product_id as words from product_feature
          join product on product.id = product_feature.product_id where product_feature.feature_id = ${id}`,
  ]);
}

/** The first few products, relationships and line items that name a license model, in words. */
export async function selectReferencesToLicenseModel(
  reader: Database | Transaction,
  id: number,
): Promise<readonly string[]> {
  return selectWords(reader, [
    sql`select 'product ' || product.product_id as words from product_license_model
          join product on product.id = product_license_model.product_id where product_license_model.license_model_id = ${id}`,
    sql`select 'relationship ' || product_relationship.id from product_relationship where product_relationship.default_license_model_id = ${id}`,
    sql`select 'line item ' || line_item.activation_id from line_item_license_model
          join line_item on line_item.id = line_item_license_model.line_item_id where line_item_license_model.license_model_id = ${id}`,
  ]);
}

/** The first few relationships, line items and maintenance line items that name a product, in words. */
export async function selectReferencesToProduct(
  reader: Database | Transaction,
  id: number,
): Promise<readonly string[]> {
  return selectWords(reader, [
    sql`select 'relationship ' || product_relationship.id as words from product_relationship where product_relationship.from_product_id = ${id}`,
    sql`select 'relationship ' || product_relationship.id from product_relationship
         where product_relationship.to_product_id = ${id} and product_relationship.from_product_id <> ${id}`,
    sql`select 'line item ' || line_item.activation_id from line_item_product
          join line_item on line_item.id = line_item_product.line_item_id where line_item_product.product_id = ${id}`,
    sql`select 'maintenance line item ' || maintenance_line_item.activation_id from maintenance_line_item where maintenance_line_item.product_id = ${id}`,
  ]);
}

async function selectWords(
  reader: Database | Transaction,
  kinds: readonly RawBuilder<unknown>[],
): Promise<readonly string[]> {
  const each = kinds.map((kind) => sql`(${kind} limit ${referencesMax})`);
  const { rows } = await sql<{
    words: string;
  }>`select found.words from (${sql.join(each, sql` union all `)}) as found limit ${referencesMax}`.execute(reader);
  return rows.map((row) => row.words);
}
