import type { UserRecord } from './account-schemas.ts';
import type { User } from './rules/user.ts';

/** The fields of a user that are to change. */
export type UserChanges = { readonly [Field in keyof UserRecord]?: UserRecord[Field] | undefined };

/** A user's record with some fields changed; what is not named stays as it is. */
export function withChanges(user: User, changes: UserChanges): UserRecord {
  return {
    ...changes,
    userId: user.userId,
    firstName: changes.firstName ?? user.firstName,
    lastName: changes.lastName ?? user.lastName,
    email: changes.email ?? user.email,
  };
}
