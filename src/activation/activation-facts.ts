import { selectLineItems } from '../entitlements/entitlement-store.ts';
import type { ChainRow } from '../entitlements/chain-copies-store.ts';
import type { LineItem } from '../entitlements/rules/entitlement.ts';
import type { Transaction } from '../platform/database.ts';
import type { Recorded } from '../platform/recording.ts';
import type { Day } from '../shared/day.ts';
import { lockFulfillmentsOnHost } from './fulfillment-store.ts';
import { newFulfillmentId } from './new-fulfillment-id.ts';
import type { Fulfillment, Host } from './rules/fulfillment.ts';
import type { ActivationFacts } from './rules/plan-activation.ts';

/** The facts of an activation, with what is stored of everything that it may change. */
export interface ActivationKnowledge {
  readonly facts: ActivationFacts;
  readonly fulfillments: readonly Recorded<Fulfillment>[];
  readonly chain: readonly ChainRow[];
  readonly lineItems: ReadonlyMap<string, { readonly id: number; readonly entity: LineItem }>;
}

/** Everything that an activation must be told, of a chain that is locked. */
export async function learnForActivation(
  transaction: Transaction,
  row: number,
  chain: readonly ChainRow[],
  { host, today }: { readonly host: Host; readonly today: Day },
): Promise<ActivationKnowledge> {
  const found = await selectLineItems(
    transaction,
    'lineItem',
    chain.map((item) => item.id),
    { lock: false },
  );
  const stored = [...found.values()].flat();
  const item = stored.find(({ id }) => id === row);
  if (item === undefined) throw new Error(`line item ${row} is gone although its chain is locked`);
  const lineItems = new Map(stored.map((one) => [one.entity.activationId, one]));
  const ancestors = ancestorsOf(item.entity, lineItems);
  const fulfillments = await lockFulfillmentsOnHost(
    transaction,
    ancestors.map((one) => one.id),
    host,
  );
  const facts = {
    today,
    ...(await selectEntitlement(transaction, item.entitlementRow)),
    item: item.entity,
    ancestors: ancestors.map((one) => one.entity),
    chain,
    onHost: fulfillments.map((one) => one.entity),
    newIds: [newFulfillmentId(), ...fulfillments.map(newFulfillmentId)],
  };
  return { facts, fulfillments, chain, lineItems };
}

function ancestorsOf<Stored extends { readonly entity: LineItem }>(
  item: LineItem,
  lineItems: ReadonlyMap<string, Stored>,
): readonly Stored[] {
  const ancestors: Stored[] = [];
  for (
    let above = lineItems.get(item.parentActivationId ?? '');
    above !== undefined;
    above = lineItems.get(above.entity.parentActivationId ?? '')
  )
    ancestors.push(above);
  return ancestors;
}

function selectEntitlement(transaction: Transaction, row: number) {
  return transaction
    .selectFrom('entitlement')
    .select(['entitlement.entitlementId', 'entitlement.state as entitlementState'])
    .where('entitlement.id', '=', row)
    .executeTakeFirstOrThrow();
}
