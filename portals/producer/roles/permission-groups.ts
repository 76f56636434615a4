import { childPermissions, type Permission } from '../../../src/accounts/rules/permissions.ts';
import { permissionNeededBy } from '../../../src/accounts/rules/permission-needs.ts';
import type { RoleKind } from '../../../src/shared/vocabulary.ts';
import {
  endUserPermissionsText,
  producerPermissionsText,
  type PermissionWords,
} from '../../messages/en/producer-permissions.ts';
import type { permissionGroupsText as text } from '../../messages/en/producer-roles.ts';

export interface PermissionGroup {
  readonly name: keyof typeof text;
  readonly permissions: readonly Permission[];
}

const producerGroups: readonly PermissionGroup[] = [
  {
    name: 'entitlements',
    permissions: [
      'viewEntitlements',
      'viewExpiringEntitlements',
      'updateEntitlements',
      'createEntitlements',
      'changeEntitlementState',
      'renewEntitlements',
      'upgradeEntitlements',
      'upsellEntitlements',
      'deleteEntitlements',
    ],
  },
  { name: 'licenses', permissions: ['viewLicenses', 'generateLicenses'] },
  {
    name: 'products',
    permissions: [
      'viewProducts',
      'updateProducts',
      'createProducts',
      'changeProductState',
      'deleteProducts',
      'manageProductLines',
      'assignProductLines',
    ],
  },
  {
    name: 'features',
    permissions: ['viewFeatures', 'updateFeatures', 'createFeatures', 'changeFeatureState', 'deleteFeatures'],
  },
  {
    name: 'featureBundles',
    permissions: [
      'viewFeatureBundles',
      'updateFeatureBundles',
      'createFeatureBundles',
      'changeFeatureBundleState',
      'deleteFeatureBundles',
    ],
  },
  {
    name: 'licenseModels',
    permissions: [
      'viewLicenseModels',
      'updateLicenseModels',
      'createLicenseModels',
      'changeLicenseModelState',
      'deleteLicenseModels',
    ],
  },
  { name: 'accounts', permissions: ['viewAccounts', 'manageAccounts', 'viewUsers', 'manageUsers'] },
  {
    name: 'alerts',
    permissions: ['viewJobs', 'manageJobs', 'viewEmails', 'manageEmails', 'viewEmailTemplates', 'manageEmailTemplates'],
  },
  {
    name: 'system',
    permissions: [
      'viewSettings',
      'manageSettings',
      'viewRoles',
      'manageRoles',
      'manageApiKeys',
      'importEntities',
      'viewAudit',
    ],
  },
];

const endUserGroups: readonly PermissionGroup[] = [
  {
    name: 'entitlements',
    permissions: [
      'viewEntitlements',
      'viewExpiringEntitlements',
      'transferLineItems',
      'splitLineItems',
      'getDownloads',
    ],
  },
  {
    name: 'licenses',
    permissions: [
      'viewLicenses',
      'generateLicenses',
      'returnLicenses',
      'repairLicenses',
      'rehostLicenses',
      'viewDevices',
      'transferHosts',
    ],
  },
  { name: 'accounts', permissions: ['viewAccounts', 'manageAccounts', 'viewUsers', 'manageUsers'] },
  { name: 'childAccounts', permissions: childPermissions },
];

/** The permissions that roles of a kind may give, in groups. */
export function groupsFor(kind: RoleKind): readonly PermissionGroup[] {
  return kind === 'producer' ? producerGroups : endUserGroups;
}

/** How many permissions roles of a kind can give at most. */
export function permissionsOf(kind: RoleKind): readonly Permission[] {
  return groupsFor(kind).flatMap(({ permissions }) => permissions);
}

/** A permission in words, as people of a kind know it; its name where this release knows no words for it. */
export function wordsOf(kind: RoleKind, permission: string): PermissionWords {
  const texts: Readonly<Record<string, PermissionWords | undefined>> =
    kind === 'producer' ? producerPermissionsText : endUserPermissionsText;
  return texts[permission] ?? [permission, ''];
}

/** These permissions with another one, and whatever that one is of no use without. */
export function withPermission(kind: RoleKind, held: readonly Permission[], added: Permission): readonly Permission[] {
  const needed = permissionNeededBy(kind, added);
  const before = needed === undefined || held.includes(needed) ? held : withPermission(kind, held, needed);
  return before.includes(added) ? before : [...before, added];
}

/** These permissions without one of them, and without those that are of no use without it. */
export function withoutPermission(
  kind: RoleKind,
  held: readonly Permission[],
  taken: Permission,
): readonly Permission[] {
  const left = held.filter((permission) => permission !== taken);
  const lone = left.find((permission) => permissionNeededBy(kind, permission) === taken);
  return lone === undefined ? left : withoutPermission(kind, withoutPermission(kind, left, lone), taken);
}
