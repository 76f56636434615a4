import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { inScope } from '../accounts/account-scope.ts';
import type { Reach } from '../accounts/rules/permissions.ts';
import type { Database, Transaction } from '../platform/database.ts';
import { fewOfLines, isOneOf } from '../entitlements/line-narrowing.ts';
import { isHeld, isHeldRow, isOfLines, type ItemTableName } from '../entitlements/sight.ts';
import { containsOrBegins } from '../platform/text-search.ts';
import type { Day, Term } from '../shared/day.ts';
import type { ItemKind, RightState, StartDateOption } from '../shared/vocabulary.ts';
import { autoRenewOf, selectChildren } from './expiring-item-store.ts';
import type { ExpiringItem } from './rules/coverage.ts';
import type { ListedDays } from './rules/expiry-notices.ts';

type Reader = Database | Transaction;

/** An item with who holds it: the end customer, or the current owner where that one is not known. */
export interface HeldByAccount extends ExpiringItem {
  readonly account: { readonly id: number; readonly accountId: string; readonly name: string };
}

/** The place of an item in the list: by day, then by kind, then by row. */
export interface ItemPlace {
  readonly expirationDate: Day;
  readonly kind: ItemKind;
  readonly id: number;
}

export interface HeldItemFilter {
  readonly kind?: ItemKind | undefined;
  /** part of an activation ID, order ID or entitlement ID, of a product's name, or of an account's key or name; `containsOrBegins` */
  readonly q?: string | undefined;
}

/**
 * Deployed items that end between two days and are held by accounts of a scope, in their order, after a place. The conditions
 * here are necessary ones; the rules decide.
 */
export async function selectHeldItems(
  reader: Reader,
  reach: Reach,
  days: ListedDays,
  { kind, q }: HeldItemFilter,
  page: { readonly after: ItemPlace | undefined; readonly limit: number },
): Promise<readonly HeldByAccount[]> {
  const found = await finding(reader, reach, q);
  const few = {
    lineItem: await fewOfLines(reader, reach, 'line_item'),
    maintenance: await fewOfLines(reader, reach, 'maintenance_line_item'),
  };
  const ending = (of: ItemKind): RawBuilder<unknown> => sql`(${select[of]}
    where item.state = 'deployed' and not item.permanent and entitlement.state = 'deployed'
      and item.expiration_date >= ${days.first} and item.expiration_date <= ${days.last}
      and ${isOfHolder(reach)} and ${isOfSeenLines(reach, of, few[of])} and ${found(of)} and ${isAfter(of, page.after)}
    order by item.expiration_date, item.id limit ${page.limit})`;
  const kinds = (['lineItem', 'maintenance'] as const).filter((one) => kind === undefined || kind === one);
  const { rows } = await sql<HeldRow>`select * from (${sql.join(kinds.map(ending), sql` union all `)}) item
    order by item."expirationDate", item.kind collate "C", item.id limit ${page.limit}`.execute(
    reader.withoutPlugins(),
  );
  return withChildren(reader, rows);
}

/** The items of some activation IDs that are held by accounts of a scope; locked against other writers. */
export async function lockHeldItems(
  transaction: Transaction,
  reach: Reach,
  activationIds: readonly string[],
): Promise<readonly HeldByAccount[]> {
  const named = (kind: ItemKind) =>
    sql<HeldRow>`${select[kind]} where item.activation_id = any(${activationIds}) and ${inScope(reach.scope, 'holder.id')}
        and ${isOfSeenLines(reach, kind)}
      order by item.id for no key update of item`.execute(transaction.withoutPlugins());
  const lineItems = await named('lineItem');
  const maintenance = await named('maintenance');
  return withChildren(transaction, [...lineItems.rows, ...maintenance.rows]);
}

interface HeldRow {
  readonly kind: ItemKind;
  readonly id: number;
  readonly activationId: string;
  readonly entitlementId: string;
  readonly startDateOption: StartDateOption | null;
  readonly expirationDate: Day | null;
  readonly quantity: number | null;
  readonly autoRenewTerm: Term | null;
  readonly autoRenewExpirationDate: Day | null;
  readonly state: RightState;
  readonly entitlementState: RightState;
  readonly permanent: boolean;
  readonly accountRow: number;
  readonly accountId: string;
  readonly accountName: string;
}

const held = sql`
    join entitlement on entitlement.id = item.entitlement_id
    join account customer on customer.id = entitlement.account_id
    left join entitlement_channel_partner partner on partner.entitlement_id = entitlement.id and partner.current_owner
     and customer.account_id = 'unknown'
    join account holder on holder.id = coalesce(partner.account_id, entitlement.account_id)`;

const common = sql`item.id, item.activation_id as "activationId", entitlement.entitlement_id as "entitlementId",
    item.expiration_date as "expirationDate", item.state, entitlement.state as "entitlementState", item.permanent,
    holder.id as "accountRow", holder.account_id as "accountId", holder.name as "accountName"`;

const select: Readonly<Record<ItemKind, RawBuilder<unknown>>> = {
  lineItem: sql`select 'lineItem' as kind, ${common}, item.start_date_option as "startDateOption", item.quantity,
      item.auto_renew_term as "autoRenewTerm", item.auto_renew_expiration_date as "autoRenewExpirationDate"
    from line_item item ${held}`,
  maintenance: sql`select 'maintenance' as kind, ${common}, null::text as "startDateOption", null::integer as quantity,
      null::text as "autoRenewTerm", null::date as "autoRenewExpirationDate"
    from maintenance_line_item item ${held}`,
};

