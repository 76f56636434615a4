import { sql, type RawBuilder } from 'kysely';
import type { Database, Transaction } from '../platform/database.ts';

/** The first few products and bundles that hold a feature, in words. */
export async function selectReferencesToFeature(
  reader: Database | Transaction,
  id: number,
  max?: number,
): Promise<readonly string[]> {
  return selectWords(
    reader,
    [
      sql`select 'product ' || product.product_id as words from product_feature
            join product on product.id = product_feature.product_id where product_feature.feature_id = ${id}`,
      sql`select 'feature bundle ' || feature_bundle.feature_bundle_id from feature_bundle_feature
            join feature_bundle on feature_bundle.id = feature_bundle_feature.feature_bundle_id
           where feature_bundle_feature.feature_id = ${id}`,
    ],
    max,
  );
}

/** The first few products that hold a feature bundle, in words. */
export async function selectReferencesToFeatureBundle(
  reader: Database | Transaction,
  id: number,
  max?: number,
): Promise<readonly string[]> {
  return selectWords(
    reader,
    [
      sql`select 'product ' || product.product_id as words from product_feature_bundle
            join product on product.id = product_feature_bundle.product_id where product_feature_bundle.feature_bundle_id = ${id}`,
    ],
    max,
  );
}

/** The first few products of a line, and of those who have it, in words. */
export async function selectReferencesToProductLine(
  reader: Database | Transaction,
  id: number,
  max?: number,
): Promise<readonly string[]> {
  return selectWords(
    reader,
    [
      sql`select 'product ' || product.product_id as words from product where product.product_line_id = ${id}`,
      sql`select 'account ' || account.account_id from product_line_account
            join account on account.id = product_line_account.account_id where product_line_account.product_line_id = ${id}`,
      sql`select 'user ' || licet_user.user_id from product_line_user
            join licet_user on licet_user.id = product_line_user.user_id where product_line_user.product_line_id = ${id}`,
    ],
    max,
  );
}

/** The first few products, relationships, part numbers and line items that name a license model, in words. */
export async function selectReferencesToLicenseModel(
  reader: Database | Transaction,
  id: number,
  max?: number,
): Promise<readonly string[]> {
  return selectWords(
    reader,
    [
      sql`select 'product ' || product.product_id as words from product_license_model
            join product on product.id = product_license_model.product_id where product_license_model.license_model_id = ${id}`,
      sql`select ${relationshipWords} where product_relationship.default_license_model_id = ${id}`,
      sql`select 'part number ' || part_number.part_number from part_number where part_number.license_model_id = ${id}`,
      sql`select 'line item ' || line_item.activation_id from line_item_license_model
            join line_item on line_item.id = line_item_license_model.line_item_id where line_item_license_model.license_model_id = ${id}`,
    ],
    max,
  );
}

/** The first few relationships, suites, part numbers, line items and maintenance line items that name a product, in words. */
export async function selectReferencesToProduct(
  reader: Database | Transaction,
  id: number,
  max?: number,
): Promise<readonly string[]> {
  return selectWords(
    reader,
    [
      sql`select ${relationshipWords} where product_relationship.from_product_id = ${id}`,
      sql`select ${relationshipWords}
           where product_relationship.to_product_id = ${id} and product_relationship.from_product_id <> ${id}`,
      sql`select 'suite ' || product.product_id from suite_product
            join product on product.id = suite_product.suite_id where suite_product.product_id = ${id}`,
      sql`select 'part number ' || part_number.part_number from part_number where part_number.product_id = ${id}`,
      sql`select 'line item ' || line_item.activation_id from line_item_product
            join line_item on line_item.id = line_item_product.line_item_id where line_item_product.product_id = ${id}`,
      sql`select 'maintenance line item ' || maintenance_line_item.activation_id from maintenance_line_item where maintenance_line_item.product_id = ${id}`,
    ],
    max,
  );
}

/** A relationship as people know it: `the upgrade from photoprint-1.0 to photoprint-2.0`. */
const relationshipWords = sql`
  'the ' || product_relationship.type || ' from ' || origin.product_id || ' to ' || target.product_id as words
    from product_relationship
    join product as origin on origin.id = product_relationship.from_product_id
    join product as target on target.id = product_relationship.to_product_id`;

// One more than a refusal of a change of state names, so that it can say that there are others.
const namedMax = 6;

async function selectWords(
  reader: Database | Transaction,
  kinds: readonly RawBuilder<unknown>[],
  max = namedMax,
): Promise<readonly string[]> {
  const each = kinds.map((kind) => sql`(${kind} limit ${sql.lit(max)})`);
  const { rows } = await sql<{
    words: string;
  }>`select found.words from (${sql.join(each, sql` union all `)}) as found limit ${sql.lit(max)}`.execute(reader);
  return rows.map((row) => row.words);
}
