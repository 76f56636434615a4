import type { App } from '../platform/app.ts';
import { inSnapshot } from '../platform/database.ts';
import { newIdentifier } from '../platform/new-identifier.ts';
import type { Page } from '../platform/paging.ts';
import { inRecordingTransaction, recordNew, stampsOf, type Stamps } from '../platform/recording.ts';
import { sortedPage, toSortedPage, type SortedRequest } from '../platform/sorting.ts';
import type { Reason } from '../shared/decision.ts';
import { notFound } from '../shared/problems.ts';
import { userOrder, type UserSort } from './account-orders.ts';
import { rowsInScope } from './account-scope.ts';
import type { NewUser } from './account-schemas.ts';
import { authorise } from './authorise.ts';
import { handOnProductLines } from './line-limits.ts';
import { reasonsAgainstAdmitting } from './rules/admitting.ts';
import { isVisibleRole } from './rules/granting.ts';
import type { Actor } from './rules/permissions.ts';
import type { User } from './rules/user.ts';
import { userRecorderFor, type UserRecorderFacts } from './user-recorder.ts';
import type { UserFilter } from './user-search.ts';
import { selectUser, selectUsers, type RecordFilter, type StoredUser } from './user-store.ts';

export type UserView = User & Pick<StoredUser, 'productLines'> & SigningIn & { readonly version: number } & Stamps;

interface SigningIn {
  readonly hasPassword: boolean;
  readonly lastSignInAt: string | null;
  /** since when they are inactive because of too many wrong passwords */
  readonly lockedAt: string | null;
  /** since when they are only kept on record */
  readonly deletedAt: string | null;
}

/**
 * Makes a user. Needs `manageUsers`, the accounts of its memberships in sight, and whatever its producer roles grant;
 * throws `duplicate_key`, or `refused` with every reason.
 */
export async function createUser(app: App, actor: Actor, input: NewUser): Promise<UserView> {
  authorise(actor, 'manageUsers');
  const userId = input.userId ?? newIdentifier();
  return inRecordingTransaction(app.database, async (transaction) => {
    await recordNew(transaction, actor, userRecorderOf(actor), { ...input, userId });
    await handOnProductLines(transaction, actor, userId);
    return presentUser(userId, await selectUser(transaction, actor.scope, userId));
  });
}

/** One user. Needs `viewUsers`. */
export async function getUser(app: App, actor: Actor, userId: string): Promise<UserView> {
  authorise(actor, 'viewUsers');
  return inSnapshot(app.database, async (reader) => presentUser(userId, await selectUser(reader, actor.scope, userId)));
}

/** The users that the actor may see, sorted as asked. Needs `viewUsers`. */
export async function listUsers(
  app: App,
  actor: Actor,
  request: SortedRequest<UserSort> & UserFilter & RecordFilter,
): Promise<Page<UserView>> {
  authorise(actor, 'viewUsers');
  const page = sortedPage(userOrder, request);
  const users = await inSnapshot(app.database, (reader) => selectUsers(reader, actor.scope, request, page));
  return toSortedPage(users, page, (user) => presentUser(user.entity.userId, user));
}

/** Records users as somebody may make them: in accounts that they see, with nothing that they lack themselves. */
function userRecorderOf(actor: Actor): ReturnType<typeof userRecorderFor> {
  const recorder = userRecorderFor(actor);
  return {
    ...recorder,
    learn: async (transaction, inputs) => visibleFacts(actor, await recorder.learn(transaction, inputs)),
    reasonsAgainst: (user, facts, stored): readonly Reason[] => [
      ...recorder.reasonsAgainst(user, facts, stored),
      ...reasonsAgainstAdmitting(actor, user, facts.roles),
    ],
  };
}

/** What an actor may know of the facts: accounts that they see, and roles that are for these. */
export function visibleFacts(actor: Actor, facts: UserRecorderFacts): UserRecorderFacts {
  const accountIdOf = rowsInScope(actor.scope, facts.accountIdOf);
  const roles = [...facts.roles].filter(([, role]) => isVisibleRole(actor.scope, role));
  return {
    ...facts,
    accountIdOf,
    accountTypes: new Map([...facts.accountTypes].filter(([key]) => accountIdOf.has(key))),
    roles: new Map(roles),
    roleKinds: new Map(roles.map(([name, role]) => [name, role.kind])),
  };
}

/** A user as everybody sees them; throws `not_found` where there is none. */
export function presentUser(userId: string, stored: StoredUser | undefined): UserView {
  if (stored === undefined) throw notFound('user', userId);
  const { entity, productLines, version, hasPassword, lastSignInAt, lockedAt, deletedAt } = stored;
  return {
    ...entity,
    productLines,
    hasPassword,
    lastSignInAt: lastSignInAt?.toISOString() ?? null,
    lockedAt: lockedAt?.toISOString() ?? null,
    deletedAt: deletedAt?.toISOString() ?? null,
    version,
    ...stampsOf(stored),
  };
}