/** The holder alone would do; but the rights of few accounts are only found quickly by their entitlements. */
function isOfHolder({ scope }: Reach): RawBuilder<SqlBool> {
  if (scope.all) return sql<SqlBool>`true`;
  return sql<SqlBool>`${inScope(scope, 'holder.id')} and ${isHeldRow(scope, 'item.entitlement_id')}`;
}

const tables: Readonly<Record<ItemKind, ItemTableName>> = {
  lineItem: 'line_item',
  maintenance: 'maintenance_line_item',
};

/** `few` are the rows that alone it may be, where there are few of them. */
function isOfSeenLines({ productLines }: Reach, kind: ItemKind, few?: readonly number[]): RawBuilder<SqlBool> {
  const isSeen = isOfLines(productLines, tables[kind], 'item');
  return few === undefined ? isSeen : sql<SqlBool>`(${isSeen} and ${isOneOf('item.id', few)})`;
}

function isAfter(kind: ItemKind, after: ItemPlace | undefined): RawBuilder<SqlBool> {
  if (after === undefined) return sql<SqlBool>`true`;
  const { expirationDate: day, id } = after;
  if (kind === after.kind) return sql<SqlBool>`(item.expiration_date, item.id) > (${day}, ${id})`;
  return kind === 'lineItem'
    ? sql<SqlBool>`item.expiration_date > ${day}`
    : sql<SqlBool>`item.expiration_date >= ${day}`;
}

// So many things are looked up by their keys. Where a text is found in more, one is never far in the list.
const fewRows = 2_000;

const ofItem = (q: string) =>
  containsOrBegins(sql`search_fold(item.activation_id || ' ' || coalesce(item.order_id, ''))`, 'item.activation_id', q);
const ofEntitlement = (q: string) =>
  containsOrBegins(sql`search_fold(entitlement.entitlement_id)`, 'entitlement.entitlement_id', q);
const ofProduct = (q: string) =>
  containsOrBegins(
    sql`search_fold(product.product_id || ' ' || product.name || ' ' || product.version)`,
    'product.product_id',
    q,
  );
const ofAccount = (account: string, q: string) => {
  const [key, name] = [`${account}.account_id`, `${account}.name`];
  return containsOrBegins(sql`search_fold(${sql.ref(key)} || ' ' || ${sql.ref(name)})`, key, q);
};

type Finding = (kind: ItemKind) => RawBuilder<SqlBool>;

/**
 * True for an item in which a text is found. Few are looked up by index, of all that accounts of the scope hold; for many, each
 * row in turn is looked at.
 */
async function finding(reader: Reader, { scope }: Reach, q: string | undefined): Promise<Finding> {
  if (q === undefined) return () => sql<SqlBool>`true`;
  const part = (what: string, rows: RawBuilder<unknown>) =>
    sql`(select ${what} as what, id from (${rows} limit ${fewRows}) found)`;
  const item = sql`item where ${ofItem(q)} and ${isHeldRow(scope, 'item.entitlement_id')}`;
  const { rows } = await sql<{ what: string; id: number }>`
    ${part('lineItem', sql`select item.id from line_item ${item}`)} union all
    ${part('maintenance', sql`select item.id from maintenance_line_item ${item}`)} union all
    ${part('entitlement', sql`select entitlement.id from entitlement where ${ofEntitlement(q)} and ${isHeld(scope)}`)} union all
    ${part('product', sql`select product.id from product where ${ofProduct(q)}`)} union all
    ${part('account', sql`select account.id from account where ${ofAccount('account', q)} and ${inScope(scope, 'account.id')}`)}`.execute(
    reader,
  );
  const ids = Map.groupBy(rows, (row) => row.what);
  const of = (what: string, column: string, otherwise: RawBuilder<SqlBool>): readonly RawBuilder<SqlBool>[] => {
    const found = (ids.get(what) ?? []).map((row) => row.id);
    if (found.length === 0) return [];
    return [found.length < fewRows ? sql<SqlBool>`${sql.ref(column)} = any(${found}::bigint[])` : otherwise];
  };
  return (kind) => {
    const parts = [
      ...of(kind, 'item.id', ofItem(q)),
      ...of('entitlement', 'entitlement.id', ofEntitlement(q)),
      ...of('account', 'holder.id', ofAccount('holder', q)),
      ...of('product', 'product.id', ofProduct(q)).map((product) => holdsProduct(kind, product)),
    ];
    return parts.length === 0 ? sql<SqlBool>`false` : sql<SqlBool>`(${sql.join(parts, sql` or `)})`;
  };
}

function holdsProduct(kind: ItemKind, product: RawBuilder<SqlBool>): RawBuilder<SqlBool> {
  return kind === 'maintenance'
    ? sql<SqlBool>`item.product_id in (select product.id from product where ${product})`
    : sql<SqlBool>`exists (select 1 from line_item_product join product on product.id = line_item_product.product_id
        where line_item_product.line_item_id = item.id and ${product})`;
}

async function withChildren(reader: Reader, rows: readonly HeldRow[]): Promise<readonly HeldByAccount[]> {
  const children = await selectChildren(reader, rows);
  return rows.map(({ accountRow, accountId, accountName, autoRenewTerm, autoRenewExpirationDate, ...row }) => ({
    ...row,
    account: { id: accountRow, accountId, name: accountName },
    autoRenew: autoRenewOf(autoRenewTerm, autoRenewExpirationDate),
    children: children(row.kind, row.id),
  }));
}
