import type { ColumnType, Generated, Insertable, Selectable } from 'kysely';
import type { Day, Term } from '../shared/day.ts';
import type {
  AccountType,
  AttributeTime,
  AttributeType,
  CatalogState,
  Counting,
  CustomAttributeEntity,
  CustomAttributeStatus,
  CustomAttributeType,
  DupGroup,
  EmailStatus,
  FulfillmentSource,
  FulfillmentState,
  GeneratorKind,
  ItemKind,
  JobRunStatus,
  Json,
  JsonObject,
  LicenseTechnology,
  LineItemType,
  Lock,
  PolicyName,
  ProductKind,
  RelationshipType,
  RenewalRequestStatus,
  RightState,
  RoleKind,
  StartDateOption,
  SupportType,
  UserStatus,
  VersionDateOption,
  VersionFormat,
} from '../shared/vocabulary.ts';

/** Every table as the code sees it: camelCase names, days as text, counts as numbers. One source beside the SQL. */
export interface Tables {
  identifier: { key: string; kind: 'entitlement' | 'lineItem' | 'maintenanceLineItem' | 'webRegisterKey' };
  idempotencyKey: IdempotencyKeyTable;
  historyRecord: HistoryRecordTable;
  setting: { name: string; value: Json; updatedAt: Generated<Date>; updatedBy: string };
  customAttribute: CustomAttributeTable;
  account: AccountTable;
  accountParent: { accountId: number; parentId: number };
  accountRelation: { accountId: number; relatedId: number };
  productLineAccount: { accountId: number; productLineId: number };
  productLineUser: { userId: number; productLineId: number };
  role: RoleTable;
  roleAccount: { roleId: number; accountId: number };
  licetUser: UserTable;
  membership: { id: Generated<number>; userId: number; accountId: number; expiresOn: Day | null };
  membershipRole: { membershipId: number; roleId: number };
  session: SessionTable;
  passwordLink: PasswordLinkTable;
  passwordLinkToken: { tokenHash: Buffer; passwordLinkId: number; madeAt: Generated<Date> };
  apiKey: ApiKeyTable;
  apiKeyRole: { apiKeyId: number; roleId: number };
  feature: FeatureTable;
  licenseTechnology: LicenseTechnologyTable;
  licenseModel: LicenseModelTable;
  partNumber: PartNumberTable;
  product: ProductTable;
  productFeature: { productId: number; featureId: number; count: number; position: number };
  productLicenseModel: { productId: number; licenseModelId: number; position: number };
  productFeatureBundle: { productId: number; featureBundleId: number; count: number; position: number };
  suiteProduct: { suiteId: number; productId: number; count: number; position: number };
  productLine: ProductLineTable;
  featureBundle: FeatureBundleTable;
  featureBundleFeature: { featureBundleId: number; featureId: number; count: number; position: number };
  productRelationship: ProductRelationshipTable;
  entitlement: EntitlementTable;
  entitlementChannelPartner: {
    entitlementId: number;
    tier: string;
    accountId: number;
    currentOwner: boolean;
    contactId: number | null;
  };
  entitlementContact: { entitlementId: number; userId: number; position: number };
  lineItem: LineItemTable;
  lineItemProduct: { lineItemId: number; productId: number; quantityPerCopy: number; position: number };
  lineItemLicenseModel: { lineItemId: number; licenseModelId: number; position: number };
  maintenanceLineItem: MaintenanceLineItemTable;
  maintenanceLink: { lineItemId: number; maintenanceLineItemId: number };
  fulfillment: FulfillmentTable;
  job: JobTable;
  jobRun: JobRunTable;
  jobRunItem: JobRunItemTable;
  emailTemplate: EmailTemplateTable;
  email: EmailTable;
  reminderMark: { accountId: number; kind: 'expiring' | 'expired'; businessDay: Day; runId: number };
  expiredNotice: ExpiredNoticeTable;
  renewalRequest: RenewalRequestTable;
  renewalRequestItem: RenewalRequestItemTable;
  import: ImportTable;
  importPiece: { stagingId: string; position: number; content: Buffer; stagedAt: Generated<Date> };
  importReport: ImportReportTable;
}

/** A row to insert in bulk (`insertRows`): the columns without a default are required. */
export type NewRow<Name extends keyof Tables> = {
  readonly [Column in keyof Insertable<Tables[Name]>]: Column extends keyof Selectable<Tables[Name]>
    ? Selectable<Tables[Name]>[Column]
    : never;
};

