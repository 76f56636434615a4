import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { accountText } from '../accounts/account-filters.ts';
import { inScope } from '../accounts/account-scope.ts';
import type { AccountScope } from '../accounts/rules/permissions.ts';
import { instantFilter } from '../platform/day-filters.ts';
import { attributeFilter, choiceFilter, flagFilter, keyFilter } from '../platform/filter-kinds.ts';
import { textFilter, wholeFilter } from '../platform/text-filter.ts';
import { all, conditionsOf, fewOf, type Asked, type FilterValues } from '../platform/list-filters.ts';
import type { Reader } from '../platform/database.ts';
import { rightStates } from '../shared/vocabulary.ts';

/** The text that entitlements are found by, as its index has it. */
export const entitlementText = sql<string>`search_fold(entitlement.entitlement_id)`;

/** The text that line items and maintenance are found by: `itemText('line_item')`. */
export function itemText(table: string): RawBuilder<string> {
  return sql<string>`search_fold(${sql.ref(`${table}.activation_id`)} || ' ' || coalesce(${sql.ref(`${table}.order_id`)}, ''))`;
}

/** What an account is asked for by, under names that begin with what it is to a right. */
const ofAccount = <Id extends string, Name extends string>(id: Id, name: Name, whose: string) => ({
  ...keyFilter(id, `The accountId of ${whose}.`, (key) => sql`account.account_id = ${key}`),
  ...textFilter(name, { column: 'account.name', within: { expression: accountText, place: 'later' } }),
});

const holderFilters = ofAccount('accountId', 'accountName', 'the end customer');
const ownerFilters = ofAccount('currentOwnerAccountId', 'currentOwnerName', 'whose it is now');
const partnerFilters = ofAccount('channelPartnerAccountId', 'channelPartnerName', 'a channel partner');

const keyFilters = textFilter('entitlementId', {
  column: 'entitlement.entitlement_id',
  within: { expression: entitlementText, place: 'first' },
  hasIndex: true,
  isOfMany: true,
});

/** What entitlements, line items and maintenance alike are narrowed down by. */
export const rightFilters = { ...keyFilters, ...holderFilters, ...ownerFilters, ...partnerFilters };

const words = (column: string) => ({ column, isOfMany: true }) as const;
const shipToWords = sql<string>`search_fold(email_words(entitlement.ship_to_emails))`;

/** What entitlements are narrowed down by themselves. */
export const entitlementFilters = {
  ...textFilter('description', {
    ...words('entitlement.description'),
    within: {
      expression: sql<string>`search_fold(entitlement.description)`,
      place: 'first',
      only: sql<SqlBool>`entitlement.description is not null`,
    },
  }),
  ...textFilter('shipToEmail', {
    ...words('address'),
    among: (isMeant) =>
      sql<SqlBool>`exists (select 1 from unnest(entitlement.ship_to_emails) address where ${isMeant})`,
    within: { expression: shipToWords, place: 'later', only: sql<SqlBool>`entitlement.ship_to_emails <> '{}'` },
  }),
  ...choiceFilter('state', rightStates, 'entitlement.state'),
  ...flagFilter('test', { yes: sql`entitlement.state = 'test'`, no: sql`entitlement.state <> 'test'` }),
  ...instantFilter('createdAt', 'entitlement.created_at'),
  ...instantFilter('updatedAt', 'entitlement.updated_at'),
  ...wholeFilter('createdBy', 'entitlement.created_by'),
  ...attributeFilter('entitlement.attributes'),
};

/** What is asked of an entitlement by its ID and by the accounts it has to do with, of those that the caller may see. */
export async function askedOfRight(
  reader: Reader,
  scope: AccountScope,
  values: FilterValues<typeof rightFilters>,
): Promise<Asked> {
  const ofAccounts = [
    await askedOfAccount(reader, await conditionsOf(reader, holderFilters, values), isHolder),
    await askedOfAccount(reader, await conditionsOf(reader, ownerFilters, values), isOwner(scope)),
    await askedOfAccount(reader, await conditionsOf(reader, partnerFilters, values), isPartner(scope)),
  ];
  return {
    conditions: [
      ...(await conditionsOf(reader, keyFilters, values)),
      ...ofAccounts.flatMap(({ conditions }) => conditions),
    ],
    checks: ofAccounts.flatMap(({ checks }) => checks),
  };
}

/** What an account is to an entitlement: told by the keys of few accounts, or by what one must be like. */
interface Relation {
  readonly toOneOf: (accounts: readonly number[]) => RawBuilder<SqlBool>;
  readonly toOneThat: (is: RawBuilder<SqlBool>) => RawBuilder<SqlBool>;
}

async function askedOfAccount(
  reader: Reader,
  conditions: readonly RawBuilder<SqlBool>[],
  relation: Relation,
): Promise<Asked> {
  if (conditions.length === 0) return { conditions: [], checks: [] };
  const few = await fewOf(reader, { row: 'account.id', from: sql`account` }, conditions);
  return few === undefined
    ? { conditions: [], checks: [relation.toOneThat(all(conditions))] }
    : { conditions: [relation.toOneOf(few)], checks: [] };
}

// With an offset a subquery is asked of each row, where PostgreSQL would otherwise first find all the rows that it holds of.
const isHolder: Relation = {
  toOneOf: (accounts) => sql`entitlement.account_id = any(${accounts})`,
  toOneThat: (is) => sql`exists (select 1 from account where account.id = entitlement.account_id and ${is} offset 0)`,
};

const isPartner = (scope: AccountScope, only = sql<SqlBool>`true`): Relation => ({
  toOneOf: (accounts) => sql`entitlement.id = any(array(
    select partner.entitlement_id from entitlement_channel_partner partner
     where partner.account_id = any(${accounts}) and ${inScope(scope, 'partner.account_id')} and ${only}))`,
  toOneThat: (is) => sql`exists (
    select 1 from entitlement_channel_partner partner join account on account.id = partner.account_id
     where partner.entitlement_id = entitlement.id and ${inScope(scope, 'partner.account_id')} and ${only} and ${is} offset 0)`,
});

/** Without an owner among the partners, an entitlement is the end customer's. */
function isOwner(scope: AccountScope): Relation {
  const asPartner = isPartner(scope, sql`partner.current_owner`);
  const hasNone = sql`not exists (
    select 1 from entitlement_channel_partner owner where owner.entitlement_id = entitlement.id and owner.current_owner offset 0)`;
  const either = (partner: RawBuilder<SqlBool>, holder: RawBuilder<SqlBool>) =>
    sql<SqlBool>`(${partner} or (${holder} and ${hasNone}))`;
  return {
    toOneOf: (accounts) => either(asPartner.toOneOf(accounts), isHolder.toOneOf(accounts)),
    toOneThat: (is) => either(asPartner.toOneThat(is), isHolder.toOneThat(is)),
  };
}
