import type { ItemOf } from '../../shared/api/call.ts';
import { attributesOf, attributeWishOf, noAttributes, type AttributeWish } from '../attributes/attribute-wish.ts';

type User = ItemOf<'listUsers'>;

/** What somebody types of a user. */
export interface UserWish {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly locale: string;
  readonly timeZone: string;
  /** false: a contact, who has no way in */
  readonly portalAccess: boolean;
  readonly sharedLogin: boolean;
  readonly phone: string;
  readonly address: Readonly<Record<string, string>>;
  readonly memberships: readonly MembershipWish[];
  readonly subscriptions: User['subscriptions'];
  readonly attributes: AttributeWish;
}

export interface MembershipWish {
  readonly accountId: string;
  readonly roles: readonly string[];
  readonly expiresOn: string;
}

export const emptyMembership: MembershipWish = { accountId: '', roles: [], expiresOn: '' };

export const emptyUser: UserWish = {
  firstName: '',
  lastName: '',
  email: '',
  locale: 'en',
  timeZone: 'UTC',
  portalAccess: true,
  sharedLogin: false,
  phone: '',
  address: {},
  memberships: [emptyMembership],
  subscriptions: { expiringEntitlements: false, productUpgrades: false, announcements: true },
  attributes: noAttributes,
};

export function wishOf(user: User): UserWish {
  const { firstName, lastName, email, locale, timeZone, portalAccess, sharedLogin, address, subscriptions } = user;
  return {
    firstName,
    lastName,
    email,
    locale,
    timeZone,
    portalAccess,
    sharedLogin,
    address,
    subscriptions,
    phone: user.phone ?? '',
    memberships: user.memberships.map((one) => ({ ...one, expiresOn: one.expiresOn ?? '' })),
    attributes: attributeWishOf(user.attributes),
  };
}

/** The fields of a user as the server takes them. A contact has no roles, and no login to share. */
export function recordOf(wish: UserWish) {
  const { portalAccess } = wish;
  return {
    firstName: wish.firstName.trim(),
    lastName: wish.lastName.trim(),
    email: wish.email.trim(),
    locale: wish.locale.trim(),
    timeZone: wish.timeZone.trim(),
    portalAccess,
    sharedLogin: portalAccess && wish.sharedLogin,
    phone: wish.phone.trim() === '' ? null : wish.phone.trim(),
    address: Object.fromEntries(Object.entries(wish.address).filter(([, value]) => value.trim() !== '')),
    subscriptions: wish.subscriptions,
    attributes: attributesOf(wish.attributes),
    memberships: wish.memberships
      .filter(({ accountId }) => accountId !== '')
      .map(({ accountId, roles, expiresOn }) => ({
        accountId,
        roles: portalAccess ? [...roles] : [],
        expiresOn: expiresOn === '' ? null : expiresOn,
      })),
  };
}
