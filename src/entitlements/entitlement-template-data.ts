import type { AccountDataOf } from '../notifications/template-preview.ts';
import type { App } from '../platform/app.ts';
import { inSnapshot, type Transaction } from '../platform/database.ts';
import { decideEntitlementEmails, type EntitlementEmailWish } from './entitlement-emails.ts';
import { selectEntitlements, type StoredEntitlement } from './entitlement-store.ts';

/**
 * What an account would be told by a template about the newest entitlement that is deployed for it: to whoever would get it
 * first, or else to somebody made up. Undefined where there is none, and for every other type of email.
 */
export const entitlementDataOf: AccountDataOf = async (app, { type, locale }, accountId) => {
  if (type !== 'entitlement' && type !== 'activatable-item') return undefined;
  return inSnapshot(app.database, async (transaction) => {
    const stored = await selectNewestDeployed(transaction, accountId);
    const lineItem = stored?.entity.lineItems.find((item) => item.state === 'deployed');
    if (stored === undefined || lineItem === undefined) return undefined;
    const about = type === 'entitlement' ? {} : { activationId: lineItem.activationId };
    return (
      (await dataOf(app, transaction, stored, about)) ??
      dataOf(app, transaction, stored, { ...about, to: ['maria.keller@customer.example'], locale })
    );
  });
};

async function dataOf(app: App, transaction: Transaction, stored: StoredEntitlement, wish: EntitlementEmailWish) {
  const decision = await decideEntitlementEmails(app, transaction, stored, wish);
  return decision.allowed ? decision.plan[0]?.data : undefined;
}

async function selectNewestDeployed(
  transaction: Transaction,
  accountId: string,
): Promise<StoredEntitlement | undefined> {
  const newest = await transaction
    .selectFrom('entitlement')
    .innerJoin('account', 'account.id', 'entitlement.accountId')
    .select('entitlement.id')
    .where('account.accountId', '=', accountId)
    .where('entitlement.state', '=', 'deployed')
    .orderBy('entitlement.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return newest && (await selectEntitlements(transaction, [newest.id], { lock: false }))[0];
}
