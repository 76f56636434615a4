import type { Reason } from '../../shared/decision.ts';

/** How many of something there are: the words for one, and for more. */
type Words = readonly [verb: string, one: string, more: string];

/** What refers to an account, and is kept: nothing makes the deletion possible but dealing with it. */
const keptUses = {
  endCustomer: ['holds', 'entitlement', 'entitlements'],
  channelPartner: ['is a channel partner of', 'entitlement', 'entitlements'],
  renewalRequest: ['has', 'renewal request', 'renewal requests'],
  limitedRole: ['is named by', 'role that is limited to it', 'roles that are limited to it'],
} as const satisfies Record<string, Words>;

/** What goes with an account where that is forced. */
const forcedUses = {
  lonelyUser: ['has', 'user who belongs to no other account', 'users who belong to no other account'],
  email: ['has', 'email on record', 'emails on record'],
} as const satisfies Record<string, Words>;

const remedies: Readonly<Record<AccountUse, string>> = {
  endCustomer: 'Transfer or delete them first.',
  channelPartner: 'Take it out of them first.',
  renewalRequest: 'What was asked for stays on record with the account.',
  limitedRole: 'Limit them to other accounts, or delete them.',
  lonelyUser: 'Give them another account, delete them, or use force.',
  email: 'They go with the job purge-email-history, or use force.',
};

export type AccountUse = keyof typeof keptUses | keyof typeof forcedUses;

/** How often something refers to an account. */
export interface CountedUse<Kind extends string> {
  readonly key: string;
  readonly kind: Kind;
  readonly count: number;
}

export interface AccountDeletionFacts {
  readonly accounts: readonly { readonly accountId: string; readonly standing: boolean }[];
  readonly uses: readonly CountedUse<AccountUse>[];
  readonly force: boolean;
  /** with these accounts nobody would be left who may do everything */
  readonly takesLastAdministrator: boolean;
}

// So many are told at once; whoever has dealt with them hears of the next ones.
const reasonsMax = 100;

/** What speaks against deleting accounts (reference 1.3): standing accounts stay, and so does what something refers to. */
export function reasonsAgainstDeletingAccounts(facts: AccountDeletionFacts): readonly Reason[] {
  const standing = facts.accounts
    .filter((one) => one.standing)
    .map(({ accountId }) => ({
      code: 'standing_account',
      message: `${accountId} is a standing account, which is always there.`,
    }));
  const used = facts.uses.flatMap(({ key, kind, count }) => {
    if (kind in forcedUses && facts.force) return [];
    const words = { ...keptUses, ...forcedUses }[kind];
    return [{ code: 'in_use', message: `${key} ${counted(count, words)}.`, remedy: remedies[kind] }];
  });
  return [...standing, ...used, ...(facts.takesLastAdministrator ? [lastAdministrator] : [])].slice(0, reasonsMax);
}

const userUses = {
  email: ['was sent', 'email', 'emails'],
  renewalRequest: ['made', 'renewal request', 'renewal requests'],
  contact: ['is a contact of', 'entitlement', 'entitlements'],
  partnerContact: ['is the contact of a partner in', 'entitlement', 'entitlements'],
} as const satisfies Record<string, Words>;

export type UserUse = keyof typeof userUses;

export interface UserDeletionFacts {
  readonly userId: string;
  readonly isDeleted: boolean;
  readonly isOfProducer: boolean;
  readonly uses: readonly CountedUse<UserUse>[];
  readonly force: boolean;
  readonly isLastAdministrator: boolean;
}

/** What speaks against deleting a user (reference 1.4): who is referred to is kept on record at best, and only if not of the producer. */
export function reasonsAgainstDeletingUser(facts: UserDeletionFacts): readonly Reason[] {
  const { userId, isDeleted, isOfProducer, uses, force } = facts;
  if (isDeleted) return [userDeleted(userId)];
  const forced = force && !isOfProducer;
  const remedy = isOfProducer ? 'Make the user inactive instead.' : 'Use force: the record stays, with no way in.';
  const used = uses.map(({ kind, count }) => ({
    code: 'in_use',
    message: `${userId} ${counted(count, userUses[kind])}.`,
    remedy,
  }));
  return [...(forced ? [] : used), ...(facts.isLastAdministrator ? [lastAdministrator] : [])];
}

/** The reason against doing anything with a user who is kept on record only. */
export function userDeleted(userId: string): Reason {
  return {
    code: 'user_deleted',
    message: `${userId} was deleted and is only kept on record.`,
    remedy: 'Make a new user.',
  };
}

const lastAdministrator: Reason = {
  code: 'last_administrator',
  message: 'Nobody would be left who may do everything.',
  remedy: 'Make somebody else a System Administrator first, who has signed in once.',
};

function counted(count: number, [verb, one, more]: Words): string {
  return `${verb} ${count} ${count === 1 ? one : more}`;
}

/** The accounts below one that are below no account outside: what a deletion of its subtree takes. */
export function accountsOnlyBelow(
  root: number,
  parentsOf: ReadonlyMap<number, readonly number[]>,
): ReadonlySet<number> {
  const taken = new Set([root, ...parentsOf.keys()]);
  for (let before = 0; before !== taken.size;) {
    before = taken.size;
    for (const [id, parents] of parentsOf)
      if (id !== root && parents.some((parent) => !taken.has(parent))) taken.delete(id);
  }
  return taken;
}
