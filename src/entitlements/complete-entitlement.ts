import { endOfTerm, type Day } from '../shared/day.ts';
import { firstGiven } from '../shared/objects.ts';
import type { RightState } from '../shared/vocabulary.ts';
import type { EntitlementRecord, LineItemRecord, MaintenanceLineItemRecord } from './entitlement-schemas.ts';
import type { ChannelPartner, Entitlement, LineItem, MaintenanceLineItem } from './rules/entitlement.ts';

/**
 * The whole entitlement: what is given, over what is stored, over the defaults. Stored line items that are not named
 * stay as they are; new ones are added behind them.
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
  return given
    ?.map(({ tier, accountId, currentOwner }) => ({ tier, accountId, currentOwner: currentOwner ?? false }))
    .toSorted((a, b) => (a.tier < b.tier ? -1 : 1));
}

function merge<Item extends { readonly activationId: string }, Given extends { readonly activationId: string }>(
  stored: readonly Item[],
  given: readonly Given[],
  complete: (item: Given, old: Item | undefined) => Item,
): readonly Item[] {
  const old = new Map(stored.map((item) => [item.activationId, item]));
  const named = new Map(given.map((item) => [item.activationId, item]));
  const kept = stored.map((item) => {
    const change = named.get(item.activationId);
    return change === undefined ? item : complete(change, item);
  });
  return [...kept, ...given.filter((item) => !old.has(item.activationId)).map((item) => complete(item, undefined))];
}

function completeLineItem(input: LineItemRecord, stored: LineItem | undefined, state: RightState): LineItem {
  const before: Partial<LineItem> = stored ?? {};
  const startDate = firstGiven(input.startDate, before.startDate, null);
  const permanent = firstGiven(input.permanent, before.permanent, false);
  const term = firstGiven(input.term, before.term, null);
  const givenEnd = firstGiven(input.expirationDate, before.expirationDate, null);
  return {
    activationId: input.activationId,
    type: firstGiven(input.type, before.type, 'new'),
    parentActivationId: firstGiven(input.parentActivationId, before.parentActivationId, null),
    products: input.products.map(({ productId, quantityPerCopy }) => ({
      productId,
      quantityPerCopy: quantityPerCopy ?? 1,
    })),
    licenseModels: firstGiven(input.licenseModels && [...new Set(input.licenseModels)], before.licenseModels, []),
    licenseModelAttributes: firstGiven(input.licenseModelAttributes, before.licenseModelAttributes, {}),
    quantity: input.quantity,
    additionalCopies: firstGiven(input.additionalCopies, before.additionalCopies, 0),
    startDateOption: firstGiven(input.startDateOption, before.startDateOption, 'now'),
    startDate,
    permanent,
    term,
    expirationDate: givenEnd ?? endFrom(startDate, term, permanent),
    versionDate: firstGiven(input.versionDate, before.versionDate, null),
    autoRenew: firstGiven(input.autoRenew, before.autoRenew, null),
    state: firstGiven(input.state, before.state, stateUnder(state)),
    ...texts(input, before),
  };
}

// A term is turned into a last day as soon as its first day is known.
function endFrom(startDate: Day | null, term: LineItem['term'], permanent: boolean): Day | null {
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
    covers: firstGiven(input.covers && [...new Set(input.covers)].toSorted(), before.covers, []),
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
