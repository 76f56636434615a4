import { sql } from 'kysely';
import { json, type Database, type Transaction } from '../platform/database.ts';
import type { Json } from '../shared/vocabulary.ts';
import { settingsFrom, type SettingName, type Settings } from './rules/setting-definitions.ts';

/** Every setting with its value now. */
export async function readSettings(database: Database | Transaction): Promise<Settings> {
  const rows = await database.selectFrom('setting').select(['setting.name', 'setting.value']).execute();
  return settingsFrom(Object.fromEntries(rows.map((row) => [row.name, row.value])));
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
