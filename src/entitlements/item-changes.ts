import type { Reason } from '../shared/decision.ts';
import {
  maintenanceLineItemChangesSchema,
  type EntitlementRecord,
  type ItemChanges,
  type LineItemRecord,
  type MaintenanceLineItemRecord,
} from './entitlement-schemas.ts';
import { itemWords, type ItemTarget } from './item-targets.ts';
import type { LineItem, MaintenanceLineItem } from './rules/entitlement.ts';

/** An item with what is to be changed of it. */
export interface AskedChange {
  readonly target: ItemTarget;
  readonly change: ItemChanges;
}

/** The changes of one entitlement's items as one record of it. The items are in the order in which they are asked. */
export function recordOfChanges(entitlementId: string, asked: readonly AskedChange[]): EntitlementRecord {
  return {
    entitlementId,
    lineItems: asked.flatMap(({ target, change }) =>
      target.kind === 'lineItem' ? [lineItemRecord(target.item.entity, change)] : [],
    ),
    maintenanceLineItems: asked.flatMap(({ target, change }) =>
      target.kind === 'maintenanceLineItem' ? [maintenanceRecord(target.item.entity, change)] : [],
    ),
  };
}

function lineItemRecord(stored: LineItem, change: ItemChanges): LineItemRecord {
  const { activationId: _newId, productId: _product, covers: _covers, ...fields } = change;
  return { ...fields, activationId: stored.activationId, quantity: fields.quantity ?? stored.quantity };
}

function maintenanceRecord(stored: MaintenanceLineItem, change: ItemChanges): MaintenanceLineItemRecord {
  const { productId, covers, startDate, permanent, expirationDate } = change;
  const { description, orderId, orderLineNumber, attributes } = change;
  return {
    activationId: stored.activationId,
    productId: productId ?? stored.productId,
    covers,
    startDate: startDate ?? undefined,
    permanent,
    expirationDate,
    description,
    orderId,
    orderLineNumber,
    attributes,
  };
}

const onlyOfMaintenance: ReadonlySet<string> = new Set(['productId', 'covers']);
const ofMaintenance: ReadonlySet<string> = new Set(Object.keys(maintenanceLineItemChangesSchema.shape));

/** What speaks against the fields of a change: the kind of item that it is for has none of that name. */
export function reasonsAgainstFields({ target, change }: AskedChange): readonly Reason[] {
  const isLineItem = target.kind === 'lineItem';
  const foreign = Object.keys(change).filter((name) =>
    isLineItem ? onlyOfMaintenance.has(name) : !ofMaintenance.has(name),
  );
  const reasons: readonly Reason[] = foreign.map((name) => ({
    code: 'field_not_allowed',
    message: `A ${itemWords[target.kind]} has no field ${name}.`,
    remedy: 'Leave it away.',
    pointer: `/${name}`,
  }));
  if (isLineItem || change.startDate !== null) return reasons;
  return [
    ...reasons,
    { code: 'start_date_required', message: 'Maintenance needs a startDate.', pointer: '/startDate' },
  ];
}
