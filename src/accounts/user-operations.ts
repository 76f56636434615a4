import type { App } from '../platform/app.ts';
import { inSnapshot } from '../platform/database.ts';
import { newIdentifier } from '../platform/new-identifier.ts';
import { rowAfter, toPage, type Page, type PageRequest } from '../platform/paging.ts';
import { inRecordingTransaction, recordNew, stampsOf, type Recorded, type Stamps } from '../platform/recording.ts';
import type { Reason } from '../shared/decision.ts';
import { notFound } from '../shared/problems.ts';
import { rowsInScope } from './account-scope.ts';
import type { NewUser } from './account-schemas.ts';
import { authorise } from './authorise.ts';
import { reasonsAgainstAdmitting } from './rules/admitting.ts';
import { isVisibleRole } from './rules/granting.ts';
import type { Actor } from './rules/permissions.ts';
import type { User } from './rules/user.ts';
import { userRecorder } from './user-recorder.ts';
import { selectUser, selectUsers, type UserFilter } from './user-store.ts';

export type UserView = User & { readonly version: number } & Stamps;

/**
 * Makes a user. Needs `manageUsers`, the accounts of its memberships in sight, and whatever its producer roles grant;
 * throws `duplicate_key`, or `refused` with every reason.
 */
export async function createUser(app: App, actor: Actor, input: NewUser): Promise<UserView> {
  authorise(actor, 'manageUsers');
  const userId = input.userId ?? newIdentifier();
  return inRecordingTransaction(app.database, async (transaction) => {
    await recordNew(transaction, actor, userRecorderOf(actor), { ...input, userId });
    return present(userId, await selectUser(transaction, actor.scope, userId));
  });
}

/** One user. Needs `viewUsers`. */
export async function getUser(app: App, actor: Actor, userId: string): Promise<UserView> {
  authorise(actor, 'viewUsers');
  return inSnapshot(app.database, async (reader) => present(userId, await selectUser(reader, actor.scope, userId)));
}

/** Users in the order in which they were made. Needs `viewUsers`. */
export async function listUsers(app: App, actor: Actor, request: PageRequest & UserFilter): Promise<Page<UserView>> {
  authorise(actor, 'viewUsers');
  const page = { after: rowAfter(request), limit: request.limit + 1 };
  const users = await inSnapshot(app.database, (reader) => selectUsers(reader, actor.scope, request, page));
  return toPage(users, request.limit, (user) => present(user.entity.userId, user));
}

/** Records users as somebody may make them: in accounts that they see, with nothing that they lack themselves. */
function userRecorderOf(actor: Actor): typeof userRecorder {
  return {
    ...userRecorder,
    learn: async (transaction, inputs) => {
      const facts = await userRecorder.learn(transaction, inputs);
      const accountIdOf = rowsInScope(actor.scope, facts.accountIdOf);
      const roles = [...facts.roles].filter(([, role]) => isVisibleRole(actor.scope, role));
      return {
        ...facts,
        accountIdOf,
        accountTypes: new Map([...facts.accountTypes].filter(([key]) => accountIdOf.has(key))),
        roles: new Map(roles),
        roleKinds: new Map(roles.map(([name, role]) => [name, role.kind])),
      };
    },
    reasonsAgainst: (user, facts, stored): readonly Reason[] => [
      ...userRecorder.reasonsAgainst(user, facts, stored),
      ...reasonsAgainstAdmitting(actor, user, facts.roles),
    ],
  };
}

function present(userId: string, stored: Recorded<User> | undefined): UserView {
  if (stored === undefined) throw notFound('user', userId);
  return { ...stored.entity, version: stored.version, ...stampsOf(stored) };
}
