import type { Database, Transaction } from '../platform/database.ts';
import { startOfDay, type Day } from '../shared/day.ts';
import { readSettings } from './setting-store.ts';

/** Where a list begins: at an instant, or with a day in the producer's time zone. */
export type Beginning = Date | Day;

/** The instant at which a list begins; undefined where it has no beginning. */
export async function beginningOf(
  reader: Database | Transaction,
  from: Beginning | undefined,
): Promise<Date | undefined> {
  if (from === undefined || from instanceof Date) return from;
  const { businessTimeZone } = await readSettings(reader);
  return new Date(startOfDay(from, businessTimeZone));
}
