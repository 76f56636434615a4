import type { ItemOf } from '../../shared/api/call.ts';

type User = ItemOf<'listUsers'>;

/** What somebody types of a user. */
export interface UserWish {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly locale: string;
  readonly timeZone: string;
  readonly memberships: readonly MembershipWish[];
  readonly subscriptions: User['subscriptions'];
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
  memberships: [emptyMembership],
  subscriptions: { expiringEntitlements: false, productUpgrades: false, announcements: true },
};

export function wishOf(user: User): UserWish {
  const { firstName, lastName, email, locale, timeZone, subscriptions } = user;
  const memberships = user.memberships.map((one) => ({ ...one, expiresOn: one.expiresOn ?? '' }));
  return { firstName, lastName, email, locale, timeZone, subscriptions, memberships };
}

/** The fields of a user as the server takes them. */
export function recordOf(wish: UserWish) {
  return {
    firstName: wish.firstName.trim(),
    lastName: wish.lastName.trim(),
    email: wish.email.trim(),
    locale: wish.locale.trim(),
    timeZone: wish.timeZone.trim(),
    subscriptions: wish.subscriptions,
    memberships: wish.memberships
      .filter(({ accountId }) => accountId !== '')
      .map(({ accountId, roles, expiresOn }) => ({
        accountId,
        roles: [...roles],
        expiresOn: expiresOn === '' ? null : expiresOn,
      })),
  };
}
