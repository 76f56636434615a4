import { sql, type RawBuilder } from 'kysely';
import type { Reader, Transaction } from '../platform/database.ts';
import { isAskedFor, type FilterValues } from '../platform/list-filters.ts';
import type { Recorded } from '../platform/recording.ts';
import type { SortedPage } from '../platform/sorting.ts';
import { licenseTechnologyFilters, licenseTechnologyText } from './catalog-filters.ts';
import type { LicenseTechnology } from './rules/license-technology.ts';

export interface LicenseTechnologyFilter extends FilterValues<typeof licenseTechnologyFilters> {
  /** part of the key or the name */
  readonly q?: string | undefined;
}

/** License technologies by their keys, locked against other writers and whoever would refer to them. */
export async function lockLicenseTechnologies(
  transaction: Transaction,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Recorded<LicenseTechnology>>> {
  const rows = await transaction
    .selectFrom('licenseTechnology')
    .selectAll('licenseTechnology')
    .where('licenseTechnology.licenseTechnologyId', '=', sql<string>`any(${keys})`)
    .orderBy('licenseTechnology.id')
    .forUpdate()
    .execute();
  return new Map(rows.map((row) => [row.licenseTechnologyId, stored(row)]));
}

/** One license technology; `lock` keeps away other writers, and whoever would refer to it. */
export async function selectLicenseTechnology(
  reader: Reader,
  licenseTechnologyId: string,
  options: { readonly lock: boolean },
): Promise<Recorded<LicenseTechnology> | undefined> {
  const row = await reader
    .selectFrom('licenseTechnology')
    .selectAll('licenseTechnology')
    .where('licenseTechnology.licenseTechnologyId', '=', licenseTechnologyId)
    .$if(options.lock, (query) => query.forUpdate())
    .executeTakeFirst();
  return row && stored(row);
}

/** One page of license technologies. */
export async function selectLicenseTechnologies(
  reader: Reader,
  filter: LicenseTechnologyFilter,
  page: SortedPage<Recorded<LicenseTechnology>>,
): Promise<readonly Recorded<LicenseTechnology>[]> {
  const rows = await reader
    .selectFrom('licenseTechnology')
    .selectAll('licenseTechnology')
    .where(await isAskedFor(reader, { filters: licenseTechnologyFilters, searched: licenseTechnologyText }, filter))
    .where(page.isAfter)
    .orderBy(page.order)
    .limit(page.rows)
    .execute();
  return rows.map(stored);
}

/** License technologies by their keys, with what the rules ask of them; `hold` keeps them as they are until the transaction ends. */
export async function technologyRows(reader: Reader, keys: readonly string[], options: { readonly hold: boolean }) {
  const rows = await reader
    .selectFrom('licenseTechnology')
    .select([
      'licenseTechnology.id',
      'licenseTechnology.licenseTechnologyId',
      'licenseTechnology.technology',
      'licenseTechnology.state',
    ])
    .where('licenseTechnology.licenseTechnologyId', '=', sql<string>`any(${[...new Set(keys)]})`)
    .orderBy('licenseTechnology.id')
    .$if(options.hold, (query) => query.forKeyShare())
    .execute();
  return new Map(rows.map((row) => [row.licenseTechnologyId, row]));
}

/** The first few license models that name a license technology, in words; of all, or of those that are no drafts. */
export async function selectModelsOfTechnology(
  reader: Reader,
  id: number,
  { which, max }: { readonly which: 'all' | 'inProduction'; readonly max: number },
): Promise<readonly string[]> {
  const isMeant: RawBuilder<boolean> = which === 'all' ? sql`true` : sql`license_model.state <> 'draft'`;
  const rows = await reader
    .selectFrom('licenseModel')
    .select('licenseModel.licenseModelId')
    .where('licenseModel.licenseTechnologyId', '=', id)
    .where(isMeant)
    .orderBy('licenseModel.id')
    .limit(max)
    .execute();
  return rows.map((row) => `license model ${row.licenseModelId}`);
}

type TechnologyRow = LicenseTechnology & Omit<Recorded<unknown>, 'entity'>;

function stored(row: TechnologyRow): Recorded<LicenseTechnology> {
  const { id, version, createdAt, createdBy, updatedAt, updatedBy, ...entity } = row;
  return { id, version, entity, createdAt, createdBy, updatedAt, updatedBy };
}
