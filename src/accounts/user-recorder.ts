import { sql } from 'kysely';
import { askingForRequiredAttributes, learnDefinedAttributes } from '../custom-attributes/defined-attributes.ts';
import { reasonsAgainstAttributes, type DefinedAttributes } from '../custom-attributes/rules/attribute-values.ts';
import { allocateIds, insertRows, updateRows, type Transaction } from '../platform/database.ts';
import type { Recorder } from '../platform/recording.ts';
import { rowAt, rowOf } from '../platform/row-of.ts';
import type { Reason } from '../shared/decision.ts';
import { firstGiven, withoutUndefined } from '../shared/objects.ts';
import { ancestorsOf, selectParentsAbove } from './account-tree-store.ts';
import type { UserRecord } from './account-schemas.ts';
import { selectRoleGrants } from './role-store.ts';
import { reasonsAgainstMixedScopes, type RoleGrant } from './rules/granting.ts';
import type { Actor } from './rules/permissions.ts';
import { reasonsAgainstUser, type Membership, type Subscriptions, type User, type UserFacts } from './rules/user.ts';
import { lockUsers, selectDeletedUsers } from './user-store.ts';

/** The facts for the rules, and the rows behind the keys for the store. */
export interface UserRecorderFacts extends UserFacts {
  readonly accountIdOf: ReadonlyMap<string, number>;
  /** the roles that are named, and those that the stored users hold */
  readonly roles: ReadonlyMap<string, RoleGrant & { readonly id: number }>;
  readonly definedAttributes: DefinedAttributes;
}

/** Records users with their memberships (reference 1.4). */
export const userRecorder: Recorder<UserRecord, User, UserRecorderFacts> = {
  entity: 'user',
  keyOf: (user) => user.userId,
  find: lockUsers,
  learn: learnAboutUsers,
  complete: completeUser,
  inStoredOrder: (user) => ({ ...user, memberships: sortMemberships(user.memberships) }),
  reasonsAgainst: (user, facts, stored) => [
    ...reasonsAgainstUser(user, facts),
    ...reasonsAgainstRolesTogether(user, facts),
    ...reasonsAgainstAttributes(
      { entity: 'user', attributes: user.attributes, before: stored?.entity.attributes },
      facts.definedAttributes,
    ),
  ],
  insert: async (transaction, source, users, facts) => {
    const ids = await allocateIds(transaction, 'licetUser', users.length);
    const kept = users.map((user, index) => ({ user, id: rowAt(ids, index) }));
    await insertRows(
      transaction,
      'licetUser',
      kept.map(({ user, id }) => ({
        id,
        ...userColumns(user),
        passwordHash: null,
        createdBy: source.name,
        updatedBy: source.name,
      })),
    );
    await insertMemberships(transaction, kept, facts);
    return ids;
  },
  update: async (transaction, source, changes, facts) => {
    const kept = changes.map((change) => ({ user: change.after, id: change.id }));
    await updateRows(
      transaction,
      'licetUser',
      'version',
      kept.map(({ user, id }) => ({ id, ...userColumns(user), updatedBy: source.name })),
    );
    await transaction
      .deleteFrom('membership')
      .where('membership.userId', '=', sql<number>`any(${kept.map((one) => one.id)})`)
      .execute();
    await insertMemberships(transaction, kept, facts);
  },
};

const askingRecorder = askingForRequiredAttributes(userRecorder, 'user');

/** Records users by hand: asks the producer's people also for the attributes that are required; others know nothing of these. */
export function userRecorderFor({ audience }: Pick<Actor, 'audience'>): typeof userRecorder {
  return audience === 'producer' ? askingRecorder : userRecorder;
}

function reasonsAgainstRolesTogether({ memberships }: User, { roles }: UserRecorderFacts): readonly Reason[] {
  const named = memberships.flatMap((membership) => membership.roles.flatMap((name) => roles.get(name) ?? []));
  return reasonsAgainstMixedScopes(named, {
    pointer: '/memberships',
    remedy: 'Make two users, or one role that is limited to all the accounts.',
  });
}

function completeUser(input: UserRecord, stored: User | undefined): User {
  const before: Partial<User> = stored ?? {};
  const memberships = input.memberships?.map(({ accountId, roles, expiresOn }) => ({
    accountId,
    roles,
    expiresOn: expiresOn ?? null,
  }));
  return {
    userId: input.userId,
    userName: firstGiven(input.userName, before.userName, null),
    firstName: input.firstName,
    lastName: input.lastName,
    email: input.email,
    locale: firstGiven(input.locale, before.locale, 'en'),
    timeZone: firstGiven(input.timeZone, before.timeZone, 'UTC'),
    status: firstGiven(input.status, before.status, 'active'),
    portalAccess: firstGiven(input.portalAccess, before.portalAccess, true),
    sharedLogin: firstGiven(input.sharedLogin, before.sharedLogin, false),
    phone: firstGiven(input.phone, before.phone, null),
    address: firstGiven(input.address && withoutUndefined(input.address), before.address, {}),
    memberships: firstGiven(memberships, before.memberships, []),
    subscriptions: completeSubscriptions(input.subscriptions ?? {}, stored?.subscriptions ?? {}),
    attributes: firstGiven(input.attributes, before.attributes, {}),
  };
}

