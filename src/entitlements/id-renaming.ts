import { sql } from 'kysely';
import { updateRows, type Transaction } from '../platform/database.ts';
import { recordHistory, type HistorySource } from '../platform/history.ts';

/** A right that gets another key; `entitlementRow` is the row of the entitlement that it is, or that holds it. */
export interface Renaming {
  readonly entity: 'entitlement' | 'lineItem' | 'maintenanceLineItem';
  readonly id: number;
  readonly entitlementRow: number;
  readonly from: string;
  readonly to: string;
}

/** Those among some IDs that are taken, by whatever kind of right. */
export async function selectTakenIds(transaction: Transaction, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await transaction
    .selectFrom('identifier')
    .select('identifier.key')
    .where('identifier.key', '=', sql<string>`any(${ids})`)
    .execute();
  return new Set(rows.map((row) => row.key));
}

/** Gives rights other keys, with their history. The version of an entitlement grows with what it holds. */
export async function renameRights(
  transaction: Transaction,
  source: HistorySource,
  renamings: readonly Renaming[],
): Promise<void> {
  const by = { updatedBy: source.name };
  const of = (entity: Renaming['entity']) => renamings.filter((one) => one.entity === entity);
  const renamed = new Map(of('entitlement').map(({ id, to }) => [id, to]));
  const holders = new Set(renamings.map((one) => one.entitlementRow).filter((row) => !renamed.has(row)));
  await updateRows(
    transaction,
    'entitlement',
    'version',
    [...renamed].map(([id, entitlementId]) => ({ id, entitlementId, ...by })),
  );
  await updateRows(
    transaction,
    'entitlement',
    'version',
    [...holders].map((id) => ({ id, ...by })),
  );
  for (const entity of ['lineItem', 'maintenanceLineItem'] as const)
    await updateRows(
      transaction,
      entity,
      'version',
      of(entity).map(({ id, to }) => ({ id, activationId: to, ...by })),
    );
  await recordHistory(
    transaction,
    source,
    renamings.map(({ entity, id, from, to }) => ({
      entity,
      subjectId: id,
      entityKey: to,
      event: 'changed' as const,
      before: { [keyOf(entity)]: from },
      after: { [keyOf(entity)]: to },
    })),
  );
}

function keyOf(entity: Renaming['entity']): 'entitlementId' | 'activationId' {
  return entity === 'entitlement' ? 'entitlementId' : 'activationId';
}
