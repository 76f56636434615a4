import { sql } from 'kysely';
import type { Reader, Transaction } from '../platform/database.ts';
import type { Recorded } from '../platform/recording.ts';
import type { RelationshipType } from '../shared/vocabulary.ts';
import { relationshipKey, type ProductRelationship } from './rules/product-relationship.ts';

export interface ProductRelationshipFilter {
  readonly fromProductId?: string | undefined;
  readonly toProductId?: string | undefined;
  readonly type?: RelationshipType | undefined;
}

/** Relationships by their keys (`relationshipKey`), locked against other writers. */
export async function lockRelationships(
  transaction: Transaction,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Recorded<ProductRelationship>>> {
  const named = sql`jsonb_array_elements(cast(${`[${keys.join(',')}]`} as jsonb))`;
  const rows = await relationshipQuery(transaction)
    .where(sql<boolean>`(origin.product_id, product_relationship.type, target.product_id) in (
      select named ->> 0, named ->> 1, named ->> 2 from ${named} as named)`)
    .orderBy('productRelationship.id')
    .forNoKeyUpdate('productRelationship')
    .execute();
  return new Map(rows.map((row) => [relationshipKey(row), stored(row)]));
}

/** One relationship by its row; `lock` keeps other writers away. */
export async function selectRelationship(
  reader: Reader,
  id: number,
  options: { readonly lock: boolean },
): Promise<Recorded<ProductRelationship> | undefined> {
  const row = await relationshipQuery(reader)
    .where('productRelationship.id', '=', id)
    .$if(options.lock, (query) => query.forUpdate('productRelationship'))
    .executeTakeFirst();
  return row && stored(row);
}

/** The relationships after a row, in the order in which they were made. */
export async function selectRelationships(
  reader: Reader,
  filter: ProductRelationshipFilter,
  page: { readonly after: number; readonly limit: number },
): Promise<readonly Recorded<ProductRelationship>[]> {
  const { fromProductId, toProductId, type } = filter;
  const rows = await relationshipQuery(reader)
    .$if(fromProductId !== undefined, (query) => query.where('origin.productId', '=', fromProductId ?? ''))
    .$if(toProductId !== undefined, (query) => query.where('target.productId', '=', toProductId ?? ''))
    .$if(type !== undefined, (query) => query.where('productRelationship.type', '=', type ?? 'upgrade'))
    .where('productRelationship.id', '>', page.after)
    .orderBy('productRelationship.id')
    .limit(page.limit)
    .execute();
  return rows.map(stored);
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
    ]);
}

type RelationshipRow = ProductRelationship & Omit<Recorded<unknown>, 'entity'>;

function stored(row: RelationshipRow): Recorded<ProductRelationship> {
  const { id, version, createdAt, createdBy, updatedAt, updatedBy, ...entity } = row;
  return { id, version, entity, createdAt, createdBy, updatedAt, updatedBy };
}
