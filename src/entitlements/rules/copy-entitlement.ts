import { endOfTerm } from '../../shared/day.ts';
import { decide, type Decision } from '../../shared/decision.ts';
import type { RightState } from '../../shared/vocabulary.ts';
import { copiesDrawn } from './copies-drawn.ts';
import type { Entitlement, LineItem, MaintenanceLineItem } from './entitlement.ts';

export interface CopyWish {
  readonly entitlementId: string;
  readonly accountId?: string | undefined;
  readonly description?: string | null | undefined;
  readonly test?: boolean | undefined;
  readonly deploy?: boolean | undefined;
  /** the activation ID of the copy of each item of the origin */
  readonly newIds: ReadonlyMap<string, string>;
}

/** An item of the origin that is not copied, and why. */
export interface LeftOut {
  readonly activationId: string;
  readonly reason: 'obsolete' | 'fullyDrawn';
}

export interface EntitlementCopy {
  readonly entitlement: Entitlement;
  /** the activation ID of the origin of each copied item, by its own */
  readonly copiedFrom: ReadonlyMap<string, string>;
  readonly leftOut: readonly LeftOut[];
}

/**
 * A new order like an earlier one (reference 2.9): what is left at the live ends of its chains, each as the first of a chain
 * of its own. Dates stay; order references, serial numbers and what activations have written do not; neither does whom it
 * was shipped to, where it is for another account.
 */
export function planEntitlementCopy(origin: Entitlement, wish: CopyWish): Decision<EntitlementCopy> {
  const childrenOf = Map.groupBy(origin.lineItems, (item) => item.parentActivationId);
  const renewalsOf = Map.groupBy(origin.maintenanceLineItems, (item) => item.parentActivationId);
  const left = new Map(origin.lineItems.map((item) => [item, copiesLeft(item, childrenOf)]));
  const lineItems = origin.lineItems.filter((item) => (left.get(item) ?? 0) > 0);
  const maintenance = origin.maintenanceLineItems.filter((item) => isLiveEnd(item, renewalsOf));
  const copied = new Set([...lineItems, ...maintenance].map((item) => item.activationId));
  const all = [...origin.lineItems, ...origin.maintenanceLineItems];
  const isNothing = all.length > 0 && copied.size === 0;
  const nothing = {
    code: 'nothing_to_copy',
    message: `Everything in the entitlement ${origin.entitlementId} is obsolete.`,
    remedy: 'Copy another one.',
  };
  return decide(isNothing ? [nothing] : [], () => {
    const header = headerOf(origin, wish);
    const idOf = (activationId: string): string => wish.newIds.get(activationId) ?? activationId;
    const own = { state: header.state, idOf };
    return {
      entitlement: {
        ...header,
        lineItems: lineItems.map((item) => copyOfLineItem(item, left.get(item) ?? 0, own)),
        maintenanceLineItems: maintenance.map((item) => ({
          ...copyOfItem(item, own),
          covers: item.covers.flatMap((covered) => endsOf(covered, childrenOf, copied)).map(idOf),
        })),
      },
      copiedFrom: new Map([...copied].map((activationId) => [idOf(activationId), activationId])),
      leftOut: all.flatMap(({ activationId, state }) =>
        copied.has(activationId) ? [] : [{ activationId, reason: state === 'obsolete' ? 'obsolete' : 'fullyDrawn' }],
      ),
    };
  });
}

function headerOf(origin: Entitlement, wish: CopyWish): Entitlement {
  const test = wish.test ?? origin.test;
  const accountId = wish.accountId ?? origin.accountId;
  const ofOtherAccount = { shipToEmails: [], shipToAddress: null, contacts: [] };
  return {
    ...origin,
    ...(accountId === origin.accountId ? {} : ofOtherAccount),
    entitlementId: wish.entitlementId,
    accountId,
    description: wish.description === undefined ? origin.description : wish.description,
    test,
    state: stateOf(test, wish.deploy === true),
  };
}

function stateOf(test: boolean, deploy: boolean): RightState {
  if (test) return 'test';
  return deploy ? 'deployed' : 'draft';
}

type Children<Item> = ReadonlyMap<string | null, readonly Item[]>;

/** The copies of a line item that no child has drawn; none of an obsolete one. */
function copiesLeft(item: LineItem, childrenOf: Children<LineItem>): number {
  if (item.state === 'obsolete') return 0;
  const live = (childrenOf.get(item.activationId) ?? []).filter((child) => child.state !== 'obsolete');
  return live.map(copiesDrawn).reduce((left, copies) => left - copies, item.quantity);
}

function isLiveEnd(item: MaintenanceLineItem, renewalsOf: Children<MaintenanceLineItem>): boolean {
  const isParent = (renewalsOf.get(item.activationId) ?? []).some((child) => child.state !== 'obsolete');
  return item.state !== 'obsolete' && !isParent;
}

interface Own {
  readonly state: RightState;
  readonly idOf: (activationId: string) => string;
}

function copyOfItem<Item extends LineItem | MaintenanceLineItem>(item: Item, { state, idOf }: Own): Item {
  return {
    ...item,
    activationId: idOf(item.activationId),
    parentActivationId: null,
    orderId: null,
    orderLineNumber: null,
    state,
  };
}

function copyOfLineItem(item: LineItem, quantity: number, own: Own): LineItem {
  return {
    ...copyOfItem(item, own),
    type: 'new',
    quantity,
    additionalCopies: 0,
    serialNumber: null,
    versionDate: item.versionDateOption === 'now' ? item.versionDate : null,
    ...copyOfDates(item),
  };
}

// What the first activation wrote is not there yet; and an end that was moved is no end of a term.
function copyOfDates({ startDateOption, startDate, term, expirationDate }: LineItem) {
  const isFixed = startDateOption === 'now';
  if (!isFixed) return { startDate: null, term, expirationDate: term === null ? expirationDate : null };
  const isEndOfTerm = startDate !== null && term !== null && endOfTerm(startDate, term) === expirationDate;
  return { startDate, term: isEndOfTerm ? term : null, expirationDate };
}

// What is covered, or what it has become by now.
function endsOf(activationId: string, childrenOf: Children<LineItem>, copied: ReadonlySet<string>): readonly string[] {
  if (copied.has(activationId)) return [activationId];
  return (childrenOf.get(activationId) ?? []).flatMap((item) => endsOf(item.activationId, childrenOf, copied));
}
