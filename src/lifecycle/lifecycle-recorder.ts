import { saleRecorder } from '../entitlements/entitlement-recorder.ts';
import type { EntitlementKnowledge } from '../entitlements/entitlement-facts.ts';
import type { EntitlementRecord } from '../entitlements/entitlement-schemas.ts';
import type { StoredEntitlement } from '../entitlements/entitlement-store.ts';
import type { Entitlement } from '../entitlements/rules/entitlement.ts';
import type { Recorder } from '../platform/recording.ts';
import type { Reason } from '../shared/decision.ts';

/** How many items a record names, which stand first in it. */
interface Named {
  readonly lineItems: number;
  readonly maintenanceLineItems: number;
}

/**
 * Records children of line items together with what becomes of their parents and maintenance, in entitlements that the caller has
 * locked. Everything is asked that is asked of a sale, as far as it concerns what is recorded: what was wrong before elsewhere
 * stands in nobody's way. `inPeriods` names the children whose end follows from the periods of their chain: it need not be that of a
 * term from their own start.
 */
export function lifecycleRecorder(
  stored: readonly StoredEntitlement[],
  inPeriods: ReadonlySet<string>,
): Recorder<EntitlementRecord, Entitlement, EntitlementKnowledge> {
  const byId = new Map(stored.map((one) => [one.entity.entitlementId, one]));
  const named = new Map<string, Named>();
  return {
    ...saleRecorder,
    prepare: (_transaction, records) => {
      for (const { entitlementId, lineItems = [], maintenanceLineItems = [] } of records)
        named.set(entitlementId, {
          lineItems: lineItems.length,
          maintenanceLineItems: maintenanceLineItems.length,
        });
      return Promise.resolve(records);
    },
    find: (_transaction, keys) =>
      Promise.resolve(new Map(keys.flatMap((key) => [byId.get(key) ?? []].flat().map((one) => [key, one] as const)))),
    reasonsAgainst: (entitlement, facts, before) =>
      saleRecorder
        .reasonsAgainst(entitlement, facts, before)
        .filter((reason) => concerns(reason, named.get(entitlement.entitlementId)))
        .filter((reason) => !isOfPeriod(reason, entitlement, inPeriods)),
  };
}

function concerns({ pointer = '' }: Reason, named: Named = { lineItems: 0, maintenanceLineItems: 0 }): boolean {
  const [, list = '', place = ''] = /^\/(lineItems|maintenanceLineItems)\/(\d+)(?:\/|$)/.exec(pointer) ?? [];
  const count = list === 'maintenanceLineItems' ? named.maintenanceLineItems : named.lineItems;
  return list !== '' && Number(place) < count;
}

function isOfPeriod(
  { code, pointer = '' }: Reason,
  { lineItems }: Entitlement,
  inPeriods: ReadonlySet<string>,
): boolean {
  if (code !== 'term_or_expiration') return false;
  const place = /^\/lineItems\/(\d+)\//.exec(pointer)?.[1];
  return inPeriods.has(lineItems[Number(place)]?.activationId ?? '');
}
