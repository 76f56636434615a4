import { unknownAccountId } from '../../accounts/rules/account.ts';
import { decide, type Decision, type Reason } from '../../shared/decision.ts';
import { suggestion } from '../../shared/nearest-name.ts';
import type { RightState } from '../../shared/vocabulary.ts';
import type { Entitlement, LineItem, MaintenanceLineItem } from './entitlement.ts';

/** Somebody who gets the email. Of an address that nobody is known by there is no name. */
export interface EmailReceiver {
  /** the row of a user who gets it because of a subscription, and so can end it; else null */
  readonly subscriber: number | null;
  readonly userId: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly locale: string;
}

/** Who could get the email; the first of these that is not empty does (`product.md` 5.3a). */
export interface PossibleReceivers {
  readonly given: readonly EmailReceiver[];
  readonly shipTo: readonly EmailReceiver[];
  readonly contacts: readonly EmailReceiver[];
  readonly subscribers: readonly EmailReceiver[];
  /** get it as well */
  readonly copied: readonly EmailReceiver[];
}

export interface EntitlementEmailFacts {
  /** the setting `sendEntitlementEmailOnlyForDeployed` */
  readonly onlyDeployed: boolean;
  readonly templateIsActive: boolean;
  /** the variations that have an active template */
  readonly variations: readonly string[];
  /** the variation that is asked for; undefined: that of the entitlement */
  readonly variation: string | undefined;
  readonly receivers: PossibleReceivers;
}

export interface EntitlementEmailPlan {
  /** line items first, each kind in the order of the entitlement */
  readonly items: readonly (LineItem | MaintenanceLineItem)[];
  /** each address once */
  readonly receivers: readonly EmailReceiver[];
}

/**
 * Whether an item is told in an entitlement email (reference 2.7): what is deployed always, everything else only where the
 * setting `sendEntitlementEmailOnlyForDeployed` is off. The weaker of entitlement and item counts.
 */
export function isToldByEmail(entitlement: RightState, item: RightState, onlyDeployed: boolean): boolean {
  return !onlyDeployed || (entitlement === 'deployed' && item === 'deployed');
}

/** The email about an entitlement, or about one line item with its maintenance; or every reason against it. */
export function planEntitlementEmail(
  entitlement: Entitlement,
  activationId: string | undefined,
  facts: EntitlementEmailFacts,
): Decision<EntitlementEmailPlan> {
  const about = [
    ...entitlement.lineItems.filter((item) => activationId === undefined || item.activationId === activationId),
    ...entitlement.maintenanceLineItems.filter(
      (item) => activationId === undefined || item.covers.includes(activationId),
    ),
  ];
  const items = about.filter((item) => isToldByEmail(entitlement.state, item.state, facts.onlyDeployed));
  const isTold = activationId === undefined ? items.length > 0 : items[0]?.activationId === activationId;
  const receivers = chooseReceivers(facts.receivers);
  const reasons = [
    ...(isTold || !facts.onlyDeployed ? [] : [notDeployed(activationId ?? entitlement.entitlementId)]),
    ...(isTold || facts.onlyDeployed ? [] : [nothingToTell(entitlement.entitlementId)]),
    ...(facts.templateIsActive ? [] : [templateInactive]),
    ...reasonsAgainstVariation(facts),
    ...(receivers.length > 0 ? [] : [noReceiver]),
  ];
  return decide(reasons, () => ({ items, receivers }));
}

/** Those who get the email, each address once; nobody where only copies are asked for. */
export function chooseReceivers(possible: PossibleReceivers): readonly EmailReceiver[] {
  const { given, shipTo, contacts, subscribers, copied } = possible;
  const chosen = [given, shipTo, contacts, subscribers].find((receivers) => receivers.length > 0) ?? [];
  const all = chosen.length === 0 ? [] : [...chosen, ...copied];
  const seen = new Set<string>();
  return all.filter(({ email }) => {
    const isAgain = seen.has(email.toLowerCase());
    seen.add(email.toLowerCase());
    return !isAgain;
  });
}

/** The account that is told of an entitlement: the end customer, or the current owner where that one is not known. */
export function holderOf({ accountId, channelPartners }: Entitlement): string {
  if (accountId !== unknownAccountId) return accountId;
  return channelPartners.find((partner) => partner.currentOwner)?.accountId ?? accountId;
}

function reasonsAgainstVariation({ variation, variations }: EntitlementEmailFacts): readonly Reason[] {
  if (variation === undefined || variations.includes(variation)) return [];
  const remedy = `Leave it away for that of the entitlement.${suggestion(variation, variations)}`;
  const message = `The email has no active template of the variation ${variation}.`;
  return [{ code: 'unknown_variation', message, remedy, pointer: '/variation' }];
}

function notDeployed(id: string): Reason {
  return {
    code: 'not_deployed_no_email',
    message: `Emails tell only of what is deployed, and of ${id} nothing is.`,
    remedy: 'Deploy it first, or turn off the setting sendEntitlementEmailOnlyForDeployed.',
  };
}

function nothingToTell(entitlementId: string): Reason {
  return {
    code: 'nothing_to_tell',
    message: `There is nothing in the entitlement ${entitlementId} to tell.`,
    remedy: 'Add line items first.',
  };
}

const templateInactive: Reason = {
  code: 'template_inactive',
  message: 'No template for this email is active.',
  remedy: 'Activate its English default.',
};

const noReceiver: Reason = {
  code: 'no_receiver',
  message: 'Nobody is known who would get the email.',
  remedy:
    'Name addresses, give the entitlement ship-to addresses or contacts, or let somebody of the account take announcements.',
  pointer: '/to',
};
