import type { App } from '../platform/app.ts';
import { inTransaction, type Transaction } from '../platform/database.ts';
import { recordHistory, type HistoryEntry } from '../platform/history.ts';
import { alteration, type Recorded } from '../platform/recording.ts';
import { requireVersion } from '../platform/required-version.ts';
import { decide, type Decision, type Reason } from '../shared/decision.ts';
import { asJson } from '../shared/objects.ts';
import { notFound, refusal } from '../shared/problems.ts';
import {
  countUsesOfAccounts,
  deleteAccounts,
  lockDoomedAccounts,
  selectChildrenOf,
  selectMembersOf,
  selectParentsBelow,
  touchRows,
  type DoomedAccount,
} from './account-deletion-store.ts';
import { lockAccounts } from './account-store.ts';
import { accountIds } from './account-recorder.ts';
import { lockAccountTree } from './account-tree-store.ts';
import { takesLastAdministrator } from './administrator-store.ts';
import { authoriseEverywhere } from './authorise.ts';
import type { Account } from './rules/account.ts';
import { accountsOnlyBelow, reasonsAgainstDeletingAccounts } from './rules/deleting.ts';
import type { Actor } from './rules/permissions.ts';
import { lockUsers, type StoredUser } from './user-store.ts';

export interface AccountDeletionRequest {
  /** also whatever is below it, and below no other account */
  readonly subtree: boolean;
  /** ends memberships also of users who belong nowhere else, and takes the emails away */
  readonly force: boolean;
  readonly expectedVersion: number | undefined;
  /** answers the plan and deletes nothing */
  readonly preview: boolean;
}

/** What is deleted, or would be. */
export interface AccountDeletion {
  readonly deleted: { readonly accounts: readonly string[] };
  /** accounts that stay, and lose a parent */
  readonly subAccounts: readonly string[];
  /** users who lose a membership; they stay */
  readonly users: readonly string[];
  /** messages that go with the accounts */
  readonly emails: number;
}

// The reference advises against more than 1,000 sub-accounts; who has far more deletes part by part.
const accountsMax = 10_000;

/**
 * Deletes an account (reference 1.3). What is below it stays and moves to the top, unless `subtree` takes it along. Needs
 * `manageAccounts` for every account; throws `not_found`, `stale_version`, or `refused` with every reason.
 */
export async function deleteAccount(
  app: App,
  actor: Actor,
  accountId: string,
  { expectedVersion, preview, ...wish }: AccountDeletionRequest,
): Promise<AccountDeletion> {
  authoriseEverywhere(actor, 'manageAccounts');
  return inTransaction(app.database, async (transaction) => {
    await lockAccountTree(transaction);
    const [id] = (await accountIds(transaction, [accountId])).values();
    const [account] = id === undefined ? [] : await lockDoomedAccounts(transaction, [id]);
    if (account === undefined) throw notFound('account', accountId);
    requireVersion('account', accountId, account.version, expectedVersion);
    const decision = await decideDeletion(transaction, account, wish);
    if (!decision.allowed) throw refusal(decision.reasons);
    const { ids, ...deletion } = decision.plan;
    if (!preview) await save(transaction, actor, ids, deletion);
    return deletion;
  });
}

async function decideDeletion(
  transaction: Transaction,
  account: DoomedAccount,
  { subtree, force }: Pick<AccountDeletionRequest, 'subtree' | 'force'>,
): Promise<Decision<AccountDeletion & { readonly ids: readonly number[] }>> {
  const below = subtree ? await selectParentsBelow(transaction, account.id, accountsMax) : new Map();
  const ids = [...accountsOnlyBelow(account.id, below)];
  const accounts = await lockDoomedAccounts(transaction, ids);
  const uses = await countUsesOfAccounts(transaction, ids);
  const ofProducer = accounts.filter(({ type }) => type === 'producer').map((one) => one.id);
  const takesLast = ofProducer.length > 0 && (await takesLastAdministrator(transaction, { accounts: ofProducer }));
  const reasons = reasonsAgainstDeletingAccounts({ accounts, uses, force, takesLastAdministrator: takesLast });
  const subAccounts = await selectChildrenOf(transaction, ids);
  const users = await selectMembersOf(transaction, ids);
  return decide([...tooMany(below.size), ...reasons], () => ({
    deleted: { accounts: accounts.map((one) => one.accountId).toSorted() },
    subAccounts,
    users,
    emails: uses.filter(({ kind }) => kind === 'email').reduce((sum, { count }) => sum + count, 0),
    ids,
  }));
}

function tooMany(found: number): readonly Reason[] {
  if (found < accountsMax) return [];
  const message = `There are ${accountsMax} accounts below it or more.`;
  return [{ code: 'too_many_accounts', message, remedy: 'Delete the parts of the tree one after the other.' }];
}

async function save(
  transaction: Transaction,
  actor: Actor,
  ids: readonly number[],
  { deleted, subAccounts, users }: AccountDeletion,
): Promise<void> {
  const gone = new Set(deleted.accounts);
  const doomed = await lockAccounts(transaction, deleted.accounts);
  const children = [...(await lockAccounts(transaction, subAccounts)).values()];
  const members = [...(await lockUsers(transaction, users)).values()];
  await deleteAccounts(transaction, ids);
  await touchRows(transaction, 'account', children.map(idOf), actor.name);
  await touchRows(transaction, 'licetUser', members.map(idOf), actor.name);
  await recordHistory(transaction, actor, [
    ...[...doomed.values()].map((one): HistoryEntry => ({
      entity: 'account',
      subjectId: one.id,
      entityKey: one.entity.accountId,
      event: 'deleted',
      before: asJson(one.entity),
    })),
    ...children.map((child) => withoutParents(child, gone)),
    ...members.map((member) => withoutMemberships(member, gone)),
  ]);
}

function withoutParents({ id, entity }: Recorded<Account>, gone: ReadonlySet<string>): HistoryEntry {
  const parents = entity.parents.filter((key) => !gone.has(key));
  return alteration('account', id, entity.accountId, entity, { ...entity, parents });
}

function withoutMemberships({ id, entity }: StoredUser, gone: ReadonlySet<string>): HistoryEntry {
  const memberships = entity.memberships.filter(({ accountId }) => !gone.has(accountId));
  return alteration('user', id, entity.userId, entity, { ...entity, memberships });
}

function idOf({ id }: { readonly id: number }): number {
  return id;
}
