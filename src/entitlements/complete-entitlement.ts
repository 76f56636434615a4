import { endOfTerm, type Day } from '../shared/day.ts';
import { firstGiven } from '../shared/objects.ts';
import type { RightState } from '../shared/vocabulary.ts';
import type { EntitlementRecord, LineItemRecord, MaintenanceLineItemRecord } from './entitlement-schemas.ts';
import type { ChannelPartner, Entitlement, LineItem, MaintenanceLineItem } from './rules/entitlement.ts';
import { completePolicies } from './rules/given-policies.ts';

/**
 * The whole entitlement: what is given, over what is stored, over the defaults. The items that are named come first, in
 * the order in which they are, so that reasons point into the request; stored ones that are not named stay as they are.
 */
export function completeEntitlement(input: EntitlementRecord, stored: Entitlement | undefined): Entitlement {
  const before: Partial<Entitlement> = stored ?? {};
  const test = firstGiven(input.test, before.test, input.state === 'test');
  const state = firstGiven(input.state, before.state, test ? 'test' : 'draft');
  return {
    entitlementId: input.entitlementId,
    accountId: firstGiven(input.accountId, before.accountId, 'unknown'),
    description: firstGiven(input.description, before.description, null),
    shipToEmails: firstGiven(input.shipToEmails, before.shipToEmails, []),
    shipToAddress: firstGiven(input.shipToAddress, before.shipToAddress, null),
    emailTemplateVariation: firstGiven(input.emailTemplateVariation, before.emailTemplateVariation, null),
    contacts: firstGiven(input.contacts && [...new Set(input.contacts)], before.contacts, []),
    channelPartners: firstGiven(completePartners(input.channelPartners), before.channelPartners, []),
    test,
    state,
    attributes: firstGiven(input.attributes, before.attributes, {}),
    lineItems: merge(
      firstGiven(before.lineItems, undefined, []),
      firstGiven(input.lineItems, undefined, []),
      (item, old) => completeLineItem(item, old, state),
    ),
    maintenanceLineItems: merge(
      firstGiven(before.maintenanceLineItems, undefined, []),
      firstGiven(input.maintenanceLineItems, undefined, []),
      (item, old) => completeMaintenance(item, old, state),
    ),
  };
}

function completePartners(given: EntitlementRecord['channelPartners']): readonly ChannelPartner[] | undefined {
  return given?.map(({ tier, accountId, currentOwner = false, contact = null }) => ({
    tier,
    accountId,
    currentOwner,
    contact,
  }));
}

/** The same entitlement as it is stored: items where they are, new ones behind them, the rest by their keys. */
export function inStoredOrder(entitlement: Entitlement, stored: Entitlement | undefined): Entitlement {
  return {
    ...entitlement,
    channelPartners: entitlement.channelPartners.toSorted((a, b) => (a.tier < b.tier ? -1 : 1)),
    lineItems: newOnesBehind(entitlement.lineItems, stored?.lineItems ?? []),
    maintenanceLineItems: newOnesBehind(entitlement.maintenanceLineItems, stored?.maintenanceLineItems ?? []).map(
      (item) => ({ ...item, covers: item.covers.toSorted() }),
    ),
  };
}

function newOnesBehind<Item extends { readonly activationId: string }>(
  items: readonly Item[],
  stored: readonly Item[],
): readonly Item[] {
  const place = new Map(stored.map((item, index) => [item.activationId, index]));
  const placeOf = (item: Item): number => place.get(item.activationId) ?? stored.length;
  return items.toSorted((a, b) => placeOf(a) - placeOf(b));
}

function merge<Item extends { readonly activationId: string }, Given extends { readonly activationId: string }>(
  stored: readonly Item[],
  given: readonly Given[],
  complete: (item: Given, old: Item | undefined) => Item,
): readonly Item[] {
  const old = new Map(stored.map((item) => [item.activationId, item]));
  const named = new Set(given.map((item) => item.activationId));
  return [
    ...given.map((item) => complete(item, old.get(item.activationId))),
    ...stored.filter((item) => !named.has(item.activationId)),
  ];
}

