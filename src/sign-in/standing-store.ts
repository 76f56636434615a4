import { sql } from 'kysely';
import { accountRowsOfRole, grantOf } from '../accounts/role-store.ts';
import type { RoleGrant } from '../accounts/rules/granting.ts';
import { childPermissions } from '../accounts/rules/permissions.ts';
import type { StandingMembership } from '../accounts/rules/standing.ts';
import type { Reader } from '../platform/database.ts';
import { settingsOf } from '../settings/setting-store.ts';
import type { Day } from '../shared/day.ts';
import type { AccountType, RoleKind, UserStatus } from '../shared/vocabulary.ts';

/** A user as far as signing in depends on them. */
export interface StandingUser {
  readonly id: number;
  readonly userId: string;
  readonly userName: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly locale: string;
  readonly timeZone: string;
  readonly status: UserStatus;
  readonly portalAccess: boolean;
  readonly passwordHash: string | null;
  readonly failedSignIns: number;
  /** rows of the product lines of their own */
  readonly productLines: readonly number[];
  readonly memberships: readonly NamedMembership[];
  /** of the producer, for what is valid today */
  readonly businessTimeZone: string;
}

/** A membership with what its account is called. */
export interface NamedMembership extends StandingMembership {
  readonly accountId: string;
  readonly accountName: string;
}

/** The rows of the accounts below that of the membership, where the role of the row gives anything there. */
const rowsBelow = sql<readonly number[]>`case when role.permissions && ${[...childPermissions]}::text[] then (
  with recursive below (id) as (
    select account_parent.account_id from account_parent where account_parent.parent_id = membership.account_id
    union
    select account_parent.account_id from below join account_parent on account_parent.parent_id = below.id
  )
  select coalesce(jsonb_agg(below.id), '[]') from below) else '[]' end`.as('rowsBelow');

const ownLines = sql<readonly number[]>`array(
  select product_line_user.product_line_id from product_line_user where product_line_user.user_id = licet_user.id)`;

const linesOfAccount = sql<readonly number[]>`array(
  select product_line_account.product_line_id from product_line_account
   where product_line_account.account_id = membership.account_id)`;

/** Users with their memberships and what their roles give, one row for each role: to be narrowed, and gathered by `gather`. */
export function standingQuery(reader: Reader) {
  return reader
    .selectFrom('licetUser')
    .leftJoin('membership', 'membership.userId', 'licetUser.id')
    .leftJoin('account', 'account.id', 'membership.accountId')
    .leftJoin('membershipRole', 'membershipRole.membershipId', 'membership.id')
    .leftJoin('role', 'role.id', 'membershipRole.roleId')
    .select([
      'licetUser.id',
      'licetUser.userId',
      'licetUser.userName',
      'licetUser.firstName',
      'licetUser.lastName',
      'licetUser.email',
      'licetUser.locale',
      'licetUser.timeZone',
      'licetUser.status',
      'licetUser.portalAccess',
      'licetUser.passwordHash',
      'licetUser.failedSignIns',
      'membership.accountId as accountRow',
      'membership.expiresOn',
      'account.accountId',
      'account.name as accountName',
      'account.type as accountType',
      'role.name as roleName',
      'role.kind',
      'role.permissions',
      'role.grantsAll',
    ])
    .select(accountRowsOfRole)
    .select(rowsBelow)
    .select([ownLines.as('productLines'), linesOfAccount.as('linesOfAccount')])
    .select(
      sql<readonly string[]>`array(
        select setting.value #>> '{}' from setting where setting.name = 'businessTimeZone')`.as('timeZones'),
    )
    .orderBy('account.accountId');
}

/** The user out of the rows of one. */
export function gather(rows: readonly StandingRow[]): StandingUser | undefined {
  const row = rows[0];
  if (row === undefined) return undefined;
  const { id, userId, firstName, lastName, email, locale, timeZone, status, portalAccess, passwordHash } = row;
  const byAccount = Map.groupBy(rows, (one) => one.accountRow);
  return {
    id,
    userId,
    userName: row.userName ?? '',
    firstName,
    lastName,
    email,
    locale,
    timeZone,
    status,
    portalAccess,
    passwordHash,
    failedSignIns: row.failedSignIns,
    productLines: row.productLines,
    memberships: [...byAccount.values()].flatMap(membershipOf),
    businessTimeZone: settingsOf(row.timeZones.map((value) => ({ name: 'businessTimeZone', value }))).businessTimeZone,
  };
}

/** One user by the row. */
export async function selectStandingUser(reader: Reader, id: number): Promise<StandingUser | undefined> {
  return gather(await standingQuery(reader).where('licetUser.id', '=', id).execute());
}

/** One user by the name that they sign in with, whatever the case of its letters. */
export async function selectStandingUserByName(reader: Reader, userName: string): Promise<StandingUser | undefined> {
  const rows = await standingQuery(reader)
    .where(sql<boolean>`lower(licet_user.user_name) = lower(${userName})`)
    .execute();
  return gather(rows);
}

/** The user whose name or email address this is; where it is the name of one and the address of another, the former. */
export async function selectStandingUserByAddress(reader: Reader, email: string): Promise<StandingUser | undefined> {
  const rows = await standingQuery(reader)
    .where(
      sql<boolean>`licet_user.id = (
        select found.id from licet_user found
         where found.portal_access and (lower(found.user_name) = lower(${email}) or lower(found.email) = lower(${email}))
         order by lower(found.user_name) = lower(${email}) desc, found.id limit 1)`,
    )
    .execute();
  return gather(rows);
}

/** The role of a row, as far as there is one. */
interface RoleColumns {
  readonly roleName: string | null;
  readonly kind: RoleKind | null;
  readonly permissions: readonly string[] | null;
  readonly grantsAll: boolean | null;
  readonly accountRows: readonly number[];
}

interface StandingRow extends RoleColumns, Omit<StandingUser, 'userName' | 'memberships' | 'businessTimeZone'> {
  readonly userName: string | null;
  readonly accountRow: number | null;
  readonly expiresOn: Day | null;
  readonly accountId: string | null;
  readonly accountName: string | null;
  readonly accountType: AccountType | null;
  readonly timeZones: readonly string[];
  readonly rowsBelow: readonly number[];
  readonly linesOfAccount: readonly number[];
}

function membershipOf(rows: readonly StandingRow[]): readonly NamedMembership[] {
  return rows.slice(0, 1).flatMap(({ accountRow, accountId, accountName, accountType, expiresOn, linesOfAccount }) =>
    accountRow === null || accountId === null || accountName === null || accountType === null
      ? []
      : [
          {
            accountRow,
            accountId,
            accountName,
            accountType,
            expiresOn,
            grants: rows.flatMap(grantOfRow),
            productLines: linesOfAccount,
            below: rows.find((row) => row.rowsBelow.length > 0)?.rowsBelow ?? [],
          },
        ],
  );
}

function grantOfRow({ roleName: name, kind, permissions, grantsAll, accountRows }: RoleColumns): readonly RoleGrant[] {
  if (name === null || kind === null || permissions === null || grantsAll === null) return [];
  return [{ name, ...grantOf({ kind, permissions, grantsAll, accountRows }) }];
}
