import type { Selectable } from 'kysely';
import type { Tables } from '../platform/tables.ts';
import type { LineItem, MaintenanceLineItem } from './rules/entitlement.ts';

export type LineItemRow = Selectable<Tables['lineItem']>;
export type MaintenanceRow = Selectable<Tables['maintenanceLineItem']>;

/** A row, with what is kept in other tables, as the line item that the rules know. */
export function presentLineItem(
  row: LineItemRow & Pick<LineItem, 'parentActivationId' | 'partNumber'>,
  parts: Pick<LineItem, 'products' | 'licenseModels'>,
): LineItem {
  return {
    activationId: row.activationId,
    type: row.type,
    parentActivationId: row.parentActivationId,
    ...parts,
    partNumber: row.partNumber,
    licenseModelAttributes: row.licenseModelAttributes,
    policies: row.policies,
    quantity: row.quantity,
    additionalCopies: row.additionalCopies,
    startDateOption: row.startDateOption,
    startDate: row.startDate,
    permanent: row.permanent,
    term: row.term,
    expirationDate: row.expirationDate,
    versionDateOption: row.versionDateOption,
    versionDate: row.versionDate,
    versionTerm: row.versionTerm,
    autoRenew: autoRenewOf(row),
    state: row.state,
    notice: row.notice,
    serialNumber: row.serialNumber,
    description: row.description,
    orderId: row.orderId,
    orderLineNumber: row.orderLineNumber,
    attributes: row.attributes,
  };
}

function autoRenewOf({ autoRenewTerm, autoRenewExpirationDate }: LineItemRow): LineItem['autoRenew'] {
  if (autoRenewTerm !== null) return { term: autoRenewTerm };
  return autoRenewExpirationDate === null ? null : { expirationDate: autoRenewExpirationDate };
}

/** A row, with what is kept in other tables, as the maintenance line item that the rules know. */
export function presentMaintenance(
  row: MaintenanceRow & {
    readonly productKey: string;
    readonly parentActivationId: string | null;
    readonly covers: readonly string[];
  },
): MaintenanceLineItem {
  return {
    activationId: row.activationId,
    productId: row.productKey,
    parentActivationId: row.parentActivationId,
    covers: row.covers,
    startDate: row.startDate,
    permanent: row.permanent,
    expirationDate: row.expirationDate,
    state: row.state,
    description: row.description,
    orderId: row.orderId,
    orderLineNumber: row.orderLineNumber,
    attributes: row.attributes,
  };
}
