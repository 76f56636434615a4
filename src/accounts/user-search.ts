import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Reader } from '../platform/database.ts';
import { conditionsOf, narrowed, type FilterValues } from '../platform/list-filters.ts';
import { contains } from '../platform/text-search.ts';
import { userFilters, userText } from './account-filters.ts';
import { inScope } from './account-scope.ts';
import type { AccountScope } from './rules/permissions.ts';

export interface UserFilter extends FilterValues<typeof userFilters> {
  readonly accountId?: string | undefined;
  /** the name of a role that a membership gives */
  readonly role?: string | undefined;
  /** who works for the producer, or who does not */
  readonly portal?: 'producer' | 'endUser' | undefined;
  /** part of the key, the user name, the name or the email address */
  readonly q?: string | undefined;
}

/** True for a user who was asked for, by what the caller may see of their memberships. */
export async function isUserFound(
  reader: Reader,
  scope: AccountScope,
  filter: UserFilter,
): Promise<RawBuilder<SqlBool>> {
  const { accountId, role, portal, q } = filter;
  const conditions = [
    ...(await conditionsOf(reader, userFilters, filter)),
    ...(accountId === undefined ? [] : [isMember(scope, sql`account.account_id = ${accountId}`)]),
    ...(portal === undefined ? [] : [isMember(scope, isOf(portal))]),
    ...(role === undefined ? [] : [isMember(scope, hasRole(role))]),
    ...(q === undefined ? [] : [contains(userText, q)]),
  ];
  const seen = conditions.length === 0 || scope.all ? [] : [isMember(scope, sql`true`)];
  const place = { row: 'licet_user.id', from: sql`licet_user` };
  return narrowed(reader, place, { conditions: [...conditions, ...seen], checks: [] });
}

function isOf(portal: 'producer' | 'endUser'): RawBuilder<SqlBool> {
  return portal === 'producer' ? sql`account.type = 'producer'` : sql`account.type <> 'producer'`;
}

function hasRole(name: string): RawBuilder<SqlBool> {
  return sql`membership.id in (
    select membership_role.membership_id from membership_role join role on role.id = membership_role.role_id
     where role.name = ${name})`;
}

function isMember(scope: AccountScope, condition: RawBuilder<SqlBool>): RawBuilder<SqlBool> {
  return sql`licet_user.id in (
    select membership.user_id from membership join account on account.id = membership.account_id
     where ${inScope(scope, 'membership.account_id')} and ${condition})`;
}
