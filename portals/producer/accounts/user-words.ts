import { accountsText as text } from '../../messages/en/producer-accounts.ts';
import type { ItemOf } from '../../shared/api/call.ts';

type User = ItemOf<'listUsers'>;

const boxes = ['expiringEntitlements', 'productUpgrades', 'announcements'] as const;

/** Which emails somebody gets, in words. */
export function subscriptionWords(subscriptions: User['subscriptions']): string {
  const wanted = boxes.filter((name) => subscriptions[name]).map((name) => text[name]);
  return wanted.length === 0 ? text.noSubscriptions : wanted.join(', ');
}

/** What a field of a user holds, as people say it. */
export function inWords(name: string, value: unknown): unknown {
  if (name === 'subscriptions' && isSubscriptions(value)) return subscriptionWords(value);
  if (name === 'memberships' && Array.isArray(value)) return value.map(membershipWords).join('; ');
  return typeof value === 'boolean' ? text[value ? 'yes' : 'no'] : value;
}

function isSubscriptions(value: unknown): value is User['subscriptions'] {
  return typeof value === 'object' && value !== null && boxes.every((name) => name in value);
}

function membershipWords(value: unknown): string {
  if (!isMembership(value)) return JSON.stringify(value);
  const { accountId, roles, expiresOn } = value;
  const until = expiresOn === null ? '' : `, ${text.until} ${expiresOn}`;
  return `${accountId} (${roles.length === 0 ? text.noRoles : roles.join(', ')}${until})`;
}

function isMembership(value: unknown): value is User['memberships'][number] {
  return (
    typeof value === 'object' && value !== null && 'accountId' in value && 'roles' in value && 'expiresOn' in value
  );
}
