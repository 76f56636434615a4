import { touchRows } from '../accounts/account-deletion-store.ts';
import { lockEnds } from '../accounts/account-relation-store.ts';
import { authorise } from '../accounts/authorise.ts';
import { isInScope, type Actor } from '../accounts/rules/permissions.ts';
import { lockUsers, selectUser } from '../accounts/user-store.ts';
import type { App } from '../platform/app.ts';
import { inSnapshot, inTransaction, updateRows, type Reader, type Transaction } from '../platform/database.ts';
import { recordHistory } from '../platform/history.ts';
import { rowAfter, toPage, type Page, type PageRequest } from '../platform/paging.ts';
import { requireVersion } from '../platform/required-version.ts';
import type { Reason } from '../shared/decision.ts';
import { notFound, refusal } from '../shared/problems.ts';
import type { AccountType } from '../shared/vocabulary.ts';
import {
  deleteLineLink,
  hasMembership,
  insertLineLink,
  selectAccountsOfLine,
  selectLinesOf,
  selectUsersOfLine,
} from './product-line-access-store.ts';
import { selectProductLine } from './product-line-store.ts';
import {
  reasonsAgainstGiving,
  reasonsAgainstTaking,
  type KnownLine,
  type LineHolder,
} from './rules/product-line-access.ts';

/** Who a product line is given to, or taken from. */
export interface LineAccess {
  readonly productLineId: string;
  readonly kind: LineHolder['kind'];
  /** an accountId or a userId */
  readonly key: string;
  /** of the product line */
  readonly expectedVersion: number | undefined;
  /** answers the same and saves nothing */
  readonly preview: boolean;
}

/** Whether an account or a user has a product line now, or would have. */
export interface LineAccessView {
  readonly productLineId: string;
  readonly hasAccess: boolean;
}

/**
 * Gives a product line to an account, of which all members get it, or to a user; once more changes nothing. Needs
 * `assignProductLines`; throws `not_found`, `stale_version`, or `refused` with every reason (reference 1.5, 1.6).
 */
export function giveProductLine(app: App, actor: Actor, access: LineAccess): Promise<LineAccessView> {
  return setAccess(app, actor, access, { hasAccess: true });
}

/** Takes a product line away from an account or a user; where it is not theirs nothing changes. As `giveProductLine`. */
export function takeProductLine(app: App, actor: Actor, access: LineAccess): Promise<LineAccessView> {
  return setAccess(app, actor, access, { hasAccess: false });
}

async function setAccess(
  app: App,
  actor: Actor,
  access: LineAccess,
  { hasAccess }: Pick<LineAccessView, 'hasAccess'>,
): Promise<LineAccessView> {
  authorise(actor, 'assignProductLines');
  const { productLineId, kind, key, preview } = access;
  return inTransaction(app.database, async (transaction) => {
    const line = await lockLine(transaction, access);
    const holder = await lockHolder(transaction, actor, kind, key);
    const reasons = hasAccess
      ? await reasonsAgainstGivingTo(transaction, actor, line, holder)
      : reasonsAgainstTaking(actor.productLines, line, holder);
    if (reasons.length > 0) throw refusal(reasons);
    const isSame = holder.lineRows.includes(line.id) === hasAccess;
    if (!preview && !isSame) await save(transaction, actor, { line, holder, hasAccess });
    return { productLineId, hasAccess };
  });
}

async function lockLine(transaction: Transaction, { productLineId, expectedVersion }: LineAccess): Promise<KnownLine> {
  const line = await selectProductLine(transaction, productLineId, { lock: true });
  if (line === undefined) throw notFound('product line', productLineId);
  requireVersion('product line', productLineId, line.version, expectedVersion);
  return { id: line.id, productLineId };
}

type StoredHolder = LineHolder & { readonly id: number };

