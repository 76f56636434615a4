import type { Reason } from '../../shared/decision.ts';
import type { RoleKind } from '../../shared/vocabulary.ts';
import type { Permission } from './permissions.ts';

type Needs = Readonly<Partial<Record<Permission, Permission>>>;

/** Which permission is of no use without which other: "also assign" of reference 1.5. */
const producerNeeds: Needs = {
  manageAccounts: 'viewAccounts',
  manageUsers: 'viewUsers',
  manageRoles: 'viewRoles',
  updateProducts: 'viewProducts',
  createProducts: 'updateProducts',
  deleteProducts: 'viewProducts',
  updateFeatures: 'viewFeatures',
  createFeatures: 'updateFeatures',
  deleteFeatures: 'viewFeatures',
  updateFeatureBundles: 'viewFeatureBundles',
  createFeatureBundles: 'updateFeatureBundles',
  deleteFeatureBundles: 'viewFeatureBundles',
  updateLicenseModels: 'viewLicenseModels',
  createLicenseModels: 'updateLicenseModels',
  deleteLicenseModels: 'viewLicenseModels',
  updateEntitlements: 'viewEntitlements',
  createEntitlements: 'updateEntitlements',
  changeEntitlementState: 'updateEntitlements',
  deleteEntitlements: 'viewEntitlements',
  renewEntitlements: 'updateEntitlements',
  upgradeEntitlements: 'updateEntitlements',
  upsellEntitlements: 'updateEntitlements',
  viewLicenses: 'viewEntitlements',
  generateLicenses: 'viewLicenses',
  manageEmails: 'viewEmails',
  manageEmailTemplates: 'viewEmailTemplates',
  manageJobs: 'viewJobs',
  manageSettings: 'viewSettings',
};

const endUserNeeds: Needs = {
  generateLicenses: 'viewEntitlements',
  returnLicenses: 'generateLicenses',
  repairLicenses: 'generateLicenses',
  rehostLicenses: 'generateLicenses',
  manageAccounts: 'viewAccounts',
  manageUsers: 'viewUsers',
  generateLicenseForChildLineItems: 'viewChildLineItems',
  manageChildAccounts: 'viewChildAccounts',
  manageChildUsers: 'viewChildUsers',
};

/** The permission without which another is of no use to roles of a kind; nothing where it needs none. */
export function permissionNeededBy(kind: RoleKind, permission: string): Permission | undefined {
  const needs: Readonly<Record<string, Permission | undefined>> = kind === 'producer' ? producerNeeds : endUserNeeds;
  return needs[permission];
}

/** What speaks against a role with these permissions: one reason for each that needs another which is not there. */
export function reasonsAgainstLonePermissions(kind: RoleKind, permissions: readonly string[]): readonly Reason[] {
  const held = new Set(permissions);
  return permissions.flatMap((permission, index) => {
    const needed = permissionNeededBy(kind, permission);
    if (needed === undefined || held.has(needed)) return [];
    return [
      {
        code: 'permission_needs',
        message: `${permission} is of no use without ${needed}.`,
        remedy: `Give the role ${needed} too, or take ${permission} away.`,
        pointer: `/permissions/${index}`,
      },
    ];
  });
}
