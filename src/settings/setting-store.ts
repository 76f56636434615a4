import { sql } from 'kysely';
import { json, type Reader, type Transaction } from '../platform/database.ts';
import type { Json } from '../shared/vocabulary.ts';
import { settingsFrom, type SettingName, type Settings } from './rules/setting-definitions.ts';

/** The history's word for a setting. */
export const settingEntity = 'setting';

/** Every setting with its value now. */
export async function readSettings(reader: Reader): Promise<Settings> {
  return settingsOf(await reader.selectFrom('setting').select(['setting.name', 'setting.value']).execute());
}

/** What was ever set, by whom and when. */
export async function selectSettings(reader: Reader) {
  return reader.selectFrom('setting').selectAll('setting').execute();
}

/** Every setting out of those that were ever set. */
export function settingsOf(rows: readonly { readonly name: string; readonly value: Json }[]): Settings {
  return settingsFrom(Object.fromEntries(rows.map((row) => [row.name, row.value])));
}

/** Changes of settings, the newest first, from the one before a row on; 0 begins with the newest of all. */
export async function selectSettingChanges(
  reader: Reader,
  { name, before, limit }: { readonly name?: string | undefined; readonly before: number; readonly limit: number },
) {
  let query = settingChanges(reader);
  if (before > 0) query = query.where('historyRecord.id', '<', before);
  if (name !== undefined) query = query.where('historyRecord.entityKey', '=', name);
  return query.orderBy('historyRecord.id', 'desc').limit(limit).execute();
}

/** One change of a setting. */
export async function selectSettingChange(reader: Reader, id: number) {
  return settingChanges(reader).where('historyRecord.id', '=', id).executeTakeFirst();
}

function settingChanges(reader: Reader) {
  return reader
    .selectFrom('historyRecord')
    .selectAll('historyRecord')
    .where('historyRecord.entity', '=', settingEntity)
    .where('historyRecord.subjectId', 'is', null);
}

/** Stores values; the rows of several changes at once are locked in the order of their names. */
export async function upsertSettings(
  transaction: Transaction,
  changes: ReadonlyMap<SettingName, Json>,
  updatedBy: string,
): Promise<void> {
  for (const [name, value] of [...changes].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    await transaction
      .insertInto('setting')
      .values({ name, value: json(value), updatedBy })
      .onConflict((conflict) =>
        conflict.column('name').doUpdateSet({ value: json(value), updatedBy, updatedAt: sql`now()` }),
      )
      .execute();
}

/** Lets one change of settings happen after the other, as each is checked against all that stay. */
export async function lockSettings(transaction: Transaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('licet'), hashtext('settings'))`.execute(transaction);
}
