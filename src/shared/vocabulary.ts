/** The words with a fixed set of values, the same in code, database, API, files and screens (reference, appendix B). */

export const accountTypes = ['customer', 'partner', 'producer', 'selfRegistered'] as const;
export type AccountType = (typeof accountTypes)[number];

export const roleKinds = ['producer', 'customer', 'partner'] as const;
export type RoleKind = (typeof roleKinds)[number];

export const userStatuses = ['active', 'inactive'] as const;
export type UserStatus = (typeof userStatuses)[number];

export const catalogStates = ['draft', 'deployed', 'inactive', 'obsolete'] as const;
export type CatalogState = (typeof catalogStates)[number];

export const versionFormats = ['fixed', 'dateBased'] as const;
export type VersionFormat = (typeof versionFormats)[number];

/** What duplicate requests of a feature are grouped by in a license. */
export const dupGroups = ['user', 'host', 'display', 'vendor'] as const;
export type DupGroup = (typeof dupGroups)[number];

export const licenseTechnologies = ['embedded', 'certificate', 'trustedStorage', 'custom'] as const;
export type LicenseTechnology = (typeof licenseTechnologies)[number];

/** What makes the text of a license of a custom technology: a template, staff by hand, or a program. */
export const generatorKinds = ['template', 'manual', 'handsFree'] as const;
export type GeneratorKind = (typeof generatorKinds)[number];

export const attributeTypes = ['text', 'longText', 'boolean', 'number', 'date', 'multiValuedText'] as const;
export type AttributeType = (typeof attributeTypes)[number];

/** What may carry custom attributes of the producer. */
export const customAttributeEntities = [
  'account',
  'user',
  'product',
  'entitlement',
  'lineItem',
  'maintenanceLineItem',
] as const;
export type CustomAttributeEntity = (typeof customAttributeEntities)[number];

export const customAttributeTypes = ['text', 'longText', 'boolean', 'number', 'date', 'multiValued'] as const;
export type CustomAttributeType = (typeof customAttributeTypes)[number];

export const customAttributeStatuses = ['active', 'inactive'] as const;
export type CustomAttributeStatus = (typeof customAttributeStatuses)[number];

/** When the value of a license model's attribute is given: in the model, in the line item, or at activation. */
export const attributeTimes = ['model', 'entitlement', 'activation'] as const;
export type AttributeTime = (typeof attributeTimes)[number];

/** What a license model says about what customers may do; any of it may be left to the line item. */
export const policyNames = ['returns', 'repairs', 'rehosts', 'extraActivations', 'cancelLicense'] as const;
export type PolicyName = (typeof policyNames)[number];

export const countings = ['counted', 'uncounted'] as const;
export type Counting = (typeof countings)[number];

export const locks = ['nodeLocked', 'floating'] as const;
export type Lock = (typeof locks)[number];

export const productKinds = ['licensed', 'suite', 'maintenance'] as const;
export type ProductKind = (typeof productKinds)[number];

export const relationshipTypes = ['upgrade', 'upsell', 'maintenance', 'demo'] as const;
export type RelationshipType = (typeof relationshipTypes)[number];

/** The states of entitlements, line items and maintenance line items. */
export const rightStates = ['draft', 'deployed', 'inactive', 'test', 'obsolete', 'onHold'] as const;
export type RightState = (typeof rightStates)[number];

export const lineItemTypes = ['new', 'renewal', 'upgrade', 'upsell'] as const;
export type LineItemType = (typeof lineItemTypes)[number];

export const startDateOptions = [
  'now',
  'atFirstActivation',
  'atEachActivation',
  'firstActivationDate',
  'eachActivationDate',
] as const;
export type StartDateOption = (typeof startDateOptions)[number];

/** Where the version date of a line item comes from, for features whose version is a date (reference 2.5). */
export const versionDateOptions = [
  'now',
  'startDate',
  'activationDate',
  'versionStartDateLater',
  'versionDateLater',
] as const;
export type VersionDateOption = (typeof versionDateOptions)[number];

/** The states of fulfillments; what was replaced or returned is obsolete (reference 5.2). */
export const fulfillmentStates = ['active', 'inactive', 'obsolete', 'onHold', 'test'] as const;
export type FulfillmentState = (typeof fulfillmentStates)[number];

/** What was done to a fulfillment; the current one is the master (reference 5.2). */
export const supportTypes = [
  'master',
  'rehost',
  'return',
  'repair',
  'stopGap',
  'emergency',
  'publisherError',
  'transfer',
  'upgrade',
  'upsell',
  'regenerate',
  'reinstall',
  'renew',
] as const;
export type SupportType = (typeof supportTypes)[number];

/** Who asked for a fulfillment: people and programs of the business, or the licensed application itself. */
export const fulfillmentSources = ['online', 'application'] as const;
export type FulfillmentSource = (typeof fulfillmentSources)[number];

/** What can expire and be renewed: a line item, or a maintenance line item. */
export const itemKinds = ['lineItem', 'maintenance'] as const;
export type ItemKind = (typeof itemKinds)[number];

export const renewalRequestStatuses = ['open', 'closed'] as const;
export type RenewalRequestStatus = (typeof renewalRequestStatuses)[number];

/** How pressing an item is; `expired` where its last valid day is over. */
export const urgencies = ['critical', 'window', 'lookAhead', 'expired'] as const;
export type Urgency = (typeof urgencies)[number];

export const jobRunStatuses = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const;
export type JobRunStatus = (typeof jobRunStatuses)[number];

export const emailStatuses = ['queued', 'sent', 'failed', 'suppressed'] as const;
export type EmailStatus = (typeof emailStatuses)[number];

/** Any JSON value. Named, so that a value is looked at before it is used. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };
