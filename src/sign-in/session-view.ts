import { permissionsAnywhere, type Standing } from '../accounts/rules/standing.ts';
import type { Audience, Permission } from '../accounts/rules/permissions.ts';
import type { AccountType } from '../shared/vocabulary.ts';
import { csrfTokenOf } from './one-time-token.ts';
import type { StoredSession } from './session-store.ts';

/** A session as its portal sees it. */
export interface SessionView {
  readonly user: {
    readonly userId: string;
    readonly userName: string;
    readonly firstName: string;
    readonly lastName: string;
    readonly email: string;
    readonly locale: string;
    readonly timeZone: string;
  };
  readonly portal: Audience;
  /** what the user may do in any of their accounts */
  readonly permissions: readonly Permission[];
  readonly accounts: readonly SessionAccount[];
  /** for the header X-CSRF-Token */
  readonly csrfToken: string;
  readonly expiresAt: string;
}

export interface SessionAccount {
  readonly accountId: string;
  readonly name: string;
  readonly type: AccountType;
  readonly permissions: readonly Permission[];
}

/** Presents a session of somebody who may sign in. */
export function presentSession({ user, tokenHash, expiresAt }: StoredSession, standing: Standing): SessionView {
  const { userId, userName, firstName, lastName, email, locale, timeZone } = user;
  return {
    user: { userId, userName, firstName, lastName, email, locale, timeZone },
    portal: standing.audience,
    permissions: permissionsAnywhere(standing),
    accounts: accountsOf(user, standing),
    csrfToken: csrfTokenOf(tokenHash),
    expiresAt: expiresAt.toISOString(),
  };
}

function accountsOf(user: StoredSession['user'], standing: Standing): readonly SessionAccount[] {
  return user.memberships.flatMap(({ accountRow, accountId, accountName, accountType: type }) => {
    const isProducers = standing.audience === 'producer';
    const given = isProducers ? standing.rights.permissions : standing.permissionsIn.get(accountRow);
    const isOpen = isProducers ? type === 'producer' : given !== undefined;
    return isOpen ? [{ accountId, name: accountName, type, permissions: [...(given ?? [])].toSorted() }] : [];
  });
}