/** A jsonb column: read as a value; written only through `insertRows` or `json()`, as arrays would become SQL arrays. */
type JsonColumn<T = Json> = ColumnType<T, never, never>;
type DefaultedJsonColumn<T = Json> = ColumnType<T, undefined, never>;

interface Recorded {
  createdAt: Generated<Date>;
  createdBy: string;
  updatedAt: Generated<Date>;
  updatedBy: string;
}

interface SessionTable {
  id: Generated<number>;
  tokenHash: Buffer;
  userId: number;
  createdAt: Date;
  lastSeenAt: Date;
  expiresAt: Date;
  userAgent: string;
}

interface PasswordLinkTable {
  id: Generated<number>;
  purpose: 'firstAdministrator' | 'invitation' | 'registration' | 'passwordReset';
  portal: 'producer' | 'endUser';
  userId: number | null;
  registration: DefaultedJsonColumn<JsonObject | null>;
  createdAt: Date;
  expiresAt: Date;
  usedAt: Date | null;
}

interface IdempotencyKeyTable {
  actor: string;
  key: string;
  fingerprint: string;
  answer: DefaultedJsonColumn;
  createdAt: Generated<Date>;
}

interface HistoryRecordTable {
  id: Generated<number>;
  at: Generated<Date>;
  actor: string;
  entity: string;
  subjectId: number | null;
  entityKey: string;
  event: 'created' | 'changed' | 'stateChanged' | 'deleted';
  before: DefaultedJsonColumn<Json | null>;
  after: DefaultedJsonColumn<Json | null>;
  reason: string | null;
  requestId: string | null;
}

interface CustomAttributeTable extends Recorded {
  id: Generated<number>;
  entity: CustomAttributeEntity;
  name: string;
  label: string;
  description: string | null;
  type: CustomAttributeType;
  required: boolean;
  validValues: readonly string[];
  maxLength: number | null;
  status: CustomAttributeStatus;
  position: number;
  version: Generated<number>;
}

interface AccountTable extends Recorded {
  id: Generated<number>;
  accountId: string;
  name: string;
  type: AccountType;
  standing: Generated<boolean>;
  description: string | null;
  address: DefaultedJsonColumn<Record<string, string>>;
  attributes: DefaultedJsonColumn<JsonObject>;
  visibleToOthers: Generated<boolean>;
  version: Generated<number>;
}

interface RoleTable extends Recorded {
  id: Generated<number>;
  name: string;
  kind: RoleKind;
  permissions: readonly string[];
  grantsAll: Generated<boolean>;
  builtIn: Generated<boolean>;
  version: Generated<number>;
}

interface UserTable extends Recorded {
  id: Generated<number>;
  userId: string;
  /** null for contacts without one */
  userName: string | null;
  firstName: string;
  lastName: string;
  email: string;
  locale: string;
  timeZone: string;
  status: UserStatus;
  portalAccess: Generated<boolean>;
  sharedLogin: Generated<boolean>;
  phone: string | null;
  address: DefaultedJsonColumn<Record<string, string>>;
  deletedAt: Generated<Date | null>;
  attributes: DefaultedJsonColumn<JsonObject>;
  subscribesExpiringEntitlements: Generated<boolean>;
  subscribesProductUpgrades: Generated<boolean>;
  subscribesAnnouncements: Generated<boolean>;
  passwordHash: string | null;
  failedSignIns: Generated<number>;
  lockedAt: Generated<Date | null>;
  lastSignInAt: Generated<Date | null>;
  passwordChangedAt: Generated<Date | null>;
  version: Generated<number>;
}

interface ApiKeyTable {
  id: Generated<number>;
  name: string;
  prefix: string;
  hash: Buffer;
  expiresAt: Date | null;
  revokedAt: Date | null;
  createdAt: Generated<Date>;
  createdBy: string;
}

interface FeatureTable extends Recorded {
  id: Generated<number>;
  featureId: string;
  name: string;
  versionFormat: VersionFormat;
  version: string;
  description: string | null;
  vendorString: string | null;
  notice: string | null;
  serialNumber: string | null;
  dupGroup: readonly DupGroup[] | null;
  state: CatalogState;
  recordVersion: Generated<number>;
}

interface FeatureBundleTable extends Recorded {
  id: Generated<number>;
  featureBundleId: string;
  name: string;
  description: string | null;
  state: CatalogState;
  version: Generated<number>;
}

interface ProductLineTable extends Recorded {
  id: Generated<number>;
  productLineId: string;
  name: string;
  description: string | null;
  version: Generated<number>;
}

