import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { isInScope, type AccountScope } from './rules/permissions.ts';

/** True where the row of an account is one that the caller may see: `inScope(scope, 'email.accountId')`. */
export function inScope(scope: AccountScope, column: string): RawBuilder<SqlBool> {
  return scope.all ? sql<SqlBool>`true` : sql<SqlBool>`${sql.ref(column)} = any(${scope.accountIds})`;
}

/** Only the accounts that the caller may see, out of rows by their keys. */
export function rowsInScope(scope: AccountScope, rowOf: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  return scope.all ? rowOf : new Map([...rowOf].filter(([, id]) => isInScope(scope, id)));
}
