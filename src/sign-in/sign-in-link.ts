import { authoriseEverywhere } from '../accounts/authorise.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import { handOutPasswordLink } from '../notifications/password-link-tokens.ts';
import type { App } from '../platform/app.ts';
import { inTransaction } from '../platform/database.ts';
import { notFound, refusal } from '../shared/problems.ts';
import { makeLink } from './password-link-operations.ts';
import { reasonsAgainstLink } from './rules/password-link.ts';
import { standingOfToday } from './sign-in-operations.ts';
import { selectStandingUserByName } from './standing-store.ts';

/**
 * A one-time address by which a user chooses a password, for whoever cannot be reached by email: the operator passes it on. No
 * network door has this, as whoever has the address is that user. Needs `manageUsers` for every account; throws `refused` where
 * the user may not sign in.
 */
export async function makeSignInLink(app: App, actor: Actor, userName: string): Promise<string> {
  authoriseEverywhere(actor, 'manageUsers');
  const url = await inTransaction(app.database, async (transaction) => {
    const user = await selectStandingUserByName(transaction, userName);
    if (user === undefined) throw notFound('user', userName);
    const standing = standingOfToday(app, user);
    if (standing === undefined) throw refusal(reasonsAgainstLink(user, false));
    const purpose = user.passwordHash === null ? ('invitation' as const) : ('passwordReset' as const);
    const id = await makeLink(app, transaction, { purpose, portal: standing.audience, userId: user.id });
    return handOutPasswordLink(transaction, { id, now: app.clock.now(), publicUrl: app.config.publicUrl });
  });
  if (url === null) throw notFound('user', userName);
  return url;
}
