import { sql, type RawBuilder } from 'kysely';
import type { LineScope } from '../accounts/rules/permissions.ts';
import type { Reader, Transaction } from '../platform/database.ts';
import type { Recorded } from '../platform/recording.ts';
import type { RelationshipType } from '../shared/vocabulary.ts';
import { isProductInSight, isProductRowInSight } from './product-line-sight.ts';
import type { Product } from './rules/product.ts';
import { relationshipKey, type ProductRelationship } from './rules/product-relationship.ts';

/** One side of a relationship, as people know it. */
export type RelatedProduct = Pick<Product, 'name' | 'version' | 'kind' | 'state'>;

/** A relationship with what stands on both sides of it. */
export interface RecordedRelationship extends Recorded<ProductRelationship> {
  readonly fromProduct: RelatedProduct;
  readonly toProduct: RelatedProduct;
}

export interface ProductRelationshipFilter {
  readonly fromProductId?: string | undefined;
  readonly toProductId?: string | undefined;
  /** the key of a product that stands on one of the sides */
  readonly productId?: string | undefined;
  /** the whole name of a product that stands on one of the sides, in whatever version */
  readonly productName?: string | undefined;
  readonly type?: RelationshipType | undefined;
}

/** Relationships by their keys (`relationshipKey`), locked against other writers. */
export async function lockRelationships(
  transaction: Transaction,
  keys: readonly string[],
): Promise<ReadonlyMap<string, RecordedRelationship>> {
  const named = sql`jsonb_array_elements(cast(${`[${keys.join(',')}]`} as jsonb))`;
  const rows = await relationshipQuery(transaction)
    .where(sql<boolean>`(origin.product_id, product_relationship.type, target.product_id) in (
      select named ->> 0, named ->> 1, named ->> 2 from ${named} as named)`)
    .orderBy('productRelationship.id')
    .forNoKeyUpdate('productRelationship')
    .execute();
  return new Map(rows.map((row) => [relationshipKey(row), stored(row)]));
}

/** True where both sides of a relationship are products that somebody sees. */
function areSeen(lines: LineScope): RawBuilder<boolean> {
  return sql<boolean>`(${isProductInSight(lines, 'origin')} and ${isProductInSight(lines, 'target')})`;
}

/** One relationship by its row, where somebody sees both of its sides; `lock` keeps other writers away. */
export async function selectRelationship(
  reader: Reader,
  lines: LineScope,
  id: number,
  options: { readonly lock: boolean },
): Promise<RecordedRelationship | undefined> {
  const row = await relationshipQuery(reader)
    .where('productRelationship.id', '=', id)
    .where(areSeen(lines))
    .$if(options.lock, (query) => query.forUpdate('productRelationship'))
    .executeTakeFirst();
  return row && stored(row);
}

/** The relationships after a row between products that somebody sees, in the order in which they were made. */
export async function selectRelationships(
  reader: Reader,
  lines: LineScope,
  filter: ProductRelationshipFilter,
  page: { readonly after: number; readonly limit: number },
): Promise<readonly RecordedRelationship[]> {
  const { fromProductId, toProductId, productId, productName, type } = filter;
  const rows = await relationshipQuery(reader)
    .$if(fromProductId !== undefined, (query) => query.where('origin.productId', '=', fromProductId ?? ''))
    .$if(toProductId !== undefined, (query) => query.where('target.productId', '=', toProductId ?? ''))
    .$if(productId !== undefined, (query) => query.where(beside(sql`product.product_id = ${productId}`)))
    .$if(productName !== undefined, (query) => query.where(beside(sql`product.name = ${productName}`)))
    .$if(type !== undefined, (query) => query.where('productRelationship.type', '=', type ?? 'upgrade'))
    .where(areSeen(lines))
    .where('productRelationship.id', '>', page.after)
    .orderBy('productRelationship.id')
    .limit(page.limit)
    .execute();
  return rows.map(stored);
}

/** Relationships with such a product on one of their sides. */
function beside(isWanted: RawBuilder<unknown>): RawBuilder<boolean> {
  const wanted = sql`array(select product.id from product where ${isWanted})`;
  return sql<boolean>`(product_relationship.from_product_id = any(${wanted}) or product_relationship.to_product_id = any(${wanted}))`;
}

function relationshipQuery(reader: Reader) {
  return reader
    .selectFrom('productRelationship')
    .innerJoin('product as origin', 'origin.id', 'productRelationship.fromProductId')
    .innerJoin('product as target', 'target.id', 'productRelationship.toProductId')
    .leftJoin('licenseModel', 'licenseModel.id', 'productRelationship.defaultLicenseModelId')
    .select(['productRelationship.id', 'productRelationship.type', 'productRelationship.version'])
    .select([
      'productRelationship.createdAt',
      'productRelationship.createdBy',
      'productRelationship.updatedAt',
      'productRelationship.updatedBy',
    ])
    .select([
      'origin.productId as fromProductId',
      'target.productId as toProductId',
      'licenseModel.licenseModelId as defaultLicenseModelId',
    ])
    .select([
      'origin.name as fromName',
      'origin.version as fromVersion',
      'origin.kind as fromKind',
      'origin.state as fromState',
    ])
    .select([
      'target.name as toName',
      'target.version as toVersion',
      'target.kind as toKind',
      'target.state as toState',
    ]);
}

type RelationshipRow = Awaited<ReturnType<ReturnType<typeof relationshipQuery>['execute']>>[number];

function stored(row: RelationshipRow): RecordedRelationship {
  const { id, version, createdAt, createdBy, updatedAt, updatedBy } = row;
  const { fromProductId, toProductId, type, defaultLicenseModelId } = row;
  return {
    id,
    version,
    entity: { fromProductId, toProductId, type, defaultLicenseModelId },
    fromProduct: { name: row.fromName, version: row.fromVersion, kind: row.fromKind, state: row.fromState },
    toProduct: { name: row.toName, version: row.toVersion, kind: row.toKind, state: row.toState },
    createdAt,
    createdBy,
    updatedAt,
    updatedBy,
  };
}

/** How many relationships each of these products (by its row) has with products that somebody sees, from it or to it. */
export async function countRelationships(
  reader: Reader,
  lines: LineScope,
  products: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const count = sql<number>`cast((
    select count(*) from product_relationship
     where (product_relationship.from_product_id = product.id or product_relationship.to_product_id = product.id)
       and ${isProductRowInSight(lines, 'product_relationship.from_product_id')}
       and ${isProductRowInSight(lines, 'product_relationship.to_product_id')}) as integer)`;
  const rows = await reader
    .selectFrom('product')
    .select(['product.id', count.as('count')])
    .where('product.id', '=', sql<number>`any(${products})`)
    .execute();
  return new Map(rows.map((row) => [row.id, row.count]));
}
