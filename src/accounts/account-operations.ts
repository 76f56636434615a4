import type { App } from '../platform/app.ts';
import { inSnapshot } from '../platform/database.ts';
import { newIdentifier } from '../platform/new-identifier.ts';
import type { Page } from '../platform/paging.ts';
import {
  inRecordingTransaction,
  recordAll,
  recordNew,
  stampsOf,
  type Recorded,
  type Stamps,
} from '../platform/recording.ts';
import { requireVersion } from '../platform/required-version.ts';
import { sortedPage, toSortedPage, type SortedRequest } from '../platform/sorting.ts';
import { notFound, refusal } from '../shared/problems.ts';
import { accountOrder, type AccountSort } from './account-orders.ts';
import { accountRecorder } from './account-recorder.ts';
import type { AccountChanges, NewAccount } from './account-schemas.ts';
import { lockAccounts, selectAccount, selectAccounts, type AccountFilter } from './account-store.ts';
import { authorise, authoriseEverywhere } from './authorise.ts';
import type { Account } from './rules/account.ts';
import type { Actor } from './rules/permissions.ts';

export type AccountView = Account & { readonly version: number } & Stamps;

/** Makes an account. Needs `manageAccounts` for every account; throws `duplicate_key`, or `refused` with every reason. */
export async function createAccount(app: App, actor: Actor, input: NewAccount): Promise<AccountView> {
  authoriseEverywhere(actor, 'manageAccounts');
  const accountId = input.accountId ?? newIdentifier();
  return inRecordingTransaction(app.database, async (transaction) => {
    await recordNew(transaction, actor, accountRecorder, { ...input, accountId });
    return present(accountId, await selectAccount(transaction, actor.scope, accountId));
  });
}

/**
 * Changes an account. Needs `manageAccounts` for every account; throws `stale_version`, or `refused` with every reason.
 */
export async function changeAccount(
  app: App,
  actor: Actor,
  accountId: string,
  { expectedVersion, ...changes }: AccountChanges & { readonly expectedVersion: number | undefined },
): Promise<AccountView> {
  authoriseEverywhere(actor, 'manageAccounts');
  return inRecordingTransaction(app.database, async (transaction) => {
    const stored = (await lockAccounts(transaction, [accountId])).get(accountId);
    if (stored === undefined) throw notFound('account', accountId);
    requireVersion('account', accountId, stored.version, expectedVersion);
    const record = { ...changes, accountId, name: changes.name ?? stored.entity.name };
    const [outcome] = await recordAll(transaction, actor, accountRecorder, [record], 'update');
    if (outcome?.outcome === 'failed') throw refusal(outcome.reasons);
    return present(accountId, await selectAccount(transaction, actor.scope, accountId));
  });
}

/** One account. Needs `viewAccounts`. */
export async function getAccount(app: App, actor: Actor, accountId: string): Promise<AccountView> {
  authorise(actor, 'viewAccounts');
  return inSnapshot(app.database, async (reader) =>
    present(accountId, await selectAccount(reader, actor.scope, accountId)),
  );
}

/** The accounts that the actor may see, sorted as asked. Needs `viewAccounts`. */
export async function listAccounts(
  app: App,
  actor: Actor,
  request: SortedRequest<AccountSort> & AccountFilter,
): Promise<Page<AccountView>> {
  authorise(actor, 'viewAccounts');
  const page = sortedPage(accountOrder, request);
  const accounts = await inSnapshot(app.database, (reader) => selectAccounts(reader, actor.scope, request, page));
  return toSortedPage(accounts, page, (account) => present(account.entity.accountId, account));
}

function present(accountId: string, stored: Recorded<Account> | undefined): AccountView {
  if (stored === undefined) throw notFound('account', accountId);
  return { ...stored.entity, version: stored.version, ...stampsOf(stored) };
}
