import type { Database, Transaction } from '../platform/database.ts';
import type { Day } from '../shared/day.ts';
import { selectCopyCounts } from './chain-copies-store.ts';
import { selectMaintenanceOf } from './entitlement-queries.ts';
import type { BesideLineItems } from './entitlement-views.ts';
import type { Sight } from './sight.ts';

/** What is told of line items beside what is stored of them, in a fixed number of queries. */
export async function selectBesideLineItems(
  reader: Database | Transaction,
  lineItems: readonly number[],
  sight: Pick<Sight, 'states' | 'productLines'>,
  today: Day,
): Promise<BesideLineItems> {
  return {
    maintenanceOf: await selectMaintenanceOf(reader, lineItems, sight),
    copiesOf: await selectCopyCounts(reader, lineItems, today),
  };
}