interface LicenseTechnologyTable extends Recorded {
  id: Generated<number>;
  licenseTechnologyId: string;
  name: string;
  technology: LicenseTechnology;
  description: string | null;
  generator: JsonColumn<{ kind: 'template'; template: string } | { kind: Exclude<GeneratorKind, 'template'> } | null>;
  hostTypes: readonly string[];
  state: CatalogState;
  version: Generated<number>;
}

interface AllowanceColumn {
  allowedCount: number;
  term: Term | null;
}

interface LineItemPoliciesColumn {
  returns: AllowanceColumn | { unlimited: true } | null;
  repairs: AllowanceColumn | { unlimited: true } | null;
  rehosts: AllowanceColumn | { unlimited: true } | null;
  extraActivations: number | null;
  cancelLicense: boolean | null;
}

interface PartNumberTable extends Recorded {
  id: Generated<number>;
  partNumber: string;
  description: string | null;
  productId: number | null;
  licenseModelId: number | null;
  version: Generated<number>;
}

interface LicenseModelTable extends Recorded {
  id: Generated<number>;
  licenseModelId: string;
  name: string;
  technology: LicenseTechnology;
  licenseTechnologyId: number | null;
  counting: Counting;
  lock: Lock;
  description: string | null;
  attributes: DefaultedJsonColumn<
    readonly {
      name: string;
      type: AttributeType;
      when: AttributeTime;
      value: string | number | boolean | readonly string[] | null;
      required: boolean;
      validValues: readonly string[];
    }[]
  >;
  policies: DefaultedJsonColumn<{
    returns: AllowanceColumn | null;
    repairs: AllowanceColumn | null;
    rehosts: AllowanceColumn | null;
    extraActivations: number;
    cancelLicense: boolean;
    atEntitlement: readonly PolicyName[];
  }>;
  overdraft: JsonColumn<{ unlimited: true } | { count: number } | { percent: number } | null>;
  state: CatalogState;
  version: Generated<number>;
}

interface ProductTable extends Recorded {
  id: Generated<number>;
  productId: string;
  name: string;
  version: string;
  kind: ProductKind;
  description: string | null;
  startDate: Day | null;
  endDate: Day | null;
  upgradeEmailTemplate: string | null;
  allowUpgrades: boolean | null;
  allowUpsells: boolean | null;
  allowRenewals: boolean | null;
  downloads: DefaultedJsonColumn<readonly { name: string; url: string }[]>;
  attributes: DefaultedJsonColumn<JsonObject>;
  productLineId: number | null;
  state: CatalogState;
  recordVersion: Generated<number>;
}

interface ProductRelationshipTable extends Recorded {
  id: Generated<number>;
  fromProductId: number;
  toProductId: number;
  type: RelationshipType;
  defaultLicenseModelId: number | null;
  version: Generated<number>;
}

interface EntitlementTable extends Recorded {
  id: Generated<number>;
  entitlementId: string;
  accountId: number;
  description: string | null;
  shipToEmails: readonly string[];
  shipToAddress: string | null;
  emailTemplateVariation: string | null;
  test: boolean;
  state: RightState;
  attributes: DefaultedJsonColumn<JsonObject>;
  version: Generated<number>;
}

interface LineItemTable extends Recorded {
  id: Generated<number>;
  activationId: string;
  entitlementId: number;
  position: number;
  type: LineItemType;
  parentId: number | null;
  rootId: number;
  quantity: number;
  additionalCopies: Generated<number>;
  startDateOption: StartDateOption;
  startDate: Day | null;
  permanent: boolean;
  term: Term | null;
  expirationDate: Day | null;
  versionDateOption: Generated<VersionDateOption>;
  versionDate: Day | null;
  versionTerm: Term | null;
  policies: JsonColumn<LineItemPoliciesColumn | null>;
  notice: string | null;
  serialNumber: string | null;
  state: RightState;
  restoreDeployed: Generated<boolean>;
  description: string | null;
  orderId: string | null;
  orderLineNumber: string | null;
  partNumberId: number | null;
  autoRenewTerm: Term | null;
  autoRenewExpirationDate: Day | null;
  anchorDate: Day | null;
  licenseModelAttributes: DefaultedJsonColumn<JsonObject>;
  attributes: DefaultedJsonColumn<JsonObject>;
  version: Generated<number>;
}

interface FulfillmentTable extends Recorded {
  id: Generated<number>;
  fulfillmentId: string;
  lineItemId: number;
  hostType: string;
  hostId: string;
  hostName: string | null;
  count: number;
  startDate: Day;
  expirationDate: Day | null;
  state: FulfillmentState;
  supportType: SupportType;
  parentId: number | null;
  source: FulfillmentSource;
  version: Generated<number>;
}

