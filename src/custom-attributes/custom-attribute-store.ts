import { sql, type RawBuilder } from 'kysely';
import type { Reader, Transaction } from '../platform/database.ts';
import type { Recorded } from '../platform/recording.ts';
import type { SortedPage } from '../platform/sorting.ts';
import type { CustomAttributeEntity } from '../shared/vocabulary.ts';
import type { CustomAttribute } from './rules/custom-attribute.ts';

export interface CustomAttributeFilter {
  readonly entity?: CustomAttributeEntity | undefined;
}

const key = sql<string>`custom_attribute.entity || '/' || custom_attribute.name`;

/** Definitions by their keys, locked against other writers. */
export async function lockCustomAttributes(
  transaction: Transaction,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Recorded<CustomAttribute>>> {
  const rows = await transaction
    .selectFrom('customAttribute')
    .selectAll('customAttribute')
    .where(key, '=', sql<string>`any(${keys})`)
    .orderBy('customAttribute.id')
    .forNoKeyUpdate()
    .execute();
  return new Map(rows.map((row) => [`${row.entity}/${row.name}`, stored(row)]));
}

/** One definition; `lock` keeps away other writers, and whoever would give values to it. */
export async function selectCustomAttribute(
  reader: Reader,
  wanted: string,
  options: { readonly lock: boolean },
): Promise<Recorded<CustomAttribute> | undefined> {
  const row = await reader
    .selectFrom('customAttribute')
    .selectAll('customAttribute')
    .where(key, '=', wanted)
    .$if(options.lock, (query) => query.forUpdate())
    .executeTakeFirst();
  return row && stored(row);
}

/** One page of definitions. */
export async function selectCustomAttributes(
  reader: Reader,
  { entity }: CustomAttributeFilter,
  page: SortedPage<Recorded<CustomAttribute>>,
): Promise<readonly Recorded<CustomAttribute>[]> {
  const rows = await reader
    .selectFrom('customAttribute')
    .selectAll('customAttribute')
    .$if(entity !== undefined, (query) => query.where('customAttribute.entity', '=', entity ?? 'account'))
    .where(page.isAfter)
    .orderBy(page.order)
    .limit(page.rows)
    .execute();
  return rows.map(stored);
}

/** Every definition of some entities: at most `customAttributesMax` each. */
export async function selectDefinitions(
  reader: Reader,
  entities: readonly CustomAttributeEntity[],
): Promise<readonly Recorded<CustomAttribute>[]> {
  const rows = await reader
    .selectFrom('customAttribute')
    .selectAll('customAttribute')
    .where('customAttribute.entity', 'in', entities)
    .orderBy('customAttribute.position')
    .orderBy('customAttribute.id')
    .execute();
  return rows.map(stored);
}

/** Keeps definitions from being deleted while values of them are written; answers those that are still there. */
export async function holdDefinitions(transaction: Transaction, ids: readonly number[]): Promise<ReadonlySet<number>> {
  if (ids.length === 0) return new Set();
  const rows = await transaction
    .selectFrom('customAttribute')
    .select('customAttribute.id')
    .where('customAttribute.id', '=', sql<number>`any(${ids})`)
    .orderBy('customAttribute.id')
    .forKeyShare()
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** How many definitions each entity has, and the place behind the last one. */
export async function selectPlaces(
  reader: Reader,
): Promise<ReadonlyMap<CustomAttributeEntity, { readonly count: number; readonly next: number }>> {
  const rows = await reader
    .selectFrom('customAttribute')
    .select(({ fn }) => ['customAttribute.entity', fn.countAll<number>().as('count'), fn.max('position').as('last')])
    .groupBy('customAttribute.entity')
    .execute();
  return new Map(rows.map(({ entity, count, last }) => [entity, { count, next: last + 1 }]));
}

/** The value of the setting by which names without a definition are refused. */
export async function selectOnlyDefined(reader: Reader): Promise<boolean> {
  const row = await reader
    .selectFrom('setting')
    .select('setting.value')
    .where('setting.name', '=', 'onlyDefinedAttributes')
    .executeTakeFirst();
  return row?.value === true;
}

/** The first few records that have a value of an attribute, in words. */
export async function selectUsesOf(
  transaction: Transaction,
  { entity, name }: Pick<CustomAttribute, 'entity' | 'name'>,
  max: number,
): Promise<readonly string[]> {
  const { rows } = await usesOf[entity](name, max).execute(transaction);
  return rows.map(({ words }) => words);
}

type Uses = (name: string, max: number) => RawBuilder<{ words: string }>;

// The conditions are those of the indexes, letter by letter.
const usesIn =
  (table: string, words: string, column: string, also = sql`true`): Uses =>
  (name, max) =>
    sql<{ words: string }>`
    select ${words} || ' ' || ${sql.ref(column)} as words from ${sql.table(table)}
     where ${also} and attributes <> '{}'
       and jsonb_path_query_array(attributes, '$.keyvalue() ? (@.value != null).key') ? ${name}
     limit ${max}`;

const usesOf: Readonly<Record<CustomAttributeEntity, Uses>> = {
  account: usesIn('account', 'account', 'accountId'),
  user: usesIn('licetUser', 'user', 'userId', sql`deleted_at is null`),
  product: usesIn('product', 'product', 'productId'),
  entitlement: usesIn('entitlement', 'entitlement', 'entitlementId'),
  lineItem: usesIn('lineItem', 'line item', 'activationId'),
  maintenanceLineItem: usesIn('maintenanceLineItem', 'maintenance line item', 'activationId'),
};

function stored(row: CustomAttribute & Omit<Recorded<unknown>, 'entity'>): Recorded<CustomAttribute> {
  const { id, version, createdAt, createdBy, updatedAt, updatedBy, ...entity } = row;
  return { id, version, entity, createdAt, createdBy, updatedAt, updatedBy };
}
