import type { App } from '../platform/app.ts';
import type { Transaction } from '../platform/database.ts';
import { recordHistory, type HistorySource } from '../platform/history.ts';
import { inRecordingTransaction } from '../platform/recording.ts';
import { notFound, refusal } from '../shared/problems.ts';
import { hashOfToken } from '../notifications/password-link-tokens.ts';
import { hasAdministrator, lockFirstAdministrator } from '../accounts/administrator-store.ts';
import { updatePassword, updateSignedIn } from './credential-store.ts';
import { admitByLink, ownerOfLink } from './link-admission.ts';
import { isToken } from './one-time-token.ts';
import { hashPassword } from './password-hashing.ts';
import {
  deleteFirstAdministratorLinks,
  deleteLinksOf,
  deleteRegistrationsOf,
  hasUnusedLinkSince,
  insertPasswordLink,
  lockLinksTo,
  lockPasswordLink,
  selectPasswordLink,
  updateLinkUsed,
  type LinkReader,
  type NewPasswordLink,
  type StoredPasswordLink,
} from './password-link-store.ts';
import { isLinkOver, linkEveryMilliseconds, linkMilliseconds, type LinkPurpose } from './rules/password-link.ts';
import { reasonsAgainstPassword } from './rules/password.ts';
import { deleteSessionsOf } from './session-store.ts';
import type { ChosenPassword } from './sign-in-schemas.ts';
import { openSession, type OpenedSession } from './sign-in-operations.ts';

/** What the page behind a link tells. */
export interface PasswordLinkView {
  readonly purpose: LinkPurpose;
  readonly portal: 'producer' | 'endUser';
  readonly userName: string | null;
  readonly firstName: string | null;
  readonly expiresAt: string;
}

/** What a link is for. Needs no permission: the token is one. Throws `not_found` for one that is unknown, used or over. */
export async function getPasswordLink(app: App, token: string): Promise<PasswordLinkView> {
  const link = await findLink(app, token);
  const { userName, firstName } = ownerOfLink(link);
  return {
    purpose: link.purpose,
    portal: link.portal,
    userName,
    firstName,
    expiresAt: link.expiresAt.toISOString(),
  };
}

/**
 * Sets a password by a link, which works once: its user is signed in here, and every other session and link of theirs ends. A
 * registration becomes a user now, and the first administrator is made. Throws `not_found`, or `refused` with every reason.
 */
export async function choosePassword(
  app: App,
  token: string,
  input: ChosenPassword & { readonly userAgent: string },
): Promise<OpenedSession> {
  const { id, purpose } = await findLink(app, token);
  const passwordHash = await hashPassword(input.password);
  return inRecordingTransaction(app.database, async (transaction) => {
    if (purpose === 'firstAdministrator') await lockFirstAdministrator(transaction);
    const link = await lockPasswordLink(transaction, id);
    if (link === undefined || isOver(app, link)) throw unknownLink();
    if (purpose === 'firstAdministrator' && (await hasAdministrator(transaction))) throw unknownLink();
    const owner = ownerOfLink(link, input.user);
    const against = reasonsAgainstPassword(input.password, {
      userName: owner.userName ?? '',
      email: owner.email ?? '',
    });
    const admitted = await admitByLink(transaction, link, input.user);
    if ('reasons' in admitted) throw refusal([...admitted.reasons, ...against]);
    if (against.length > 0) throw refusal(against);
    await keepPassword(app, transaction, admitted, passwordHash);
    await endLink(app, transaction, link, admitted.id);
    await updateSignedIn(transaction, admitted.id, app.clock.now());
    return openSession(app, transaction, admitted.id, input.userAgent);
  });
}

async function endLink(app: App, transaction: Transaction, link: StoredPasswordLink, userId: number): Promise<void> {
  await updateLinkUsed(transaction, link.id, app.clock.now());
  if (link.registration !== null) await deleteRegistrationsOf(transaction, ownerOfLink(link).email ?? '');
  await deleteLinksOf(transaction, userId);
  await deleteSessionsOf(transaction, userId);
}

/**
 * Keeps a password, with a note in the history that there is a new one. Where it is an administrator's, nobody becomes the first one
 * any more: the links for that end.
 */
export async function keepPassword(
  app: App,
  transaction: Transaction,
  user: { readonly id: number; readonly userId: string; readonly source: HistorySource },
  passwordHash: string,
): Promise<void> {
  const passwordChangedAt = app.clock.now();
  await updatePassword(transaction, user.id, { passwordHash, passwordChangedAt });
  if (await hasAdministrator(transaction)) await deleteFirstAdministratorLinks(transaction);
  const after = { passwordChangedAt: passwordChangedAt.toISOString() };
  await recordHistory(transaction, user.source, [
    { entity: 'user', subjectId: user.id, entityKey: user.userId, event: 'changed', after },
  ]);
}

/** Makes a link; its token is made when it is handed out. Answers its row. */
export async function makeLink(
  app: App,
  transaction: Transaction,
  link: Pick<NewPasswordLink, 'purpose' | 'portal'> & Partial<NewPasswordLink>,
): Promise<number> {
  const createdAt = app.clock.now();
  const expiresAt = new Date(createdAt.getTime() + linkMilliseconds[link.purpose]);
  return insertPasswordLink(transaction, { userId: null, registration: null, ...link, createdAt, expiresAt });
}

/**
 * True where somebody was sent such a link a moment ago and did not use it: so nobody fills the mailbox of another. Whoever asks at the
 * same moment waits, and then finds this one.
 */
export async function wasSentLately(
  app: App,
  transaction: Transaction,
  purpose: LinkPurpose,
  reader: LinkReader,
): Promise<boolean> {
  await lockLinksTo(transaction, reader.email);
  const since = new Date(app.clock.now().getTime() - linkEveryMilliseconds);
  return hasUnusedLinkSince(transaction, purpose, reader, since);
}

async function findLink(app: App, token: string): Promise<StoredPasswordLink> {
  const link = isToken(token) ? await selectPasswordLink(app.database, hashOfToken(token)) : undefined;
  if (link === undefined || isOver(app, link)) throw unknownLink();
  return link;
}

function isOver(app: App, link: StoredPasswordLink): boolean {
  return isLinkOver(link, app.clock.now()) || link.status === 'inactive';
}

function unknownLink() {
  return notFound('link', 'of this address');
}