interface MaintenanceLineItemTable extends Recorded {
  id: Generated<number>;
  activationId: string;
  entitlementId: number;
  position: number;
  productId: number;
  parentId: number | null;
  rootId: number;
  startDate: Day;
  permanent: boolean;
  expirationDate: Day | null;
  state: RightState;
  restoreDeployed: Generated<boolean>;
  description: string | null;
  orderId: string | null;
  orderLineNumber: string | null;
  attributes: DefaultedJsonColumn<JsonObject>;
  version: Generated<number>;
}

interface JobTable {
  key: string;
  status: Generated<'active' | 'inactive'>;
  options: DefaultedJsonColumn<JsonObject>;
  schedule: DefaultedJsonColumn<JsonObject | null>;
  nextRunAt: Date | null;
  subscriberRoles: Generated<readonly string[]>;
  baseline: Day | null;
  version: Generated<number>;
  updatedAt: Generated<Date>;
  updatedBy: Generated<string>;
}

interface JobRunTable {
  id: Generated<number>;
  jobKey: string;
  exclusive: boolean;
  status: JobRunStatus;
  requestedBy: string;
  requestedAt: Generated<Date>;
  options: DefaultedJsonColumn<JsonObject>;
  startedAt: Date | null;
  endedAt: Date | null;
  businessDay: Day | null;
  frozen: DefaultedJsonColumn<JsonObject>;
  cursor: DefaultedJsonColumn<Json | null>;
  summary: DefaultedJsonColumn<Record<string, number>>;
  progressDone: Generated<number>;
  progressTotal: number | null;
  fence: Generated<number>;
  leaseUntil: Date | null;
  attempts: Generated<number>;
  runAfter: Generated<Date>;
  cancelRequested: Generated<boolean>;
  error: string | null;
}

interface JobRunItemTable {
  id: Generated<number>;
  runId: number;
  outcome: string;
  accountId: string | null;
  activationId: string | null;
  reasons: DefaultedJsonColumn<readonly Json[]>;
  receivers: readonly string[] | null;
  listed: DefaultedJsonColumn<readonly Json[] | null>;
}

interface EmailTemplateTable extends Recorded {
  id: Generated<number>;
  type: string;
  variation: Generated<string>;
  locale: string;
  version: number;
  subject: string;
  text: string;
  html: string;
  active: boolean;
  shipped: Generated<boolean>;
}

interface EmailTable {
  id: Generated<number>;
  messageId: string;
  type: string;
  variation: Generated<string>;
  templateId: number;
  runId: number | null;
  accountId: number | null;
  userId: number | null;
  toAddress: string;
  passwordLinkId: Generated<number | null>;
  data: JsonColumn<JsonObject>;
  status: Generated<EmailStatus>;
  attempts: Generated<number>;
  queuedAt: Generated<Date>;
  nextAttemptAt: Generated<Date>;
  leaseUntil: Date | null;
  leaseToken: string | null;
  lastError: string | null;
  createdAt: Generated<Date>;
  sentAt: Date | null;
}

interface ExpiredNoticeTable {
  itemKind: ItemKind;
  itemId: number;
  expirationDate: Day;
  accountId: number;
  runId: number;
  noticedAt: Generated<Date>;
}

interface RenewalRequestTable {
  id: Generated<number>;
  renewalRequestId: string;
  accountId: number;
  userId: number | null;
  requestedBy: string;
  requestedAt: Generated<Date>;
  note: string | null;
  status: Generated<RenewalRequestStatus>;
  closedAt: Date | null;
  closedBy: string | null;
  closeReason: string | null;
  version: Generated<number>;
}

interface RenewalRequestItemTable {
  renewalRequestId: number;
  position: number;
  itemKind: ItemKind;
  itemId: number;
  activationId: string;
  entitlementId: string;
  productName: string;
  quantity: number | null;
  expirationDate: Day;
  open: Generated<boolean>;
}

interface ImportTable {
  id: number;
  stagingId: string;
  format: 'ndjson';
  fileName: string | null;
  dryRun: boolean;
  onError: 'continue' | 'stop';
  onDuplicate: 'update' | 'skip' | 'fail';
  bytes: number;
  permissions: readonly string[];
}

interface ImportReportTable {
  id: Generated<number>;
  importId: number;
  line: number;
  entity: string | null;
  entityKey: string | null;
  pointer: string | null;
  code: string;
  message: string;
}