function completeSubscriptions(
  input: NonNullable<UserRecord['subscriptions']>,
  before: Partial<Subscriptions>,
): Subscriptions {
  return {
    expiringEntitlements: firstGiven(input.expiringEntitlements, before.expiringEntitlements, false),
    productUpgrades: firstGiven(input.productUpgrades, before.productUpgrades, true),
    announcements: firstGiven(input.announcements, before.announcements, true),
  };
}

function sortMemberships(memberships: readonly Membership[]): readonly Membership[] {
  return memberships
    .map((membership) => ({ ...membership, roles: [...new Set(membership.roles)].toSorted() }))
    .toSorted((a, b) => (a.accountId < b.accountId ? -1 : 1));
}

function userColumns(user: User) {
  const { memberships: _, subscriptions, ...columns } = user;
  return {
    ...columns,
    subscribesExpiringEntitlements: subscriptions.expiringEntitlements,
    subscribesProductUpgrades: subscriptions.productUpgrades,
    subscribesAnnouncements: subscriptions.announcements,
  };
}

async function learnAboutUsers(transaction: Transaction, users: readonly User[]): Promise<UserRecorderFacts> {
  const memberships = users.flatMap((user) => user.memberships);
  const accounts = await transaction
    .selectFrom('account')
    .select(['account.id', 'account.accountId', 'account.type'])
    .where('account.accountId', '=', sql<string>`any(${[...new Set(memberships.map((one) => one.accountId))]})`)
    .execute();
  const roles = await selectRoleGrants(transaction, [
    ...memberships.flatMap((one) => one.roles),
    ...(await rolesHeldBy(transaction, users)),
  ]);
  const names = await transaction
    .selectFrom('licetUser')
    .select(['licetUser.userId', 'licetUser.userName'])
    .where(
      sql<string>`lower(licet_user.user_name)`,
      '=',
      sql<string>`any(${users.flatMap((user) => user.userName?.toLowerCase() ?? [])})`,
    )
    .execute();
  return {
    accountTypes: new Map(accounts.map((row) => [row.accountId, row.type])),
    accountIdOf: new Map(accounts.map((row) => [row.accountId, row.id])),
    roles,
    roleKinds: new Map([...roles].map(([name, role]) => [name, role.kind])),
    userNames: new Map(names.map((row) => [(row.userName ?? '').toLowerCase(), row.userId])),
    deleted: await selectDeletedUsers(
      transaction,
      users.map((user) => user.userId),
    ),
    ancestors: await ancestorsOfPlaces(transaction, users),
    definedAttributes: await learnDefinedAttributes(
      transaction,
      new Map([['user', users.map((user) => user.attributes)]]),
    ),
  };
}

/** Whoever is in one account only is in no line with another. */
async function ancestorsOfPlaces(transaction: Transaction, users: readonly User[]): Promise<UserFacts['ancestors']> {
  const several = users.filter((user) => user.memberships.length > 1);
  const keys = [...new Set(several.flatMap((user) => user.memberships.map((one) => one.accountId)))];
  const parentsOf = await selectParentsAbove(transaction, keys);
  return new Map(keys.map((key) => [key, ancestorsOf(key, parentsOf)]));
}

async function rolesHeldBy(transaction: Transaction, users: readonly User[]): Promise<readonly string[]> {
  const rows = await transaction
    .selectFrom('licetUser')
    .innerJoin('membership', 'membership.userId', 'licetUser.id')
    .innerJoin('membershipRole', 'membershipRole.membershipId', 'membership.id')
    .innerJoin('role', 'role.id', 'membershipRole.roleId')
    .select('role.name')
    .distinct()
    .where('licetUser.userId', '=', sql<string>`any(${users.map((user) => user.userId)})`)
    .execute();
  return rows.map((row) => row.name);
}

async function insertMemberships(
  transaction: Transaction,
  kept: readonly { user: User; id: number }[],
  facts: UserRecorderFacts,
): Promise<void> {
  const memberships = kept.flatMap(({ user, id }) =>
    user.memberships.map((membership) => ({ membership, userId: id })),
  );
  const ids = await allocateIds(transaction, 'membership', memberships.length);
  const rows = memberships.map((one, index) => ({ ...one, id: rowAt(ids, index) }));
  await insertRows(
    transaction,
    'membership',
    rows.map(({ membership, userId, id }) => ({
      id,
      userId,
      accountId: rowOf(facts.accountIdOf, membership.accountId),
      expiresOn: membership.expiresOn,
    })),
  );
  await insertRows(
    transaction,
    'membershipRole',
    rows.flatMap(({ membership, id }) =>
      membership.roles.map((role) => ({ membershipId: id, roleId: rowOf(facts.roles, role) })),
    ),
  );
}
