import { sql } from 'kysely';
import type { Reader, Transaction } from '../platform/database.ts';
import type { Recorded } from '../platform/recording.ts';
import type { SortedPage } from '../platform/sorting.ts';
import type { NamedFilter } from './feature-store.ts';
import type { LicenseModel } from './rules/product.ts';

/** License models by their keys, locked against other writers. */
export async function lockLicenseModels(
  transaction: Transaction,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Recorded<LicenseModel>>> {
  const rows = await transaction
    .selectFrom('licenseModel')
    .selectAll('licenseModel')
    .where('licenseModel.licenseModelId', '=', sql<string>`any(${keys})`)
    .orderBy('licenseModel.id')
    .forNoKeyUpdate()
    .execute();
  return new Map(rows.map((row) => [row.licenseModelId, stored(row)]));
}

/** One license model; `lock` keeps away other writers, and whoever would refer to it. */
export async function selectLicenseModel(
  reader: Reader,
  licenseModelId: string,
  options: { readonly lock: boolean },
): Promise<Recorded<LicenseModel> | undefined> {
  const row = await reader
    .selectFrom('licenseModel')
    .selectAll('licenseModel')
    .where('licenseModel.licenseModelId', '=', licenseModelId)
    .$if(options.lock, (query) => query.forUpdate())
    .executeTakeFirst();
  return row && stored(row);
}

/** One page of license models. */
export async function selectLicenseModels(
  reader: Reader,
  filter: NamedFilter,
  page: SortedPage<Recorded<LicenseModel>>,
): Promise<readonly Recorded<LicenseModel>[]> {
  const { state, name } = filter;
  const rows = await reader
    .selectFrom('licenseModel')
    .selectAll('licenseModel')
    .$if(state !== undefined, (query) => query.where('licenseModel.state', '=', state ?? 'draft'))
    .$if(name !== undefined, (query) => query.where('licenseModel.name', '=', name ?? ''))
    .where(page.isAfter)
    .orderBy(page.order)
    .limit(page.rows)
    .execute();
  return rows.map(stored);
}

type LicenseModelRow = LicenseModel & Omit<Recorded<unknown>, 'entity'>;

function stored(row: LicenseModelRow): Recorded<LicenseModel> {
  const { id, version, createdAt, createdBy, updatedAt, updatedBy, ...entity } = row;
  return { id, version, entity, createdAt, createdBy, updatedAt, updatedBy };
}
