import { selectHeldRight } from '../entitlements/right-lookup.ts';
import type { App } from '../platform/app.ts';
import { inTransaction, type Transaction } from '../platform/database.ts';
import { newIdentifier } from '../platform/new-identifier.ts';
import { readSettings } from '../settings/setting-store.ts';
import { refusal } from '../shared/problems.ts';
import { queueAccessEmail, type AccessReader } from './access-emails.ts';
import type { KeptRegistration } from './link-admission.ts';
import { makeLink, wasSentLately } from './password-link-operations.ts';
import { registrationDays } from './rules/password-link.ts';
import { reasonsAgainstRegistration } from './rules/registration.ts';
import { standingOfToday } from './sign-in-operations.ts';
import type { Registration } from './sign-in-schemas.ts';
import { selectStandingUserByAddress, type StandingUser } from './standing-store.ts';

/**
 * Takes a registration by what somebody knows of a right: a message goes to the address, and only who reads it there gets in and is put
 * on record. Throws `refused` with every reason. Whoever is on record already is written to as well, and nobody else learns of it.
 * Whoever was written to a moment ago is not again.
 */
export async function register(app: App, input: Registration): Promise<void> {
  await inTransaction(app.database, async (transaction) => {
    const settings = await readSettings(transaction);
    const right = await selectHeldRight(transaction, input.id);
    const ownCompany = input.companyName !== undefined;
    const reasons = reasonsAgainstRegistration(right, { isOpen: settings.selfRegistration, ownCompany });
    if (right === undefined || reasons.length > 0) throw refusal(reasons);
    const known = await selectStandingUserByAddress(transaction, input.email);
    const account = ownCompany ? { companyName: input.companyName ?? '' } : { accountId: right.accountId };
    const kept: KeptRegistration = { ...personOf(input), userId: newIdentifier(), account };
    const circumstances = {
      companyName: input.companyName ?? right.accountName,
      accountRow: ownCompany ? null : right.accountRow,
      businessTimeZone: settings.businessTimeZone,
    };
    if (known === undefined) await writeToNew(app, transaction, kept, circumstances);
    else await writeToKnown(app, transaction, known, circumstances);
  });
}

interface Circumstances {
  readonly companyName: string;
  readonly accountRow: number | null;
  readonly businessTimeZone: string;
}

function personOf({ id: _, companyName: _company, ...person }: Registration) {
  return person;
}

async function writeToNew(
  app: App,
  transaction: Transaction,
  kept: KeptRegistration,
  { companyName, accountRow, businessTimeZone }: Circumstances,
): Promise<void> {
  if (await wasSentLately(app, transaction, 'registration', { id: null, email: kept.email })) return;
  const link = { purpose: 'registration', portal: 'endUser', registration: kept } as const;
  const linkId = await makeLink(app, transaction, link);
  const { userId, firstName, lastName, email, locale = 'en' } = kept;
  const reader: AccessReader = { id: null, userId, userName: email, firstName, lastName, email, locale };
  await queueAccessEmail(app, transaction, {
    type: 'registration',
    reader,
    portal: 'endUser',
    linkId,
    businessTimeZone,
    accountRow,
    more: { companyName, hasPassword: false, validDays: registrationDays },
  });
}

/** Who has a password is told to use it; who has none gets a link to choose one; who may not sign in hears nothing. */
async function writeToKnown(
  app: App,
  transaction: Transaction,
  user: StandingUser,
  { businessTimeZone }: Circumstances,
): Promise<void> {
  const standing = standingOfToday(app, user);
  if (standing === undefined || (await wasSentLately(app, transaction, 'registration', user))) return;
  const portal = standing.audience;
  const hasPassword = user.passwordHash !== null;
  const link = { purpose: 'registration', portal, userId: user.id } as const;
  // Of who has a password it only tells when they were written to: no message carries it.
  const made = await makeLink(app, transaction, link);
  const linkId = hasPassword ? null : made;
  await queueAccessEmail(app, transaction, {
    type: 'registration',
    reader: user,
    portal,
    linkId,
    businessTimeZone,
    accountRow: user.memberships[0]?.accountRow ?? null,
    more: { companyName: null, hasPassword, validDays: registrationDays },
  });
}
