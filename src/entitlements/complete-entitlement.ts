import { endOfTerm, type Day } from '../shared/day.ts';
import type { RightState } from '../shared/vocabulary.ts';
import type { EntitlementRecord, LineItemRecord, MaintenanceLineItemRecord } from './entitlement-schemas.ts';
import type { Entitlement, LineItem, MaintenanceLineItem } from './rules/entitlement.ts';

/**
 * The whole entitlement: what is given, over what is stored, over the defaults. Stored line items that are not named
 * stay as they are; new ones are added behind them.
 */
export function completeEntitlement(input: EntitlementRecord, stored: Entitlement | undefined): Entitlement {
  const test = input.test ?? stored?.test ?? input.state === 'test';
  const state = input.state ?? stored?.state ?? (test ? 'test' : 'draft');
  return {
    entitlementId: input.entitlementId,
    accountId: input.accountId ?? stored?.accountId ?? 'unknown',
    description: orStored(input.description, stored?.description),
    shipToEmails: input.shipToEmails ?? stored?.shipToEmails ?? [],
    channelPartners:
      input.channelPartners
        ?.map(({ tier, accountId, currentOwner }) => ({ tier, accountId, currentOwner: currentOwner ?? false }))
        .toSorted((a, b) => (a.tier < b.tier ? -1 : 1)) ??
      stored?.channelPartners ??
      [],
    test,
    state,
    attributes: input.attributes ?? stored?.attributes ?? {},
    lineItems: merge(stored?.lineItems ?? [], input.lineItems ?? [], (item, old) => completeLineItem(item, old, state)),
    maintenanceLineItems: merge(stored?.maintenanceLineItems ?? [], input.maintenanceLineItems ?? [], (item, old) =>
      completeMaintenance(item, old, state),
    ),
  };
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
  const startDateOption = input.startDateOption ?? stored?.startDateOption ?? 'now';
  const startDate = orStored(input.startDate, stored?.startDate);
  const permanent = input.permanent ?? stored?.permanent ?? false;
  const term = orStored(input.term, stored?.term);
  const givenEnd = orStored(input.expirationDate, stored?.expirationDate);
  return {
    activationId: input.activationId,
    type: input.type ?? stored?.type ?? 'new',
    parentActivationId: orStored(input.parentActivationId, stored?.parentActivationId),
    products: input.products.map(({ productId, quantityPerCopy }) => ({
      productId,
      quantityPerCopy: quantityPerCopy ?? 1,
    })),
    licenseModels:
      input.licenseModels === undefined ? (stored?.licenseModels ?? []) : [...new Set(input.licenseModels)],
    licenseModelAttributes: input.licenseModelAttributes ?? stored?.licenseModelAttributes ?? {},
    quantity: input.quantity,
    additionalCopies: input.additionalCopies ?? stored?.additionalCopies ?? 0,
    startDateOption,
    startDate,
    permanent,
    term,
    expirationDate: givenEnd ?? endFrom(startDate, term, permanent),
    versionDate: orStored(input.versionDate, stored?.versionDate),
    autoRenew: orStored(input.autoRenew, stored?.autoRenew),
    state: input.state ?? stored?.state ?? stateUnder(state),
    ...texts(input, stored),
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
  return {
    activationId: input.activationId,
    productId: input.productId,
    parentActivationId: orStored(input.parentActivationId, stored?.parentActivationId),
    covers: input.covers === undefined ? (stored?.covers ?? []) : [...new Set(input.covers)].toSorted(),
    startDate: orStored(input.startDate, stored?.startDate),
    permanent: input.permanent ?? stored?.permanent ?? false,
    expirationDate: orStored(input.expirationDate, stored?.expirationDate),
    state: input.state ?? stored?.state ?? stateUnder(state),
    ...texts(input, stored),
  };
}

function texts(input: LineItemRecord | MaintenanceLineItemRecord, stored: LineItem | MaintenanceLineItem | undefined) {
  return {
    description: orStored(input.description, stored?.description),
    orderId: orStored(input.orderId, stored?.orderId),
    orderLineNumber: orStored(input.orderLineNumber, stored?.orderLineNumber),
    attributes: input.attributes ?? stored?.attributes ?? {},
  };
}

// What a new item is in, when nothing is said: as its entitlement where that leaves no choice, else draft.
function stateUnder(entitlement: RightState): RightState {
  return entitlement === 'test' || entitlement === 'obsolete' ? entitlement : 'draft';
}

/** Missing means "leave it", null means "none". */
function orStored<Value>(given: Value | null | undefined, stored: Value | null | undefined): Value | null {
  return given === undefined ? (stored ?? null) : given;
}
