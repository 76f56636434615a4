import { isDeepStrictEqual } from 'node:util';
import type { App } from '../platform/app.ts';
import { inSnapshot, type Reader, type Transaction } from '../platform/database.ts';
import { newIdentifier } from '../platform/new-identifier.ts';
import type { Page } from '../platform/paging.ts';
import {
  alteration,
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
import type { Json } from '../shared/vocabulary.ts';
import { accountOrder, type AccountSort } from './account-orders.ts';
import { ownAccountRecorder } from './account-recorder.ts';
import type { AccountChanges, AccountRecord, NewAccount } from './account-schemas.ts';
import type { AccountFilter } from './account-search.ts';
import { lockAccounts, selectAccount, selectAccounts, type StoredAccount } from './account-store.ts';
import { authoriseAnyAudience, authoriseEverywhere } from './authorise.ts';
import type { Account } from './rules/account.ts';
import type { Actor } from './rules/permissions.ts';
import { shownName } from './rules/shown-name.ts';

export type AccountView = StoredAccount['entity'] &
  Pick<StoredAccount, 'productLines'> & { readonly version: number } & Stamps;

/** Makes an account. Needs `manageAccounts` for every account; throws `duplicate_key`, or `refused` with every reason. */
export async function createAccount(app: App, actor: Actor, input: NewAccount): Promise<AccountView> {
  authoriseEverywhere(actor, 'manageAccounts');
  const accountId = input.accountId ?? newIdentifier();
  return inRecordingTransaction(app.database, async (transaction) => {
    await recordNew(transaction, actor, ownAccountRecorder, { ...input, accountId });
    return present(accountId, await selectAccount(transaction, actor.scope, accountId));
  });
}

/** What will be changed of an account: the fields that differ. */
export interface AccountChangePlan {
  readonly before: Json;
  readonly after: Json;
}

export interface AccountChangeRequest {
  readonly changes: AccountChanges;
  readonly expectedVersion: number | undefined;
  /** answers the plan and saves nothing */
  readonly preview: boolean;
}

/**
 * Changes an account. Needs `manageAccounts` for every account; throws `stale_version`, or `refused` with every reason.
 */
export async function changeAccount(
  app: App,
  actor: Actor,
  accountId: string,
  { changes, expectedVersion, preview }: AccountChangeRequest,
): Promise<AccountView | AccountChangePlan> {
  authoriseEverywhere(actor, 'manageAccounts');
  return inRecordingTransaction(app.database, async (transaction) => {
    const stored = (await lockAccounts(transaction, [accountId])).get(accountId);
    if (stored === undefined) throw notFound('account', accountId);
    requireVersion('account', accountId, stored.version, expectedVersion);
    const record = { ...changes, accountId, name: changes.name ?? stored.entity.name };
    if (preview) return decideChange(transaction, stored, record);
    const [outcome] = await recordAll(transaction, actor, ownAccountRecorder, [record], 'update');
    if (outcome?.outcome === 'failed') throw refusal(outcome.reasons);
    return present(accountId, await selectAccount(transaction, actor.scope, accountId));
  });
}

async function decideChange(
  transaction: Transaction,
  stored: Recorded<Account>,
  record: AccountRecord,
): Promise<AccountChangePlan> {
  const given = ownAccountRecorder.complete(record, stored.entity);
  const after = ownAccountRecorder.inStoredOrder?.(given, stored.entity) ?? given;
  const plan = alteration('account', stored.id, record.accountId, stored.entity, after);
  const isSame = isDeepStrictEqual(plan.after, {});
  const facts = await ownAccountRecorder.learn(transaction, [given]);
  const reasons = isSame ? [] : ownAccountRecorder.reasonsAgainst(given, facts, stored);
  if (reasons.length > 0) throw refusal(reasons);
  return { before: plan.before ?? null, after: plan.after ?? null };
}

/** One account. Needs `viewAccounts`; end users see their own and, where a role lets them, those below. */
export async function getAccount(app: App, actor: Actor, accountId: string): Promise<AccountView> {
  authoriseAnyAudience(actor, 'viewAccounts');
  return inSnapshot(app.database, async (reader) =>
    toldTo(actor, present(accountId, await selectAccount(reader, actor.scope, accountId))),
  );
}

/** The accounts that the actor may see, sorted as asked. Needs `viewAccounts`. */
export async function listAccounts(
  app: App,
  actor: Actor,
  request: SortedRequest<AccountSort> & AccountFilter,
): Promise<Page<AccountView>> {
  authoriseAnyAudience(actor, 'viewAccounts');
  return inSnapshot(app.database, (reader) => readPage(reader, actor, request));
}

/** The accounts below one: its children or, where wanted, whatever is below, by their keys unless told. Needs `viewAccounts`. */
export async function listSubAccounts(
  app: App,
  actor: Actor,
  accountId: string,
  request: SortedRequest<AccountSort> & Pick<AccountFilter, 'deep' | 'q'>,
): Promise<Page<AccountView>> {
  authoriseAnyAudience(actor, 'viewAccounts');
  return inSnapshot(app.database, async (reader) => {
    present(accountId, await selectAccount(reader, actor.scope, accountId));
    return readPage(reader, actor, { ...request, sort: request.sort ?? 'accountId', parentId: accountId });
  });
}

async function readPage(
  reader: Reader,
  actor: Actor,
  request: SortedRequest<AccountSort> & AccountFilter,
): Promise<Page<AccountView>> {
  const page = sortedPage(accountOrder, request);
  const accounts = await selectAccounts(reader, actor.scope, request, page);
  return toSortedPage(accounts, page, (account) => toldTo(actor, present(account.entity.accountId, account)));
}

function present(accountId: string, stored: StoredAccount | undefined): AccountView {
  if (stored === undefined) throw notFound('account', accountId);
  return { ...stored.entity, productLines: stored.productLines, version: stored.version, ...stampsOf(stored) };
}

/** An account as somebody may know it: what the producer notes about it, and who does, stays with its people. */
function toldTo(actor: Actor, view: AccountView): AccountView {
  if (actor.audience === 'producer') return view;
  const [createdBy, updatedBy] = [shownName(actor, view.createdBy), shownName(actor, view.updatedBy)];
  return { ...view, attributes: {}, description: null, productLines: [], createdBy, updatedBy };
}
