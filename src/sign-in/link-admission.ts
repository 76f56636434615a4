import { z } from 'zod';
import { accountRecorder } from '../accounts/account-recorder.ts';
import { newUserSchema, type UserRecord } from '../accounts/account-schemas.ts';
import { userRecorder } from '../accounts/user-recorder.ts';
import { lockUsers } from '../accounts/user-store.ts';
import type { Transaction } from '../platform/database.ts';
import type { HistorySource } from '../platform/history.ts';
import { newIdentifier } from '../platform/new-identifier.ts';
import { recordAll, recordNew } from '../platform/recording.ts';
import type { Reason } from '../shared/decision.ts';
import { keySchema } from '../shared/schemas.ts';
import type { StoredPasswordLink } from './password-link-store.ts';
import type { ChosenPassword } from './sign-in-schemas.ts';

type NewAdministrator = ChosenPassword['user'];

/** The user that a link lets in, and whose doing it is in the history. */
export interface Admitted {
  readonly id: number;
  readonly userId: string;
  readonly source: HistorySource;
}

const { firstName, lastName, email, locale, timeZone, subscriptions } = newUserSchema.shape;

/** Who registered, as their link keeps it. */
export const keptRegistrationSchema = z.strictObject({
  firstName,
  lastName,
  email,
  locale,
  timeZone,
  subscriptions,
  userId: keySchema,
  /** the account that is joined, or the name of the one that is made */
  account: z.union([z.strictObject({ accountId: keySchema }), z.strictObject({ companyName: z.string() })]),
});
export type KeptRegistration = z.infer<typeof keptRegistrationSchema>;

const administratorRole = 'System Administrator';
/** What people get who register themselves. */
export const registeredRole = 'Portal User';

/** The names that a password must not be, as far as they are known. */
export function ownerOfLink(
  { registration, userName, firstName, email }: StoredPasswordLink,
  given?: NewAdministrator,
): Pick<StoredPasswordLink, 'userName' | 'firstName' | 'email'> {
  if (registration !== null) {
    const kept = keptRegistrationSchema.parse(registration);
    return { userName: kept.email, firstName: kept.firstName, email: kept.email };
  }
  return {
    userName: given?.userName ?? userName,
    firstName: given?.firstName ?? firstName,
    email: given?.email ?? email,
  };
}

/** The user of a link; one that is not on record yet is made. Answers every reason where that cannot be. */
export async function admitByLink(
  transaction: Transaction,
  link: StoredPasswordLink,
  given: NewAdministrator,
): Promise<Admitted | { readonly reasons: readonly Reason[] }> {
  if (link.purpose === 'firstAdministrator') return admitAdministrator(transaction, given);
  if (given !== undefined) return { reasons: [userNotAsked] };
  if (link.registration !== null) return admitRegistered(transaction, keptRegistrationSchema.parse(link.registration));
  const { userRow, userId, userName } = link;
  if (userRow === null || userId === null || userName === null) throw new Error('the link is for nobody');
  return { id: userRow, userId, source: { name: userName } };
}

const userNotAsked: Reason = {
  code: 'user_not_asked',
  message: 'This link is for a user who is on record.',
  remedy: 'Leave user away.',
  pointer: '/user',
};
const userRequired: Reason = {
  code: 'required',
  message: 'The first administrator needs a name.',
  remedy: 'Give user, with userName, firstName, lastName and email.',
  pointer: '/user',
};

async function admitAdministrator(transaction: Transaction, given: NewAdministrator) {
  if (given === undefined) return { reasons: [userRequired] };
  const memberships = [{ accountId: 'producer', roles: [administratorRole] }];
  const admitted = await admit(transaction, { ...given, userId: newIdentifier(), memberships });
  if ('id' in admitted) return admitted;
  return {
    reasons: admitted.reasons.map(({ pointer = '', ...reason }) => ({ ...reason, pointer: `/user${pointer}` })),
  };
}

async function admitRegistered(transaction: Transaction, { account, ...person }: KeptRegistration) {
  const accountId = 'accountId' in account ? account.accountId : newIdentifier();
  if ('companyName' in account)
    await recordNew(transaction, { name: person.email }, accountRecorder, {
      accountId,
      name: account.companyName,
      type: 'selfRegistered',
    });
  return admit(transaction, {
    ...person,
    userName: person.email,
    memberships: [{ accountId, roles: [registeredRole] }],
  });
}

async function admit(transaction: Transaction, user: UserRecord & { readonly userName: string }) {
  const source = { name: user.userName };
  const [outcome] = await recordAll(transaction, source, userRecorder, [user], 'fail');
  if (outcome?.outcome === 'failed') return { reasons: outcome.reasons };
  const stored = (await lockUsers(transaction, [user.userId])).get(user.userId);
  if (stored === undefined) throw new Error('the user that was made a line ago is not there');
  return { id: stored.id, userId: user.userId, source };
}
