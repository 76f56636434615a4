import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Reader } from '../platform/database.ts';
import { conditionsOf, narrowed, type FilterValues } from '../platform/list-filters.ts';
import { contains } from '../platform/text-search.ts';
import { accountFilters, accountText } from './account-filters.ts';
import { inScope } from './account-scope.ts';
import type { AccountScope } from './rules/permissions.ts';

export interface AccountFilter extends FilterValues<typeof accountFilters> {
  readonly parentId?: string | undefined;
  /** whatever is below that one, not only its children */
  readonly deep?: boolean | undefined;
  /** part of the key or the name */
  readonly q?: string | undefined;
}

/** True for an account that was asked for. */
export async function isAccountFound(
  reader: Reader,
  scope: AccountScope,
  filter: AccountFilter,
): Promise<RawBuilder<SqlBool>> {
  const { parentId, q } = filter;
  const conditions = [
    ...(await conditionsOf(reader, accountFilters, filter)),
    ...(parentId === undefined ? [] : [isBelow(scope, parentId, filter.deep === true)]),
    ...(q === undefined ? [] : [contains(accountText, q)]),
  ];
  const place = { row: 'account.id', from: sql`account` };
  const seen = conditions.length === 0 ? [] : [inScope(scope, 'account.id')];
  return narrowed(reader, place, { conditions: [...conditions, ...seen], checks: [] });
}

// A parent that the caller does not see has no children for them.
function isBelow(scope: AccountScope, parentId: string, deep: boolean): RawBuilder<SqlBool> {
  const children = sql`select account_parent.account_id from account parent
    join account_parent on account_parent.parent_id = parent.id
    where parent.account_id = ${parentId} and ${inScope(scope, 'parent.id')}`;
  if (!deep) return sql<SqlBool>`account.id in (${children})`;
  return sql<SqlBool>`account.id in (
    with recursive below (id) as (
      ${children}
      union
      select account_parent.account_id from below join account_parent on account_parent.parent_id = below.id
    )
    select below.id from below)`;
}
