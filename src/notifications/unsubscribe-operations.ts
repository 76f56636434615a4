import type { App } from '../platform/app.ts';
import { inTransaction } from '../platform/database.ts';
import { recordHistory } from '../platform/history.ts';
import type { EmailSubscription } from './rules/email-types.ts';
import { lockSubscriber, selectSubscriber, updateUnsubscribed, type SubscriberRow } from './unsubscribe-store.ts';

/** What the page behind an unsubscribe link tells. It names nobody: a mail gets forwarded. */
export interface SubscriptionView {
  readonly subscription: EmailSubscription;
  readonly subscribed: boolean;
  /** of the user */
  readonly locale: string;
}

/** What a link is about, undefined where no link has this token. Needs no permission: the token is one. */
export async function getSubscription(app: App, token: string): Promise<SubscriptionView | undefined> {
  const subscriber = isToken(token) ? await selectSubscriber(app.database, token) : undefined;
  return subscriber && present(subscriber);
}

/** Unticks the box that the link is about; as often as one likes. Undefined where no link has this token. */
export async function unsubscribe(app: App, token: string, requestId: string): Promise<SubscriptionView | undefined> {
  if (!isToken(token)) return undefined;
  return inTransaction(app.database, async (transaction) => {
    const subscriber = await lockSubscriber(transaction, token);
    if (subscriber === undefined) return undefined;
    const { subscription, subscriptions, locale } = subscriber;
    if (subscriptions[subscription]) {
      await updateUnsubscribed(transaction, subscriber, actor);
      await recordHistory(transaction, { name: actor, requestId }, [entryOf(subscriber)]);
    }
    return { subscription, subscribed: false, locale };
  });
}

const actor = 'unsubscribe link';

function entryOf({ id, userId, subscription, subscriptions }: SubscriberRow) {
  return {
    entity: 'user',
    subjectId: id,
    entityKey: userId,
    event: 'changed' as const,
    before: { subscriptions },
    after: { subscriptions: { ...subscriptions, [subscription]: false } },
    reason: 'unsubscribed by mail',
  };
}

function isToken(text: string): boolean {
  return /^[\w-]{20,64}$/.test(text);
}

function present({ subscription, subscriptions, locale }: SubscriberRow): SubscriptionView {
  return { subscription, subscribed: subscriptions[subscription], locale };
}
