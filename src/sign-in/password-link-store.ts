import { sql } from 'kysely';
import { json, type Reader, type Transaction } from '../platform/database.ts';
import type { JsonObject, UserStatus } from '../shared/vocabulary.ts';
import type { LinkPurpose } from './rules/password-link.ts';

export interface NewPasswordLink {
  readonly purpose: LinkPurpose;
  readonly portal: 'producer' | 'endUser';
  readonly userId: number | null;
  readonly registration: object | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** Keeps a link, of which nobody has the token yet; takes a few old ones away, so that no job is needed. */
export async function insertPasswordLink(transaction: Transaction, link: NewPasswordLink): Promise<number> {
  await sql`
    delete from password_link where password_link.id in (
      select old.id from password_link old where old.expires_at <= ${link.createdAt} order by old.expires_at limit 100
         for update skip locked)`.execute(transaction);
  const { id } = await transaction
    .insertInto('passwordLink')
    .values({ ...link, registration: link.registration === null ? sql<never>`null` : json(link.registration) })
    .returning('passwordLink.id')
    .executeTakeFirstOrThrow();
  return id;
}

/** A link with the user that it is for, where that is on record. */
export interface StoredPasswordLink {
  readonly id: number;
  readonly purpose: LinkPurpose;
  readonly portal: 'producer' | 'endUser';
  readonly registration: JsonObject | null;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
  readonly userRow: number | null;
  readonly userId: string | null;
  readonly userName: string | null;
  readonly firstName: string | null;
  readonly email: string | null;
  readonly status: UserStatus | null;
}

/** The link of a token. */
export async function selectPasswordLink(reader: Reader, tokenHash: Buffer): Promise<StoredPasswordLink | undefined> {
  return linkQuery(reader)
    .innerJoin('passwordLinkToken', 'passwordLinkToken.passwordLinkId', 'passwordLink.id')
    .where('passwordLinkToken.tokenHash', '=', tokenHash)
    .executeTakeFirst();
}

/** A link by its row, locked: whoever comes second waits, and finds it used. */
export async function lockPasswordLink(transaction: Transaction, id: number): Promise<StoredPasswordLink | undefined> {
  return linkQuery(transaction).where('passwordLink.id', '=', id).forUpdate('passwordLink').executeTakeFirst();
}

function linkQuery(reader: Reader) {
  return reader
    .selectFrom('passwordLink')
    .leftJoin('licetUser', 'licetUser.id', 'passwordLink.userId')
    .select([
      'passwordLink.id',
      'passwordLink.purpose',
      'passwordLink.portal',
      'passwordLink.registration',
      'passwordLink.expiresAt',
      'passwordLink.usedAt',
      'passwordLink.userId as userRow',
      'licetUser.userId',
      'licetUser.userName',
      'licetUser.firstName',
      'licetUser.email',
      'licetUser.status',
    ]);
}

/** Lets a link be used no more. */
export async function updateLinkUsed(transaction: Transaction, id: number, usedAt: Date): Promise<void> {
  await transaction.updateTable('passwordLink').set({ usedAt }).where('passwordLink.id', '=', id).execute();
}

/** Ends the links of a user that were not used. */
export async function deleteLinksOf(transaction: Transaction, userId: number): Promise<void> {
  await transaction
    .deleteFrom('passwordLink')
    .where('passwordLink.userId', '=', userId)
    .where('passwordLink.usedAt', 'is', null)
    .execute();
}

/** Ends the links for the first administrator that were not used. */
export async function deleteFirstAdministratorLinks(transaction: Transaction): Promise<void> {
  await transaction
    .deleteFrom('passwordLink')
    .where('passwordLink.purpose', '=', 'firstAdministrator')
    .where('passwordLink.usedAt', 'is', null)
    .execute();
}

/** Who a link is sent to: somebody on record, or the address of who is not. */
export interface LinkReader {
  readonly id: number | null;
  readonly email: string;
}

/** Lets one link to an address be made after the other. */
export async function lockLinksTo(transaction: Transaction, email: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('licet password link'), hashtext(lower(${email})))`.execute(
    transaction,
  );
}

/** True where a link of a purpose was made for somebody after a moment, and was not used. */
export async function hasUnusedLinkSince(
  transaction: Transaction,
  purpose: LinkPurpose,
  { id, email }: LinkReader,
  since: Date,
): Promise<boolean> {
  const found = await transaction
    .selectFrom('passwordLink')
    .select('passwordLink.id')
    .where(id === null ? isRegistrationOf(email) : sql<boolean>`password_link.user_id = ${id}`)
    .where('passwordLink.purpose', '=', purpose)
    .where('passwordLink.createdAt', '>', since)
    .where('passwordLink.usedAt', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

// As the index has it.
function isRegistrationOf(email: string) {
  return sql<boolean>`lower(password_link.registration ->> 'email') = lower(${email})`;
}

/** Ends the registrations of an address that were not used. */
export async function deleteRegistrationsOf(transaction: Transaction, email: string): Promise<void> {
  await transaction
    .deleteFrom('passwordLink')
    .where(isRegistrationOf(email))
    .where('passwordLink.usedAt', 'is', null)
    .execute();
}
