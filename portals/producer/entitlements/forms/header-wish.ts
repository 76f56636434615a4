import { attributesOf, attributeWishOf, noAttributes, type AttributeWish } from '../../attributes/attribute-wish.ts';
import type { Entitlement } from '../item-words.ts';
import { orNull } from './line-item-wish.ts';

export interface PartnerWish {
  readonly tier: string;
  readonly accountId: string;
  readonly currentOwner: boolean;
  readonly contact: string;
}

/** What somebody types of an entitlement itself. */
export interface HeaderWish {
  readonly entitlementId: string;
  /** empty: the end customer is not known yet */
  readonly accountId: string;
  readonly description: string;
  readonly shipToEmails: readonly string[];
  readonly shipToAddress: string;
  readonly emailTemplateVariation: string;
  readonly contacts: readonly string[];
  readonly channelPartners: readonly PartnerWish[];
  readonly attributes: AttributeWish;
}

/** The standing account of an end customer who is not known yet. */
const unknownAccountId = 'unknown';

export const emptyHeader: HeaderWish = {
  entitlementId: '',
  accountId: '',
  description: '',
  shipToEmails: [],
  shipToAddress: '',
  emailTemplateVariation: '',
  contacts: [],
  channelPartners: [],
  attributes: noAttributes,
};

/** The head of a stored entitlement, to be typed over. */
export function headerWishOf(entitlement: Entitlement): HeaderWish {
  const { accountId, channelPartners } = entitlement;
  return {
    entitlementId: entitlement.entitlementId,
    accountId: accountId === unknownAccountId ? '' : accountId,
    description: entitlement.description ?? '',
    shipToEmails: entitlement.shipToEmails,
    shipToAddress: entitlement.shipToAddress ?? '',
    emailTemplateVariation: entitlement.emailTemplateVariation ?? '',
    contacts: entitlement.contacts,
    channelPartners: channelPartners.map((partner) => ({ ...partner, contact: partner.contact ?? '' })),
    attributes: attributeWishOf(entitlement.attributes),
  };
}

/** The head as the server takes it; what is not given is null. */
export function headerRecord(wish: HeaderWish) {
  return {
    accountId: wish.accountId === '' ? unknownAccountId : wish.accountId,
    description: orNull(wish.description),
    shipToEmails: [...wish.shipToEmails],
    shipToAddress: orNull(wish.shipToAddress),
    emailTemplateVariation: orNull(wish.emailTemplateVariation),
    contacts: [...wish.contacts],
    channelPartners: wish.channelPartners.map(({ tier, accountId, currentOwner, contact }) => ({
      tier: tier.trim(),
      accountId,
      currentOwner,
      contact: orNull(contact),
    })),
    attributes: attributesOf(wish.attributes),
  };
}
