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
  'assignProductLines', // reference: of products; here also to accounts and users
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

/** What roles of customers and partners give in the accounts below the one that they are for (reference 1.5). */
export const childPermissions = [
  'viewChildLineItems',
  'generateLicenseForChildLineItems',
  'returnChildFulfillments',
  'rehostChildFulfillments',
  'repairChildFulfillments',
  'upgradeChildFulfillments',
  'renewChildFulfillments',
  'transferChildFulfillments',
  'viewChildLicenses',
  'viewChildDevices',
  'viewChildAccounts',
  'manageChildAccounts',
  'viewChildUsers',
  'manageChildUsers',
] as const;

export type ChildPermission = (typeof childPermissions)[number];

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
  ...childPermissions,
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

/** Of which product lines a caller sees products: of all, or of those with these row keys. What is of no line everybody sees. */
export type LineScope = { readonly all: true } | { readonly all: false; readonly lineRows: readonly number[] };

export const everyLine: LineScope = { all: true };

/** How far a caller sees: the accounts, and the product lines. */
export interface Reach {
  readonly scope: AccountScope;
  readonly productLines: LineScope;
}

/** Whose people somebody belongs to: the producer's, or those of a customer or partner. */
export type Audience = 'producer' | 'endUser';

/** The user behind a signed-in actor: row, key, and the session that they ask in. */
export interface ActingUser {
  readonly id: number;
  readonly userId: string;
  readonly sessionId: number;
}

/** Who asks: the name for the history, what may be done, and for which accounts. */
export interface Actor extends Reach {
  readonly name: string;
  /** end users may call only what is made for them as well: `authoriseAnyAudience` */
  readonly audience: Audience;
  /** undefined for programs and for Licet itself */
  readonly user?: ActingUser | undefined;
  readonly requestId?: string | undefined;
  readonly permissions: ReadonlySet<Permission>;
}

/** The operator at the shell, and Licet's own workers: everything, everywhere. */
export function systemActor(name: string): Actor {
  return {
    name,
    audience: 'producer',
    permissions: new Set(permissions),
    scope: everyAccount,
    productLines: everyLine,
  };
}

export const noAccount: AccountScope = { all: false, accountIds: [] };

/** Whoever has not said who they are: nothing, nowhere. */
export const anybody: Actor = {
  name: 'anybody',
  audience: 'endUser',
  permissions: new Set(),
  scope: noAccount,
  productLines: everyLine,
};

/** A name for an actor that no other has, whatever users and keys are called. */
export function identityOf(actor: Pick<Actor, 'name' | 'user'>): string {
  return actor.user === undefined ? actor.name : `user:${actor.user.userId}`;
}

/** True where the actor may see an account. */
export function isInScope(scope: AccountScope, accountId: number): boolean {
  return scope.all || scope.accountIds.includes(accountId);
}

/** True where products of a line are among what a caller sees. */
export function isLineInReach(lines: LineScope, lineRow: number): boolean {
  return lines.all || lines.lineRows.includes(lineRow);
}