function completeLineItem(input: LineItemRecord, stored: LineItem | undefined, state: RightState): LineItem {
  const before: Partial<LineItem> = stored ?? {};
  const startDate = firstGiven(input.startDate, before.startDate, null);
  const permanent = firstGiven(input.permanent, before.permanent, false);
  const term = firstGiven(input.term, before.term, null);
  return {
    activationId: input.activationId,
    type: firstGiven(input.type, before.type, 'new'),
    parentActivationId: firstGiven(input.parentActivationId, before.parentActivationId, null),
    products: firstGiven(completeProducts(input.products), before.products, []),
    partNumber: firstGiven(input.partNumber, before.partNumber, null),
    licenseModels: firstGiven(input.licenseModels && [...new Set(input.licenseModels)], before.licenseModels, []),
    licenseModelAttributes: firstGiven(input.licenseModelAttributes, before.licenseModelAttributes, {}),
    policies: firstGiven(completePolicies(input.policies), before.policies, null),
    quantity: input.quantity,
    additionalCopies: firstGiven(input.additionalCopies, before.additionalCopies, 0),
    startDateOption: firstGiven(input.startDateOption, before.startDateOption, 'now'),
    startDate,
    permanent,
    term,
    expirationDate: endOf(input, before, { startDate, term, permanent }),
    ...versionDates(input, before),
    autoRenew: firstGiven(input.autoRenew, before.autoRenew, null),
    state: firstGiven(input.state, before.state, stateUnder(state)),
    notice: firstGiven(input.notice, before.notice, null),
    serialNumber: firstGiven(input.serialNumber, before.serialNumber, null),
    ...texts(input, before),
  };
}

function versionDates(input: LineItemRecord, before: Partial<LineItem>) {
  return {
    versionDateOption: firstGiven(input.versionDateOption, before.versionDateOption, 'now'),
    versionDate: firstGiven(input.versionDate, before.versionDate, null),
    versionTerm: firstGiven(input.versionTerm, before.versionTerm, null),
  };
}

function completeProducts(given: LineItemRecord['products']): LineItem['products'] | undefined {
  return given?.map(({ productId, quantityPerCopy }) => ({ productId, quantityPerCopy: quantityPerCopy ?? 1 }));
}

type Dates = Pick<LineItem, 'startDate' | 'term' | 'permanent'>;

// A term is turned into a last day as soon as its first day is known, and again when either of them changes.
function endOf(input: LineItemRecord, before: Partial<LineItem>, dates: Dates): Day | null {
  if (input.expirationDate !== undefined) return input.expirationDate ?? endOfDates(dates);
  const isSamePeriod = before.startDate === dates.startDate && before.term === dates.term;
  const kept = dates.term === null || isSamePeriod ? before.expirationDate : null;
  return kept ?? endOfDates(dates);
}

function endOfDates({ startDate, term, permanent }: Dates): Day | null {
  return startDate === null || term === null || permanent ? null : (endOfTerm(startDate, term) ?? null);
}

function completeMaintenance(
  input: MaintenanceLineItemRecord,
  stored: MaintenanceLineItem | undefined,
  state: RightState,
): MaintenanceLineItem {
  const before: Partial<MaintenanceLineItem> = stored ?? {};
  return {
    activationId: input.activationId,
    productId: input.productId,
    parentActivationId: firstGiven(input.parentActivationId, before.parentActivationId, null),
    covers: firstGiven(input.covers && [...new Set(input.covers)], before.covers, []),
    startDate: firstGiven(input.startDate, before.startDate, null),
    permanent: firstGiven(input.permanent, before.permanent, false),
    expirationDate: firstGiven(input.expirationDate, before.expirationDate, null),
    state: firstGiven(input.state, before.state, stateUnder(state)),
    ...texts(input, before),
  };
}

type Texts = Pick<LineItem, 'description' | 'orderId' | 'orderLineNumber' | 'attributes'>;

function texts(input: LineItemRecord | MaintenanceLineItemRecord, before: Partial<Texts>): Texts {
  return {
    description: firstGiven(input.description, before.description, null),
    orderId: firstGiven(input.orderId, before.orderId, null),
    orderLineNumber: firstGiven(input.orderLineNumber, before.orderLineNumber, null),
    attributes: firstGiven(input.attributes, before.attributes, {}),
  };
}

// What a new item is in, when nothing is said: as its entitlement where that leaves no choice, else draft.
function stateUnder(entitlement: RightState): RightState {
  return entitlement === 'test' || entitlement === 'obsolete' ? entitlement : 'draft';
}