async function lockHolder(
  transaction: Transaction,
  actor: Actor,
  kind: LineHolder['kind'],
  key: string,
): Promise<StoredHolder> {
  const id = kind === 'account' ? await lockAccount(transaction, actor, key) : await lockUser(transaction, actor, key);
  if (id === undefined) throw notFound(kind, key);
  return { kind, key, id, lineRows: await selectLinesOf(transaction, kind, id) };
}

async function lockAccount(transaction: Transaction, { scope }: Actor, key: string): Promise<number | undefined> {
  const account = (await lockEnds(transaction, [key])).get(key);
  return account !== undefined && isInScope(scope, account.id) ? account.id : undefined;
}

async function lockUser(transaction: Transaction, { scope }: Actor, key: string): Promise<number | undefined> {
  const user = (await lockUsers(transaction, [key])).get(key);
  return user && (await selectUser(transaction, scope, key))?.id;
}

async function reasonsAgainstGivingTo(
  transaction: Transaction,
  { user, productLines }: Actor,
  line: KnownLine,
  { kind, id }: StoredHolder,
): Promise<readonly Reason[]> {
  const isOwn =
    user !== undefined && (kind === 'user' ? user.id === id : await hasMembership(transaction, user.id, id));
  return reasonsAgainstGiving(productLines, line, { isOwn });
}

/** Both ends are changed, and the history of each tells of the other. */
async function save(
  transaction: Transaction,
  actor: Actor,
  { line, holder, hasAccess }: { readonly line: KnownLine; readonly holder: StoredHolder; readonly hasAccess: boolean },
): Promise<void> {
  const { kind, key, id } = holder;
  const change = hasAccess ? insertLineLink : deleteLineLink;
  await change(transaction, { kind, lineRow: line.id, id });
  await updateRows(transaction, 'productLine', 'version', [{ id: line.id, updatedBy: actor.name }]);
  await touchRows(transaction, kind === 'account' ? 'account' : 'licetUser', [id], actor.name);
  const told = (field: string, value: string) => ({
    before: { [field]: hasAccess ? null : value },
    after: { [field]: hasAccess ? value : null },
  });
  const common = { event: 'changed' } as const;
  await recordHistory(transaction, actor, [
    { ...common, entity: 'productLine', subjectId: line.id, entityKey: line.productLineId, ...told(kind, key) },
    { ...common, entity: kind, subjectId: id, entityKey: key, ...told('productLine', line.productLineId) },
  ]);
}

/** An account that has a product line. */
export interface AccountOfLine {
  readonly accountId: string;
  readonly name: string;
  readonly type: AccountType;
}

/** The accounts that have a product line, in the order in which they were made. Needs `viewAccounts`. */
export async function listAccountsOfLine(
  app: App,
  actor: Actor,
  productLineId: string,
  request: PageRequest,
): Promise<Page<AccountOfLine>> {
  authorise(actor, 'viewAccounts');
  return inSnapshot(app.database, async (reader) => {
    const rows = await selectAccountsOfLine(reader, actor.scope, await lineRow(reader, productLineId), rowsOf(request));
    return toPage(rows, request.limit, ({ id: _, ...account }) => account);
  });
}

/** A user who has a product line by themselves. */
export interface UserOfLine {
  readonly userId: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
}

/** The users who have a product line by themselves, in the order in which they were made. Needs `viewUsers`. */
export async function listUsersOfLine(
  app: App,
  actor: Actor,
  productLineId: string,
  request: PageRequest,
): Promise<Page<UserOfLine>> {
  authorise(actor, 'viewUsers');
  return inSnapshot(app.database, async (reader) => {
    const rows = await selectUsersOfLine(reader, actor.scope, await lineRow(reader, productLineId), rowsOf(request));
    return toPage(rows, request.limit, ({ id: _, ...user }) => user);
  });
}

function rowsOf(request: PageRequest) {
  return { after: rowAfter(request), limit: request.limit + 1 };
}

async function lineRow(reader: Reader, productLineId: string): Promise<number> {
  const line = await selectProductLine(reader, productLineId, { lock: false });
  if (line === undefined) throw notFound('product line', productLineId);
  return line.id;
}
