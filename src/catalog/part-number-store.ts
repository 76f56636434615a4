import { sql } from 'kysely';
import type { LineScope } from '../accounts/rules/permissions.ts';
import type { Reader, Transaction } from '../platform/database.ts';
import { isAskedFor, type FilterValues } from '../platform/list-filters.ts';
import type { Recorded } from '../platform/recording.ts';
import type { SortedPage } from '../platform/sorting.ts';
import { partNumberFilters, partNumberText } from './catalog-filters.ts';
import { isProductRowInSight } from './product-line-sight.ts';
import type { ModelMapping } from './rules/mapped-models.ts';
import type { PartNumber } from './rules/part-number.ts';

export interface PartNumberFilter extends FilterValues<typeof partNumberFilters> {
  /** part of the number or the description */
  readonly q?: string | undefined;
}

/** Part numbers by their keys, locked against other writers and whoever would sell under them. */
export async function lockPartNumbers(
  transaction: Transaction,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Recorded<PartNumber>>> {
  const rows = await partQuery(transaction)
    .where('partNumber.partNumber', '=', sql<string>`any(${keys})`)
    .orderBy('partNumber.id')
    .forUpdate('partNumber')
    .execute();
  return new Map(rows.map((row) => [row.partNumber, stored(row)]));
}

/** One part number; `lock` keeps away other writers, and whoever would sell under it. */
export async function selectPartNumber(
  reader: Reader,
  partNumber: string,
  options: { readonly lock: boolean },
): Promise<Recorded<PartNumber> | undefined> {
  const row = await partQuery(reader)
    .where('partNumber.partNumber', '=', partNumber)
    .$if(options.lock, (query) => query.forUpdate('partNumber'))
    .executeTakeFirst();
  return row && stored(row);
}

/** One page of the part numbers that somebody sees. */
export async function selectPartNumbers(
  reader: Reader,
  lines: LineScope,
  filter: PartNumberFilter,
  page: SortedPage<Recorded<PartNumber>>,
): Promise<readonly Recorded<PartNumber>[]> {
  const rows = await partQuery(reader)
    .where(await isAskedFor(reader, { filters: partNumberFilters, searched: partNumberText }, filter))
    .where(isProductRowInSight(lines, 'part_number.product_id'))
    .where(page.isAfter)
    .orderBy(page.order)
    .limit(page.rows)
    .execute();
  return rows.map(stored);
}

/** What a part number stands for, with its row. */
export interface MappedPartNumber {
  readonly id: number;
  readonly productId: string | null;
  readonly licenseModelId: string | null;
}

/** What part numbers stand for, held as they are until the transaction ends; those that do not exist are left out. */
export async function holdPartNumbers(
  transaction: Transaction,
  keys: readonly string[],
): Promise<ReadonlyMap<string, MappedPartNumber>> {
  if (keys.length === 0) return new Map();
  const rows = await partQuery(transaction)
    .where('partNumber.partNumber', '=', sql<string>`any(${[...new Set(keys)]})`)
    .orderBy('partNumber.id')
    .forKeyShare('partNumber')
    .execute();
  return new Map(
    rows.map(({ id, partNumber, productKey, modelKey }) => [
      partNumber,
      { id, productId: productKey, licenseModelId: modelKey },
    ]),
  );
}

/** The part numbers that stand for products with one of their license models, up to a thousand of them. */
export async function selectModelMappings(
  transaction: Transaction,
  productIds: readonly string[],
): Promise<readonly ModelMapping[]> {
  return transaction
    .selectFrom('partNumber')
    .innerJoin('product', 'product.id', 'partNumber.productId')
    .innerJoin('licenseModel', 'licenseModel.id', 'partNumber.licenseModelId')
    .select(['product.productId', 'licenseModel.licenseModelId', 'partNumber.partNumber'])
    .where('product.productId', '=', sql<string>`any(${productIds})`)
    .orderBy('partNumber.id')
    .limit(1000)
    .execute();
}

/** Of each stored part number that is mapped anew: one line item that was sold under it and would not fit, if there is one. */
export async function selectMisfits(
  transaction: Transaction,
  parts: readonly PartNumber[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ partNumber: string; activationId: string }>`
    select distinct on (part_number.id) part_number.part_number, line_item.activation_id
      from json_to_recordset(cast(${JSON.stringify(parts)} as json)) as part("partNumber" text, "productId" text, "licenseModelId" text)
      join part_number on part_number.part_number = part."partNumber"
      left join product on product.product_id = part."productId"
      left join license_model on license_model.license_model_id = part."licenseModelId"
      join line_item on line_item.part_number_id = part_number.id
     where (part_number.product_id is distinct from product.id or part_number.license_model_id is distinct from license_model.id)
       and (product.id is not null and not exists (
              select 1 from line_item_product
               where line_item_product.line_item_id = line_item.id and line_item_product.product_id = product.id)
         or license_model.id is not null and not exists (
              select 1 from line_item_license_model
               where line_item_license_model.line_item_id = line_item.id
                 and line_item_license_model.license_model_id = license_model.id))
     order by part_number.id, line_item.id`.execute(transaction);
  return new Map(rows.map((row) => [row.partNumber, row.activationId]));
}

/** The first few line items that were sold under a part number, in words. */
export async function selectReferencesToPartNumber(
  reader: Reader,
  id: number,
  max: number,
): Promise<readonly string[]> {
  const rows = await reader
    .selectFrom('lineItem')
    .select('lineItem.activationId')
    .where('lineItem.partNumberId', '=', id)
    .orderBy('lineItem.id')
    .limit(max)
    .execute();
  return rows.map((row) => `line item ${row.activationId}`);
}

function partQuery(reader: Reader) {
  return reader
    .selectFrom('partNumber')
    .leftJoin('product', 'product.id', 'partNumber.productId')
    .leftJoin('licenseModel', 'licenseModel.id', 'partNumber.licenseModelId')
    .selectAll('partNumber')
    .select(['product.productId as productKey', 'licenseModel.licenseModelId as modelKey']);
}

type PartNumberRow = Omit<Recorded<unknown>, 'entity'> &
  Pick<PartNumber, 'partNumber' | 'description'> & {
    readonly productKey: string | null;
    readonly modelKey: string | null;
  };

function stored(row: PartNumberRow): Recorded<PartNumber> {
  const { id, version, createdAt, createdBy, updatedAt, updatedBy, partNumber, description } = row;
  const entity = { partNumber, description, productId: row.productKey, licenseModelId: row.modelKey };
  return { id, version, entity, createdAt, createdBy, updatedAt, updatedBy };
}
