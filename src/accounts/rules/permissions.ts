/** Every permission (reference 1.5), by the audience whose roles may hold it. Own additions are marked. */
export const producerPermissions = [
  'viewAccounts',
  'manageAccounts',
  'viewUsers',
  'manageUsers',
  'viewRoles',
  'manageRoles',
  'manageApiKeys', // own
  'viewProducts',
  'updateProducts',
  'createProducts',
  'changeProductState',
  'deleteProducts',
  'manageProductLines', // own
  'viewFeatures',
  'updateFeatures',
  'createFeatures',
  'changeFeatureState',
  'deleteFeatures',
  'viewFeatureBundles',
  'updateFeatureBundles',
  'createFeatureBundles',
  'changeFeatureBundleState',
  'deleteFeatureBundles',
  'viewLicenseModels',
  'updateLicenseModels',
  'createLicenseModels',
  'changeLicenseModelState',
  'deleteLicenseModels',
  'viewEntitlements',
  'viewExpiringEntitlements', // own
  'updateEntitlements',
  'createEntitlements',
  'changeEntitlementState',
  'deleteEntitlements',
  'renewEntitlements',
  'upgradeEntitlements',
  'upsellEntitlements',
  'viewLicenses',
  'generateLicenses',
  'viewEmails', // own
  'manageEmails', // own
  'viewEmailTemplates', // own
  'manageEmailTemplates',
  'viewJobs', // own
  'manageJobs', // reference: View and Manage Alert Configurations
  'viewSettings', // own
  'manageSettings', // reference: View and Manage Configurations
  'importEntities', // own
  'viewAudit', // own
] as const;

export const endUserPermissions = [
  'viewEntitlements',
  'viewExpiringEntitlements',
  'generateLicenses',
  'viewLicenses',
  'returnLicenses',
  'repairLicenses',
  'rehostLicenses',
  'transferLineItems',
  'splitLineItems',
  'viewDevices',
  'transferHosts',
  'viewAccounts',
  'manageAccounts',
  'viewUsers',
  'manageUsers',
  'getDownloads',
] as const;

export type Permission = (typeof producerPermissions)[number] | (typeof endUserPermissions)[number];

export const permissions: readonly Permission[] = [
  ...new Set<Permission>([...producerPermissions, ...endUserPermissions]),
];

const names: ReadonlySet<string> = new Set(permissions);

/** True where a text names a permission; the database may hold names of an earlier release. */
export function isPermission(text: string): text is Permission {
  return names.has(text);
}

/** Which accounts a caller may see: all of them, or those with these row keys. */
export type AccountScope = { readonly all: true } | { readonly all: false; readonly accountIds: readonly number[] };

export const everyAccount: AccountScope = { all: true };

/** Whose people somebody belongs to: the producer's, or those of a customer or partner. */
export type Audience = 'producer' | 'endUser';

/** The user behind a signed-in actor: row, key, and the session that they ask in. */
export interface ActingUser {
  readonly id: number;
  readonly userId: string;
  readonly sessionId: number;
}

/** Who asks: the name for the history, what may be done, and for which accounts. */
export interface Actor {
  readonly name: string;
  /** end users may call only what is made for them as well: `authoriseAnyAudience` */
  readonly audience: Audience;
  /** undefined for programs and for Licet itself */
  readonly user?: ActingUser | undefined;
  readonly requestId?: string | undefined;
  readonly permissions: ReadonlySet<Permission>;
  readonly scope: AccountScope;
}

/** The operator at the shell, and Licet's own workers: everything, everywhere. */
export function systemActor(name: string): Actor {
  return { name, audience: 'producer', permissions: new Set(permissions), scope: everyAccount };
}

export const noAccount: AccountScope = { all: false, accountIds: [] };

/** Whoever has not said who they are: nothing, nowhere. */
export const anybody: Actor = { name: 'anybody', audience: 'endUser', permissions: new Set(), scope: noAccount };

/** A name for an actor that no other has, whatever users and keys are called. */
export function identityOf(actor: Pick<Actor, 'name' | 'user'>): string {
  return actor.user === undefined ? actor.name : `user:${actor.user.userId}`;
}

/** True where the actor may see an account. */
export function isInScope(scope: AccountScope, accountId: number): boolean {
  return scope.all || scope.accountIds.includes(accountId);
}
