import type { ChildPermission, Permission } from './permissions.ts';

/** What a role that holds it in an account gives in each account below (reference 1.5). */
const givenBelow: Readonly<Record<ChildPermission, readonly Permission[]>> = {
  viewChildLineItems: ['viewEntitlements'],
  generateLicenseForChildLineItems: ['generateLicenses'],
  returnChildFulfillments: ['returnLicenses'],
  rehostChildFulfillments: ['rehostLicenses'],
  repairChildFulfillments: ['repairLicenses'],
  upgradeChildFulfillments: ['upgradeEntitlements'],
  renewChildFulfillments: ['renewEntitlements'],
  transferChildFulfillments: ['transferLineItems'],
  viewChildLicenses: ['viewLicenses'],
  viewChildDevices: ['viewDevices'],
  viewChildAccounts: ['viewAccounts'],
  manageChildAccounts: ['manageAccounts'],
  viewChildUsers: ['viewUsers'],
  manageChildUsers: ['manageUsers'],
};

function isChildPermission(permission: Permission): permission is ChildPermission {
  return permission in givenBelow;
}

/**
 * What somebody may do in every account below one in which they hold these permissions. Who sees the line items there, and what
 * expires in the account itself, also sees what expires there.
 */
export function permissionsBelow(held: ReadonlySet<Permission>): ReadonlySet<Permission> {
  const below = new Set([...held].filter(isChildPermission).flatMap((permission) => givenBelow[permission]));
  if (held.has('viewChildLineItems') && held.has('viewExpiringEntitlements')) below.add('viewExpiringEntitlements');
  return below;
}
