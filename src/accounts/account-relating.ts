import type { App } from '../platform/app.ts';
import { inSnapshot, inTransaction, type Transaction } from '../platform/database.ts';
import { recordHistory } from '../platform/history.ts';
import type { Page, PageRequest } from '../platform/paging.ts';
import { requireVersion } from '../platform/required-version.ts';
import { sortedPage, toSortedPage } from '../platform/sorting.ts';
import { notFound, refusal } from '../shared/problems.ts';
import type { AccountType } from '../shared/vocabulary.ts';
import { touchRows } from './account-deletion-store.ts';
import { relatedOrder } from './account-orders.ts';
import {
  deleteRelation,
  hasRelation,
  insertRelations,
  lockEnds,
  selectRelatedAccounts,
  type RelationEnd,
} from './account-relation-store.ts';
import { selectAccount } from './account-store.ts';
import { authoriseAnyAudience, authoriseEverywhere } from './authorise.ts';
import { reasonsAgainstRelating } from './rules/account-relation.ts';
import type { Actor } from './rules/permissions.ts';

/** An account that has to do with another beside the tree. */
export interface RelatedAccountView {
  readonly accountId: string;
  readonly name: string;
  readonly type: AccountType;
}

export interface RelationRequest {
  readonly accountId: string;
  readonly otherId: string;
  readonly expectedVersion: number | undefined;
  /** answers the other account and saves nothing */
  readonly preview: boolean;
}

/**
 * Relates two accounts (reference 1.3), each to the other; once more changes nothing. Needs `manageAccounts` for every account; throws
 * `not_found`, `stale_version`, or `refused` with every reason.
 */
export async function relateAccounts(app: App, actor: Actor, request: RelationRequest): Promise<RelatedAccountView> {
  authoriseEverywhere(actor, 'manageAccounts');
  return inTransaction(app.database, async (transaction) => {
    const { one, other } = await loadEnds(transaction, request);
    const reasons = reasonsAgainstRelating(one, other);
    if (reasons.length > 0) throw refusal(reasons);
    const relation = { accountId: one.id, relatedId: other.id };
    if (!request.preview && !(await hasRelation(transaction, relation))) {
      await insertRelations(transaction, [relation]);
      await note(transaction, actor, [one, other], { isRelated: true });
    }
    return present(other);
  });
}

/** Ends a relation. Needs `manageAccounts` for every account; throws `not_found` or `stale_version`. */
export async function unrelateAccounts(app: App, actor: Actor, request: RelationRequest): Promise<RelatedAccountView> {
  authoriseEverywhere(actor, 'manageAccounts');
  return inTransaction(app.database, async (transaction) => {
    const { one, other } = await loadEnds(transaction, request);
    const relation = { accountId: one.id, relatedId: other.id };
    if (!(await hasRelation(transaction, relation))) throw notFound('related account', request.otherId);
    if (!request.preview) {
      await deleteRelation(transaction, relation);
      await note(transaction, actor, [one, other], { isRelated: false });
    }
    return present(other);
  });
}

/**
 * The accounts related to one, by their keys. Needs `viewAccounts`; end users see them of their own accounts, but for those that others
 * shall not see.
 */
export async function listRelatedAccounts(
  app: App,
  actor: Actor,
  accountId: string,
  request: PageRequest,
): Promise<Page<RelatedAccountView>> {
  authoriseAnyAudience(actor, 'viewAccounts');
  const page = sortedPage(relatedOrder, request);
  return inSnapshot(app.database, async (reader) => {
    if ((await selectAccount(reader, actor.scope, accountId)) === undefined) throw notFound('account', accountId);
    return toSortedPage(await selectRelatedAccounts(reader, actor, accountId, page), page, present);
  });
}

async function loadEnds(
  transaction: Transaction,
  { accountId, otherId, expectedVersion }: RelationRequest,
): Promise<{ readonly one: RelationEnd; readonly other: RelationEnd }> {
  const ends = await lockEnds(transaction, [accountId, otherId]);
  const [one, other] = [ends.get(accountId), ends.get(otherId)];
  if (one === undefined) throw notFound('account', accountId);
  requireVersion('account', accountId, one.version, expectedVersion);
  if (other === undefined) throw notFound('account', otherId);
  return { one, other };
}

/** Each end is changed, and its history tells of the other. */
async function note(
  transaction: Transaction,
  actor: Actor,
  ends: readonly [RelationEnd, RelationEnd],
  { isRelated }: { readonly isRelated: boolean },
): Promise<void> {
  const [one, other] = ends;
  const ids = ends.map(({ id }) => id);
  await touchRows(transaction, 'account', ids, actor.name);
  const entries = [
    [one, other],
    [other, one],
  ] as const;
  await recordHistory(
    transaction,
    actor,
    entries.map(([end, related]) => ({
      entity: 'account',
      subjectId: end.id,
      entityKey: end.accountId,
      event: 'changed',
      before: { relatedTo: isRelated ? null : related.accountId },
      after: { relatedTo: isRelated ? related.accountId : null },
    })),
  );
}

function present({ accountId, name, type }: RelatedAccountView): RelatedAccountView {
  return { accountId, name, type };
}
