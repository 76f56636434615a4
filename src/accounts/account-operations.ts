import type { App } from '../platform/app.ts';
import { inSnapshot } from '../platform/database.ts';
import { newIdentifier } from '../platform/new-identifier.ts';
import { rowAfter, toPage, type Page, type PageRequest } from '../platform/paging.ts';
import { inRecordingTransaction, recordNew, stampsOf, type Recorded, type Stamps } from '../platform/recording.ts';
import { notFound } from '../shared/problems.ts';
import { accountRecorder } from './account-recorder.ts';
import type { NewAccount } from './account-schemas.ts';
import { selectAccount, selectAccounts, type AccountFilter } from './account-store.ts';
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

/** One account. Needs `viewAccounts`. */
export async function getAccount(app: App, actor: Actor, accountId: string): Promise<AccountView> {
  authorise(actor, 'viewAccounts');
  return inSnapshot(app.database, async (reader) =>
    present(accountId, await selectAccount(reader, actor.scope, accountId)),
  );
}

/** Accounts in the order in which they were made. Needs `viewAccounts`. */
export async function listAccounts(
  app: App,
  actor: Actor,
  request: PageRequest & AccountFilter,
): Promise<Page<AccountView>> {
  authorise(actor, 'viewAccounts');
  const page = { after: rowAfter(request), limit: request.limit + 1 };
  const accounts = await inSnapshot(app.database, (reader) => selectAccounts(reader, actor.scope, request, page));
  return toPage(accounts, request.limit, (account) => present(account.entity.accountId, account));
}

function present(accountId: string, stored: Recorded<Account> | undefined): AccountView {
  if (stored === undefined) throw notFound('account', accountId);
  return { ...stored.entity, version: stored.version, ...stampsOf(stored) };
}
