import type { Entitlement, LineItem, MaintenanceLineItem } from '../src/entitlements/rules/entitlement.ts';
import { parseDay } from '../src/shared/day.ts';

/** Whole entitlements for tests of rules, which see no database. */

const [start, end] = [parseDay('2026-01-01'), parseDay('2026-12-31')];

export function madeLineItem(activationId: string, more: Partial<LineItem> = {}): LineItem {
  return {
    activationId,
    type: 'new',
    parentActivationId: null,
    products: [{ productId: 'paint', quantityPerCopy: 1 }],
    partNumber: null,
    licenseModels: ['model'],
    licenseModelAttributes: {},
    policies: null,
    quantity: 10,
    additionalCopies: 0,
    startDateOption: 'now',
    startDate: start ?? null,
    permanent: false,
    term: null,
    expirationDate: end ?? null,
    versionDateOption: 'now',
    versionDate: null,
    versionTerm: null,
    autoRenew: null,
    state: 'deployed',
    notice: null,
    serialNumber: null,
    description: null,
    orderId: null,
    orderLineNumber: null,
    attributes: {},
    ...more,
  };
}

export function madeMaintenance(activationId: string, more: Partial<MaintenanceLineItem> = {}): MaintenanceLineItem {
  return {
    activationId,
    productId: 'care',
    parentActivationId: null,
    covers: [],
    startDate: start ?? null,
    permanent: false,
    expirationDate: end ?? null,
    state: 'deployed',
    description: null,
    orderId: null,
    orderLineNumber: null,
    attributes: {},
    ...more,
  };
}

export function madeEntitlement(more: Partial<Entitlement> = {}): Entitlement {
  return {
    entitlementId: 'E',
    accountId: 'A',
    description: null,
    shipToEmails: [],
    shipToAddress: null,
    emailTemplateVariation: null,
    contacts: [],
    channelPartners: [],
    test: false,
    state: 'deployed',
    attributes: {},
    lineItems: [],
    maintenanceLineItems: [],
    ...more,
  };
}
