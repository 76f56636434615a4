import { sql, type RawBuilder } from 'kysely';
import type { Reader, Transaction } from '../platform/database.ts';
import type { Recorded } from '../platform/recording.ts';
import type { SortedPage } from '../platform/sorting.ts';
import { inScope } from './account-scope.ts';
import { everyAccount, type AccountScope } from './rules/permissions.ts';
import type { Membership, User } from './rules/user.ts';
import { isUserFound, type UserFilter } from './user-search.ts';

/** A stored user, with how they sign in. */
export interface StoredUser extends Recorded<User> {
  readonly hasPassword: boolean;
  /** the keys of the product lines that they have by themselves, in the order of their text */
  readonly productLines: readonly string[];
  readonly lastSignInAt: Date | null;
  /** since when they are inactive because of too many wrong passwords */
  readonly lockedAt: Date | null;
  /** since when they are only kept on record */
  readonly deletedAt: Date | null;
}

export interface RecordFilter {
  /** true: those who were deleted and are kept on record, and nobody else */
  readonly deleted?: boolean | undefined;
  /** who has a way in, or contacts */
  readonly portalAccess?: boolean | undefined;
}

/** Users by their keys, locked against other writers. */
export async function lockUsers(
  transaction: Transaction,
  keys: readonly string[],
): Promise<ReadonlyMap<string, StoredUser>> {
  const rows = await userQuery(transaction, everyAccount)
    .where('licetUser.userId', '=', sql<string>`any(${keys})`)
    .orderBy('licetUser.id')
    .forNoKeyUpdate()
    .execute();
  const users = await withMemberships(transaction, everyAccount, rows);
  return new Map(users.map((user) => [user.entity.userId, user]));
}

/** One user with a membership that the caller may see; of the memberships only those. */
export async function selectUser(reader: Reader, scope: AccountScope, userId: string): Promise<StoredUser | undefined> {
  const rows = await userQuery(reader, scope).where('licetUser.userId', '=', userId).execute();
  return (await withMemberships(reader, scope, rows))[0];
}

/** One page of the users that the caller may see. */
export async function selectUsers(
  reader: Reader,
  scope: AccountScope,
  filter: UserFilter & RecordFilter,
  page: SortedPage<Recorded<User>>,
): Promise<readonly StoredUser[]> {
  const rows = await userQuery(reader, scope)
    .where(await isUserFound(reader, scope, filter))
    .where('licetUser.deletedAt', filter.deleted === true ? 'is not' : 'is', null)
    .$if(filter.portalAccess !== undefined, (query) =>
      query.where('licetUser.portalAccess', '=', filter.portalAccess ?? true),
    )
    .where(page.isAfter)
    .orderBy(page.order)
    .limit(page.rows)
    .execute();
  return withMemberships(reader, scope, rows);
}

function userQuery(reader: Reader, scope: AccountScope) {
  const query = reader.selectFrom('licetUser').selectAll('licetUser').select(linesOfUser);
  if (scope.all) return query;
  const visible = reader
    .selectFrom('membership')
    .select('membership.userId')
    .where(inScope(scope, 'membership.accountId'));
  return query.where('licetUser.id', 'in', visible);
}

const linesOfUser = sql<readonly string[]>`array(
  select product_line.product_line_id
    from product_line_user join product_line on product_line.id = product_line_user.product_line_id
   where product_line_user.user_id = licet_user.id order by product_line.product_line_id)`.as('productLines');

/** The keys of those among some users who were deleted and are kept on record. */
export async function selectDeletedUsers(reader: Reader, keys: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await reader
    .selectFrom('licetUser')
    .select('licetUser.userId')
    .where('licetUser.userId', '=', sql<string>`any(${keys})`)
    .where('licetUser.deletedAt', 'is not', null)
    .execute();
  return new Set(rows.map((row) => row.userId));
}

/** True where the user of a row is one of the producer's people: `isOfProducer('licetUser.id')`. */
export function isOfProducer(column: string): RawBuilder<boolean> {
  return sql<boolean>`exists (
    select 1 from membership join account place on place.id = membership.account_id
     where membership.user_id = ${sql.ref(column)} and place.type = 'producer')`;
}

interface UserRow extends Omit<User, 'memberships' | 'subscriptions'>, Omit<Recorded<unknown>, 'entity'> {
  readonly subscribesExpiringEntitlements: boolean;
  readonly subscribesProductUpgrades: boolean;
  readonly subscribesAnnouncements: boolean;
  readonly productLines: readonly string[];
  readonly passwordHash: string | null;
  readonly lastSignInAt: Date | null;
  readonly lockedAt: Date | null;
  readonly deletedAt: Date | null;
}

async function withMemberships(
  reader: Reader,
  scope: AccountScope,
  rows: readonly UserRow[],
): Promise<readonly StoredUser[]> {
  const memberships = await selectMemberships(
    reader,
    scope,
    rows.map((row) => row.id),
  );
  return rows.map((row) => {
    const { id, version, createdAt, createdBy, updatedAt, updatedBy, lastSignInAt, lockedAt, deletedAt } = row;
    return {
      id,
      version,
      createdAt,
      createdBy,
      updatedAt,
      updatedBy,
      lastSignInAt,
      lockedAt,
      deletedAt,
      productLines: row.productLines,
      hasPassword: row.passwordHash !== null,
      entity: userOf(row, memberships.get(id) ?? []),
    };
  });
}

function userOf(row: UserRow, memberships: readonly Membership[]): User {
  const { userId, userName, firstName, lastName, email, locale, timeZone, status, attributes } = row;
  const { portalAccess, sharedLogin, phone, address } = row;
  const subscriptions = {
    expiringEntitlements: row.subscribesExpiringEntitlements,
    productUpgrades: row.subscribesProductUpgrades,
    announcements: row.subscribesAnnouncements,
  };
  return {
    userId,
    userName,
    firstName,
    lastName,
    email,
    locale,
    timeZone,
    status,
    portalAccess,
    sharedLogin,
    phone,
    address,
    memberships,
    subscriptions,
    attributes,
  };
}

/** The memberships of users in accounts that the caller may see, with the names of their roles, by user row. */
async function selectMemberships(
  reader: Reader,
  scope: AccountScope,
  ids: readonly number[],
): Promise<ReadonlyMap<number, readonly Membership[]>> {
  const rows = await reader
    .selectFrom('membership')
    .innerJoin('account', 'account.id', 'membership.accountId')
    .leftJoin('membershipRole', 'membershipRole.membershipId', 'membership.id')
    .leftJoin('role', 'role.id', 'membershipRole.roleId')
    .select(['membership.userId', 'account.accountId', 'membership.expiresOn'])
    .select(
      sql<
        readonly string[]
      >`coalesce(array_agg(role.name order by role.name) filter (where role.name is not null), '{}')`.as('roles'),
    )
    .where('membership.userId', '=', sql<number>`any(${ids})`)
    .where(inScope(scope, 'membership.accountId'))
    .groupBy(['membership.id', 'account.accountId'])
    .orderBy('account.accountId')
    .execute();
  return new Map(
    [...Map.groupBy(rows, (row) => row.userId)].map(([id, found]) => [
      id,
      found.map(({ accountId, roles, expiresOn }) => ({ accountId, roles, expiresOn })),
    ]),
  );
}
