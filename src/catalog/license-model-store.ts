import { sql } from 'kysely';
import type { Reader, Transaction } from '../platform/database.ts';
import { isAskedFor, type FilterValues } from '../platform/list-filters.ts';
import type { Recorded } from '../platform/recording.ts';
import type { SortedPage } from '../platform/sorting.ts';
import { licenseModelFilters, licenseModelText } from './catalog-filters.ts';
import type { LicenseModel } from './rules/license-model.ts';

export interface LicenseModelFilter extends FilterValues<typeof licenseModelFilters> {
  /** part of the key or the name */
  readonly q?: string | undefined;
}

/** License models by their keys, locked against other writers. */
export async function lockLicenseModels(
  transaction: Transaction,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Recorded<LicenseModel>>> {
  const rows = await modelQuery(transaction)
    .where('licenseModel.licenseModelId', '=', sql<string>`any(${keys})`)
    .orderBy('licenseModel.id')
    .forNoKeyUpdate('licenseModel')
    .execute();
  return new Map(rows.map((row) => [row.licenseModelId, stored(row)]));
}

/** One license model; `lock` keeps away other writers, and whoever would refer to it. */
export async function selectLicenseModel(
  reader: Reader,
  licenseModelId: string,
  options: { readonly lock: boolean },
): Promise<Recorded<LicenseModel> | undefined> {
  const row = await modelQuery(reader)
    .where('licenseModel.licenseModelId', '=', licenseModelId)
    .$if(options.lock, (query) => query.forUpdate('licenseModel'))
    .executeTakeFirst();
  return row && stored(row);
}

/** One page of license models. */
export async function selectLicenseModels(
  reader: Reader,
  filter: LicenseModelFilter,
  page: SortedPage<Recorded<LicenseModel>>,
): Promise<readonly Recorded<LicenseModel>[]> {
  const rows = await modelQuery(reader)
    .where(await isAskedFor(reader, { filters: licenseModelFilters, searched: licenseModelText }, filter))
    .where(page.isAfter)
    .orderBy(page.order)
    .limit(page.rows)
    .execute();
  return rows.map(stored);
}

function modelQuery(reader: Reader) {
  return reader
    .selectFrom('licenseModel')
    .leftJoin('licenseTechnology', 'licenseTechnology.id', 'licenseModel.licenseTechnologyId')
    .selectAll('licenseModel')
    .select('licenseTechnology.licenseTechnologyId as technologyKey');
}

type LicenseModelRow = Omit<LicenseModel, 'licenseTechnologyId'> &
  Omit<Recorded<unknown>, 'entity'> & {
    readonly licenseTechnologyId: number | null;
    readonly technologyKey: string | null;
  };

function stored(row: LicenseModelRow): Recorded<LicenseModel> {
  const { id, version, createdAt, createdBy, updatedAt, updatedBy, technologyKey, ...columns } = row;
  const entity = { ...columns, licenseTechnologyId: technologyKey };
  return { id, version, entity, createdAt, createdBy, updatedAt, updatedBy };
}
