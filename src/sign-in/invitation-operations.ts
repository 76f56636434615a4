import { authorise } from '../accounts/authorise.ts';
import type { NewUser } from '../accounts/account-schemas.ts';
import { reasonsAgainstWiderSight } from '../accounts/line-limits.ts';
import { reasonsAgainstChangingUser } from '../accounts/rules/admitting.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import { selectRoleGrants } from '../accounts/role-store.ts';
import { createUser, presentUser, type UserView } from '../accounts/user-operations.ts';
import { selectUser } from '../accounts/user-store.ts';
import type { App } from '../platform/app.ts';
import type { Transaction } from '../platform/database.ts';
import { inRecordingTransaction } from '../platform/recording.ts';
import type { Reason } from '../shared/decision.ts';
import { notFound, refusal } from '../shared/problems.ts';
import { queueAccessEmail, selectEmailOfLink } from './access-emails.ts';
import { makeLink } from './password-link-operations.ts';
import { invitationDays, reasonsAgainstLink } from './rules/password-link.ts';
import { standingOfToday } from './sign-in-operations.ts';
import { selectStandingUser, type StandingUser } from './standing-store.ts';

/** A user who was invited, and the message with the link. */
export interface InvitationView {
  readonly user: UserView;
  readonly emailId: string;
}

/**
 * Invites somebody: a new user, or one who is on record and has no password yet. Needs `manageUsers`, and all that the user may
 * do; throws `refused` with every reason.
 */
export async function invite(
  app: App,
  actor: Actor,
  invited: NewUser | { readonly userId: string },
): Promise<InvitationView> {
  authorise(actor, 'manageUsers');
  return inRecordingTransaction(app.database, async (transaction) => {
    const over = { ...app, database: transaction };
    const { userId } = 'email' in invited ? await createUser(over, actor, invited) : invited;
    const stored = await selectUser(transaction, actor.scope, userId);
    const user = stored && (await selectStandingUser(transaction, stored.id));
    if (stored === undefined || user === undefined) throw notFound('user', userId);
    const roles = await selectRoleGrants(
      transaction,
      stored.entity.memberships.flatMap((one) => one.roles),
    );
    const reasons = reasonsAgainstInviting(app, user, [
      ...reasonsAgainstChangingUser(actor, stored.entity, roles),
      ...(await reasonsAgainstWiderSight(transaction, actor, userId)),
    ]);
    if (reasons.length > 0) throw refusal(reasons);
    const emailId = await sendInvitation(app, transaction, user);
    return { user: presentUser(userId, stored), emailId };
  });
}

function reasonsAgainstInviting(app: App, user: StandingUser, others: readonly Reason[]): readonly Reason[] {
  const hasPlace = standingOfToday(app, { ...user, status: 'active' }) !== undefined;
  const known: readonly Reason[] =
    user.passwordHash === null
      ? []
      : [
          {
            code: 'has_password',
            message: `${user.userId} has a password already.`,
            remedy: 'They sign in with it, or ask for a new one on the page where they sign in.',
          },
        ];
  return [...reasonsAgainstLink(user, hasPlace), ...known, ...others];
}

async function sendInvitation(app: App, transaction: Transaction, user: StandingUser): Promise<string> {
  const portal = standingOfToday(app, user)?.audience ?? 'endUser';
  const linkId = await makeLink(app, transaction, { purpose: 'invitation', portal, userId: user.id });
  const place = user.memberships[0];
  const account = place && portal === 'endUser' ? { accountId: place.accountId, name: place.accountName } : null;
  const notSent = await queueAccessEmail(app, transaction, {
    type: 'invitation',
    reader: user,
    portal,
    linkId,
    businessTimeZone: user.businessTimeZone,
    accountRow: place?.accountRow ?? null,
    more: { account, validDays: invitationDays },
  });
  if (notSent.length > 0) throw refusal(notSent);
  return String(await selectEmailOfLink(transaction, linkId));
}
