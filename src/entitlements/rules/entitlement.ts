import type { LicenseModelAttribute } from '../../catalog/rules/attribute-values.ts';
import type { LicensePolicies } from '../../catalog/rules/license-model.ts';
import type { Day, Term } from '../../shared/day.ts';
import type {
  JsonObject,
  LicenseTechnology,
  LineItemType,
  ProductKind,
  CatalogState,
  RightState,
  StartDateOption,
  VersionDateOption,
} from '../../shared/vocabulary.ts';
import type { LineItemPolicies } from './given-policies.ts';

export interface LineItem {
  readonly activationId: string;
  readonly type: LineItemType;
  readonly parentActivationId: string | null;
  readonly products: readonly { readonly productId: string; readonly quantityPerCopy: number }[];
  readonly partNumber: string | null;
  readonly licenseModels: readonly string[];
  readonly licenseModelAttributes: JsonObject;
  /** what its license models leave to it; null where that is nothing */
  readonly policies: LineItemPolicies | null;
  readonly quantity: number;
  readonly additionalCopies: number;
  readonly startDateOption: StartDateOption;
  readonly startDate: Day | null;
  readonly permanent: boolean;
  readonly term: Term | null;
  readonly expirationDate: Day | null;
  readonly versionDateOption: VersionDateOption;
  readonly versionDate: Day | null;
  /** from the version start date, which is given at activation, to the version date */
  readonly versionTerm: Term | null;
  readonly autoRenew: { readonly term: Term } | { readonly expirationDate: Day } | null;
  readonly state: RightState;
  readonly notice: string | null;
  readonly serialNumber: string | null;
  readonly description: string | null;
  readonly orderId: string | null;
  readonly orderLineNumber: string | null;
  readonly attributes: JsonObject;
}

export interface MaintenanceLineItem {
  readonly activationId: string;
  readonly productId: string;
  readonly parentActivationId: string | null;
  /** activation IDs of the line items that it covers, in the order of their text */
  readonly covers: readonly string[];
  readonly startDate: Day | null;
  readonly permanent: boolean;
  readonly expirationDate: Day | null;
  readonly state: RightState;
  readonly description: string | null;
  readonly orderId: string | null;
  readonly orderLineNumber: string | null;
  readonly attributes: JsonObject;
}

export interface ChannelPartner {
  readonly tier: string;
  readonly accountId: string;
  readonly currentOwner: boolean;
  /** a userId; null for nobody */
  readonly contact: string | null;
}

export interface Entitlement {
  readonly entitlementId: string;
  readonly accountId: string;
  readonly description: string | null;
  readonly shipToEmails: readonly string[];
  readonly shipToAddress: string | null;
  /** null: the default one */
  readonly emailTemplateVariation: string | null;
  /** userIds */
  readonly contacts: readonly string[];
  /** in the order of their tiers */
  readonly channelPartners: readonly ChannelPartner[];
  readonly test: boolean;
  readonly state: RightState;
  readonly attributes: JsonObject;
  readonly lineItems: readonly LineItem[];
  readonly maintenanceLineItems: readonly MaintenanceLineItem[];
}

export interface KnownProduct {
  readonly kind: ProductKind;
  readonly state: CatalogState;
  readonly licenseModels: readonly string[];
  /** the version of one of its features is a date, which a line item gives */
  readonly dateBased: boolean;
}

export interface KnownLicenseModel {
  readonly technology: LicenseTechnology;
  readonly attributes: readonly LicenseModelAttribute[];
  readonly policies: Pick<LicensePolicies, 'atEntitlement'>;
  readonly state: CatalogState;
}

export interface KnownPartNumber {
  readonly productId: string | null;
  readonly licenseModelId: string | null;
}

/** A line item or maintenance line item that is stored already, here or in another entitlement. */
export interface KnownItem {
  readonly kind: 'lineItem' | 'maintenanceLineItem';
  readonly entitlementId: string;
  readonly parentActivationId: string | null;
  readonly quantity: number;
  readonly drawn: number;
}

/** What the rules of an entitlement are told. */
export interface EntitlementFacts {
  readonly accounts: ReadonlySet<string>;
  /** the accounts of every named contact that exists */
  readonly accountsOfUser: ReadonlyMap<string, ReadonlySet<string>>;
  /** the keys of the tiers that channel partners may be in */
  readonly channelTiers: readonly string[];
  readonly products: ReadonlyMap<string, KnownProduct>;
  readonly licenseModels: ReadonlyMap<string, KnownLicenseModel>;
  /** what the named part numbers stand for */
  readonly partNumbers: ReadonlyMap<string, KnownPartNumber>;
  /** what every named ID is taken by */
  readonly identifiers: ReadonlyMap<string, 'entitlement' | 'lineItem' | 'maintenanceLineItem' | 'webRegisterKey'>;
  /** every stored item that is named, and every stored child of a stored line item that is named */
  readonly items: ReadonlyMap<string, KnownItem>;
  /** children of stored line items that are not obsolete, with the copies that they draw */
  readonly childrenOf: ReadonlyMap<string, readonly { readonly activationId: string; readonly drawn: number }[]>;
  readonly checkCopies: boolean;
}
