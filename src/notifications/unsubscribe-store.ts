import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Database, Transaction } from '../platform/database.ts';
import type { EmailSubscription } from './rules/email-types.ts';

/** Gives each user a token for a subscription, where there is none yet. */
export async function ensureUnsubscribeTokens(
  transaction: Transaction,
  subscription: EmailSubscription,
  userIds: readonly number[],
): Promise<void> {
  const unique = [...new Set(userIds)].toSorted((a, b) => a - b); // all writers in one order, so that none wait in a circle
  if (unique.length === 0) return;
  const made = unique.map((userId) => ({ userId, token: randomBytes(24).toString('base64url') }));
  await sql`
    insert into unsubscribe_token (token, user_id, subscription)
    select made.token, made."userId", ${subscription}
      from jsonb_to_recordset(cast(${JSON.stringify(made)} as jsonb)) as made (token text, "userId" bigint)
     where not exists (select from unsubscribe_token
                        where unsubscribe_token.user_id = made."userId" and unsubscribe_token.subscription = ${subscription})
     order by made."userId"
        on conflict (user_id, subscription) do nothing`.execute(transaction);
}

export interface UnsubscribeTokenRow {
  readonly token: string;
  readonly userId: number;
  readonly subscription: EmailSubscription;
}

/** The tokens of some users. */
export async function selectUnsubscribeTokens(
  database: Database | Transaction,
  userIds: readonly number[],
): Promise<readonly UnsubscribeTokenRow[]> {
  if (userIds.length === 0) return [];
  const { rows } = await sql<UnsubscribeTokenRow>`
    select unsubscribe_token.token, unsubscribe_token.user_id, unsubscribe_token.subscription
      from unsubscribe_token where unsubscribe_token.user_id = any(${userIds}::bigint[])`.execute(database);
  return rows;
}

export interface SubscriberRow {
  readonly id: number;
  readonly userId: string;
  readonly locale: string;
  readonly subscription: EmailSubscription;
  /** the boxes of the user's profile, ticked or not */
  readonly subscriptions: Readonly<Record<EmailSubscription, boolean>>;
}

/** Whom a token belongs to, and which boxes are ticked. */
export async function selectSubscriber(database: Database, token: string): Promise<SubscriberRow | undefined> {
  const { rows } = await sql<SubscriberRow>`${subscriberOf(token)}`.execute(database);
  return rows[0];
}

/** As `selectSubscriber`, locked against other writers of the user. */
export async function lockSubscriber(transaction: Transaction, token: string): Promise<SubscriberRow | undefined> {
  const { rows } = await sql<SubscriberRow>`${subscriberOf(token)} for no key update of licet_user`.execute(
    transaction,
  );
  return rows[0];
}

function subscriberOf(token: string) {
  return sql`
    select licet_user.id, licet_user.user_id, licet_user.locale, unsubscribe_token.subscription,
           jsonb_build_object('expiringEntitlements', licet_user.subscribes_expiring_entitlements,
                              'productUpgrades', licet_user.subscribes_product_upgrades,
                              'announcements', licet_user.subscribes_announcements) as subscriptions
      from unsubscribe_token
      join licet_user on licet_user.id = unsubscribe_token.user_id
     where unsubscribe_token.token = ${token}`;
}

const columns = {
  expiringEntitlements: 'subscribesExpiringEntitlements',
  productUpgrades: 'subscribesProductUpgrades',
  announcements: 'subscribesAnnouncements',
} as const;

/** Unticks one box of a user, and nothing else. */
export async function updateUnsubscribed(
  transaction: Transaction,
  subscriber: SubscriberRow,
  updatedBy: string,
): Promise<void> {
  await transaction
    .updateTable('licetUser')
    .set({
      [columns[subscriber.subscription]]: false,
      version: sql`licet_user.version + 1`,
      updatedAt: sql`now()`,
      updatedBy,
    })
    .where('licetUser.id', '=', subscriber.id)
    .execute();
}
