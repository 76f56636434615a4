import type { Reader } from './database.ts';
import { zoneUnlessSet } from '../shared/time-zone.ts';

/** The producer's time zone, for those who know no settings: days of filters begin and end in it. */
export async function businessZone(reader: Reader): Promise<string> {
  const row = await reader
    .selectFrom('setting')
    .select('setting.value')
    .where('setting.name', '=', 'businessTimeZone')
    .executeTakeFirst();
  return typeof row?.value === 'string' ? row.value : zoneUnlessSet;
}
