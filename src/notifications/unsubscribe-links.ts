import type { Database, Transaction } from '../platform/database.ts';
import { subscriptionOf } from './rules/email-types.ts';
import { selectUnsubscribeTokens } from './unsubscribe-store.ts';

/** Where a link of Licet leads: the secret in it acts for whoever has it. */
export function unsubscribeUrl(publicUrl: string, token: string): string {
  return `${publicUrl}/unsubscribe/${token}`;
}

/** What stands in a message that is only shown: it leads to the page that says that it belongs to nobody. */
export const unsubscribeStandIn = 'your-personal-link';

/** A message, as far as its link depends on it. */
export interface LinkedEmail {
  readonly type: string;
  readonly userId: number | null;
}

/** The link of each of some messages by which its reader stops more of the kind; null where it is no subscription. */
export async function unsubscribeLinks(
  database: Database | Transaction,
  publicUrl: string,
  emails: readonly LinkedEmail[],
): Promise<(email: LinkedEmail) => string | null> {
  const userIds = emails.flatMap(({ type, userId }) =>
    userId === null || subscriptionOf(type) === null ? [] : [userId],
  );
  const rows = await selectUnsubscribeTokens(database, [...new Set(userIds)]);
  const tokens = new Map(rows.map(({ userId, subscription, token }) => [`${userId} ${subscription}`, token]));
  return ({ type, userId }) => {
    const token = tokens.get(`${userId} ${subscriptionOf(type)}`);
    return token === undefined ? null : unsubscribeUrl(publicUrl, token);
  };
}
