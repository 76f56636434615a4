import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { inScope } from '../accounts/account-scope.ts';
import type { AccountScope } from '../accounts/rules/permissions.ts';
import { isHeld, isVisible, type Sight } from '../entitlements/sight.ts';
import type { Database } from '../platform/database.ts';
import { beginningOf, contains, spellingsOf } from '../platform/text-search.ts';
import type { Hit, HitKind } from './rules/ranking.ts';

// So many of each kind are looked at; of those the best are shown.
const hitsMax = 50;

/** What is found by its key: the very text, or one that begins with it, however it is written. */
export async function selectByKey(
  reader: Database,
  sight: Sight,
  kinds: readonly HitKind[],
  text: string,
): Promise<readonly Hit[]> {
  const parts = kinds.flatMap((kind) =>
    spellingsOf(text).flatMap((spelling) => {
      const { key, where } = sources(sight)[kind];
      const beginning = beginningOf(spelling);
      return [
        hitsWhere(kind, sight, sql`${key} = ${spelling} and ${where}`),
        hitsWhere(kind, sight, sql`${key} like ${beginning} and ${where} order by ${key}`),
      ];
    }),
  );
  return select(reader, parts);
}

/** What has the text anywhere in its keys and names. */
export async function selectByText(
  reader: Database,
  sight: Sight,
  kinds: readonly HitKind[],
  text: string,
): Promise<readonly Hit[]> {
  const parts = kinds.map((kind) => {
    const { searched, where } = sources(sight)[kind];
    return hitsWhere(kind, sight, sql`${contains(searched, text)} and ${where}`);
  });
  return select(reader, parts);
}

async function select(reader: Database, parts: readonly RawBuilder<unknown>[]): Promise<readonly Hit[]> {
  if (parts.length === 0) return [];
  const { rows } = await sql<Hit>`${sql.join(parts, sql` union all `)}`.execute(reader.withoutPlugins());
  return rows;
}

function hitsWhere(kind: HitKind, sight: Sight, condition: RawBuilder<unknown>): RawBuilder<unknown> {
  const { from, key, label, detail, entitlementId } = sources(sight)[kind];
  return sql`(select ${kind} as kind, ${key} as key, ${label} as label, ${detail} as detail, ${entitlementId} as "entitlementId"
    from ${from} where ${condition} limit ${sql.lit(hitsMax)})`;
}

/** Where one kind of thing is found, and how it is shown. */
interface Source {
  readonly from: RawBuilder<unknown>;
  readonly key: RawBuilder<unknown>;
  /** the expression of its trigram index */
  readonly searched: RawBuilder<string>;
  readonly label: RawBuilder<unknown>;
  readonly detail: RawBuilder<unknown>;
  readonly entitlementId: RawBuilder<unknown>;
  readonly where: RawBuilder<SqlBool>;
}

const none = sql`null::text`;
const owned = sql`join entitlement on entitlement.id = item.entitlement_id join account on account.id = entitlement.account_id`;
const itemText = sql<string>`search_fold(item.activation_id || ' ' || coalesce(item.order_id, ''))`;

function sources(sight: Sight): Readonly<Record<HitKind, Source>> {
  const rights = sql<SqlBool>`${isHeld(sight.scope)} and ${isVisible(sight, 'entitlement.state')}`;
  const item = {
    key: sql`item.activation_id`,
    searched: itemText,
    detail: sql`account.name`,
    entitlementId: sql`entitlement.entitlement_id`,
    where: sql<SqlBool>`${rights} and ${isVisible(sight, 'item.state')}`,
  };
  return {
    entitlement: {
      from: sql`entitlement join account on account.id = entitlement.account_id`,
      key: sql`entitlement.entitlement_id`,
      searched: sql<string>`search_fold(entitlement.entitlement_id)`,
      label: sql`account.name`,
      detail: sql`entitlement.state`,
      entitlementId: sql`entitlement.entitlement_id`,
      where: rights,
    },
    lineItem: {
      ...item,
      from: sql`line_item item ${owned}`,
      label: sql`(select coalesce(string_agg(product.name || ' ' || product.version, ', ' order by line_item_product.position), '')
        from line_item_product join product on product.id = line_item_product.product_id where line_item_product.line_item_id = item.id)`,
    },
    maintenanceLineItem: {
      ...item,
      from: sql`maintenance_line_item item ${owned}`,
      label: sql`(select product.name || ' ' || product.version from product where product.id = item.product_id)`,
    },
    ...people(sight.scope),
  };
}

function people(scope: AccountScope): Readonly<Record<'account' | 'user' | 'product', Source>> {
  return {
    account: {
      from: sql`account`,
      key: sql`account.account_id`,
      searched: sql<string>`search_fold(account.account_id || ' ' || account.name)`,
      label: sql`account.name`,
      detail: sql`account.type`,
      entitlementId: none,
      where: inScope(scope, 'account.id'),
    },
    user: {
      from: sql`licet_user`,
      key: sql`licet_user.user_id`,
      searched: sql<string>`search_fold(licet_user.user_id || ' ' || licet_user.user_name || ' ' || licet_user.first_name || ' '
        || licet_user.last_name || ' ' || licet_user.email)`,
      label: sql`licet_user.first_name || ' ' || licet_user.last_name`,
      detail: sql`licet_user.email`,
      entitlementId: none,
      where: scope.all
        ? sql<SqlBool>`true`
        : sql<SqlBool>`licet_user.id in (select membership.user_id from membership where ${inScope(scope, 'membership.account_id')})`,
    },
    product: {
      from: sql`product`,
      key: sql`product.product_id`,
      searched: sql<string>`search_fold(product.product_id || ' ' || product.name || ' ' || product.version)`,
      label: sql`product.name || ' ' || product.version`,
      detail: sql`product.kind`,
      entitlementId: none,
      where: sql<SqlBool>`true`,
    },
  };
}
