import { licenseTechnologies } from '../../../src/shared/vocabulary.ts';
import { filtersText as text } from '../../messages/en/producer-filters.ts';
import type { FilterField } from '../../shared/added-filters.ts';

const ofRight: readonly FilterField[] = [
  { name: 'entitlementId', label: text.entitlementId, kind: 'text' },
  { name: 'accountName', label: text.accountName, kind: 'text' },
  { name: 'currentOwnerName', label: text.currentOwner, kind: 'text' },
  { name: 'channelPartnerName', label: text.channelPartner, kind: 'text' },
];

const ofRecord: readonly FilterField[] = [
  { name: 'createdAt', label: text.made, kind: 'day' },
  { name: 'updatedAt', label: text.changed, kind: 'day' },
  { name: 'createdBy', label: text.madeBy, kind: 'whole' },
  { name: 'attribute', label: text.attribute, kind: 'whole' },
];

const ofItem: readonly FilterField[] = [
  { name: 'activationId', label: text.activationId, kind: 'text' },
  { name: 'orderId', label: text.orderId, kind: 'text' },
  { name: 'orderLineNumber', label: text.orderLineNumber, kind: 'whole' },
  { name: 'withNoOrderId', label: text.withoutOrder, kind: 'flag' },
  { name: 'productName', label: text.productName, kind: 'text' },
  { name: 'productVersion', label: text.productVersion, kind: 'text' },
  { name: 'startDate', label: text.startDate, kind: 'day' },
  { name: 'expirationDate', label: text.expirationDate, kind: 'day' },
  { name: 'permanent', label: text.permanent, kind: 'flag' },
];

const ofLicense: readonly FilterField[] = [
  { name: 'partNumber', label: text.partNumber, kind: 'text' },
  {
    name: 'technology',
    label: text.technology,
    kind: 'choice',
    choices: licenseTechnologies.map((value) => ({ value, label: text[`technology_${value}`] })),
  },
  { name: 'licenseTechnologyId', label: text.licenseTechnology, kind: 'whole' },
  { name: 'licenseModelId', label: text.licenseModel, kind: 'whole' },
];

/** What can be added to the filters of the list by order. */
export const moreEntitlementFilters: readonly FilterField[] = [
  ...ofRight,
  { name: 'description', label: text.description, kind: 'text' },
  { name: 'shipToEmail', label: text.shipToEmail, kind: 'text' },
  { name: 'test', label: text.test, kind: 'flag' },
  ...ofItem,
  ...ofLicense,
  ...ofRecord,
];

/** What can be added to the filters of the list by line item. */
export const moreLineItemFilters: readonly FilterField[] = [
  ...ofItem,
  { name: 'versionDate', label: text.versionDate, kind: 'day' },
  { name: 'quantity', label: text.quantity, kind: 'number' },
  { name: 'parentActivationId', label: text.parent, kind: 'whole' },
  ...ofLicense,
  ...ofRight,
  ...ofRecord,
];

/** What can be added to the filters of the list of maintenance. */
export const moreMaintenanceFilters: readonly FilterField[] = [
  ...ofItem,
  { name: 'parentActivationId', label: text.parent, kind: 'whole' },
  ...ofRight,
  ...ofRecord,
];
