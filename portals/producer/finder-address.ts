import type { ItemOf } from '../shared/api/call.ts';

export type Hit = ItemOf<'search'>;

export interface Address {
  readonly to: string;
  readonly search?: Readonly<Record<string, string>>;
}

const folders: Readonly<Record<Exclude<Hit['kind'], 'lineItem' | 'maintenanceLineItem'>, string>> = {
  entitlement: '/entitlements',
  account: '/accounts',
  user: '/users',
  product: '/products',
  productLine: '/product-lines',
  feature: '/features',
  featureBundle: '/feature-bundles',
  licenseModel: '/license-models',
  licenseTechnology: '/license-technologies',
  partNumber: '/part-numbers',
  emailTemplate: '/email-templates',
  role: '/roles',
};

/** The page of what was found; a line item stands on the page of its entitlement. */
export function addressOf({ kind, key, entitlementId }: Hit): Address {
  const entitlement = `/entitlements/${encodeURIComponent(entitlementId ?? key)}`;
  if (kind === 'lineItem') return { to: entitlement, search: { item: key } };
  if (kind === 'maintenanceLineItem') return { to: entitlement, search: { tab: 'maintenance', item: key } };
  return { to: `${folders[kind]}/${encodeURIComponent(key)}` };
}
