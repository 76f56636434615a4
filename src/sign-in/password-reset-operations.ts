import type { App } from '../platform/app.ts';
import { inTransaction, type Transaction } from '../platform/database.ts';
import { queueAccessEmail } from './access-emails.ts';
import { makeLink, wasSentLately } from './password-link-operations.ts';
import { resetHours } from './rules/password-link.ts';
import { standingOfToday } from './sign-in-operations.ts';
import { selectStandingUserByName, type StandingUser } from './standing-store.ts';

/**
 * Writes to a user who forgot their password, or never had one, with a link to choose one. Answers nothing, and the same nothing where
 * there is no such user or they may not sign in, of whom nobody is written to, or where they were written to a moment ago.
 */
export async function requestPasswordReset(app: App, userName: string): Promise<void> {
  await inTransaction(app.database, async (transaction) => {
    const user = await selectStandingUserByName(transaction, userName);
    if (user !== undefined) await writeTo(app, transaction, user);
  });
}

async function writeTo(app: App, transaction: Transaction, user: StandingUser): Promise<void> {
  const standing = standingOfToday(app, user);
  if (standing === undefined || (await wasSentLately(app, transaction, 'passwordReset', user))) return;
  const portal = standing.audience;
  const linkId = await makeLink(app, transaction, { purpose: 'passwordReset', portal, userId: user.id });
  const notSent = await queueAccessEmail(app, transaction, {
    type: 'password-reset',
    reader: user,
    portal,
    linkId,
    businessTimeZone: user.businessTimeZone,
    accountRow: user.memberships[0]?.accountRow ?? null,
    more: { validHours: resetHours },
  });
  for (const { message } of notSent) app.log.warn({ userId: user.userId }, message);
}
