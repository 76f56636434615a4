import type { AnswerOf, ItemOf } from '../../shared/api/call.ts';

export type LineItem = ItemOf<'listLineItems'>;
export type Entitlement = AnswerOf<'getEntitlement'>;
export type MaintenanceLineItem = AnswerOf<'getMaintenanceLineItem'>;

/** `PhotoPrint 2.0` */
export function productName({ name, version }: { readonly name: string; readonly version: string }): string {
  return `${name} ${version}`.trim();
}

/** The address of an entitlement's page. */
export function entitlementPath(entitlementId: string): string {
  return `/entitlements/${encodeURIComponent(entitlementId)}`;
}
