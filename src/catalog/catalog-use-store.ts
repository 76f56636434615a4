import { sql, type RawBuilder } from 'kysely';
import type { LineScope } from '../accounts/rules/permissions.ts';
import type { Database, Transaction } from '../platform/database.ts';
import { isProductRowInSight } from './product-line-sight.ts';

type Reader = Database | Transaction;

/** Where parts of the catalog are named by others: the table, the columns with the row of the part, and of the product that names it. */
const places = {
  featureOfProduct: ['product_feature', 'feature_id', 'product_id'],
  featureOfBundle: ['feature_bundle_feature', 'feature_id', null],
  bundleOfProduct: ['product_feature_bundle', 'feature_bundle_id', 'product_id'],
  modelOfProduct: ['product_license_model', 'license_model_id', 'product_id'],
  lineOfProduct: ['product', 'product_line_id', 'id'],
} as const;

/** How often each of these parts is named in a place, by products that somebody sees, by its row; those that nothing names are left out. */
export async function countUses(
  reader: Reader,
  lines: LineScope,
  place: keyof typeof places,
  parts: readonly { readonly id: number }[],
): Promise<ReadonlyMap<number, number>> {
  const [table, column, product] = places[place];
  const isSeen = product === null ? sql`true` : isProductRowInSight(lines, `counted.${product}`);
  const ids = parts.map(({ id }) => id);
  const part = sql.ref(`counted.${column}`);
  const { rows } = await sql<{ part: number; count: number }>`
    select ${part} as part, cast(count(*) as integer) as count
      from ${sql.table(table)} counted where ${part} = any(${ids}) and ${isSeen} group by ${part}`.execute(reader);
  return new Map(rows.map((row) => [row.part, row.count]));
}

/** How many license models are of each of these license technologies; models name the built-in ones by their kind. */
export async function countModels(
  reader: Reader,
  technologies: readonly { readonly id: number }[],
): Promise<ReadonlyMap<number, number>> {
  const { rows } = await sql<{ technology: number; count: number }>`
    select license_technology.id as technology, cast(count(*) as integer) as count
      from license_technology
      join license_model on license_model.technology = license_technology.technology
       and (license_technology.technology <> 'custom' or license_model.license_technology_id = license_technology.id)
     where license_technology.id = any(${technologies.map(({ id }) => id)})
     group by license_technology.id`.execute(reader);
  return new Map(rows.map((row) => [row.technology, row.count]));
}

/** The parts that products can be asked for by: keys of features, feature bundles and license models. */
export interface HoldingFilter {
  readonly featureId?: string | undefined;
  readonly featureBundleId?: string | undefined;
  readonly licenseModelId?: string | undefined;
}

/** Products that hold what is asked for, themselves: what is in their bundles is not looked at. */
export function holds({ featureId, featureBundleId, licenseModelId }: HoldingFilter): RawBuilder<boolean> {
  const sets = [
    ...(featureId === undefined
      ? []
      : [
          sql`select product_feature.product_id from product_feature
                join feature on feature.id = product_feature.feature_id where feature.feature_id = ${featureId}`,
        ]),
    ...(featureBundleId === undefined
      ? []
      : [
          sql`select product_feature_bundle.product_id from product_feature_bundle
                join feature_bundle on feature_bundle.id = product_feature_bundle.feature_bundle_id
               where feature_bundle.feature_bundle_id = ${featureBundleId}`,
        ]),
    ...(licenseModelId === undefined
      ? []
      : [
          sql`select product_license_model.product_id from product_license_model
                join license_model on license_model.id = product_license_model.license_model_id
               where license_model.license_model_id = ${licenseModelId}`,
        ]),
  ];
  return sql<boolean>`${sql.join([sql`true`, ...sets.map((set) => sql`product.id = any(array(${set}))`)], sql` and `)}`;
}
