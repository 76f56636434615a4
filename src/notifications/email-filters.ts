import { sql } from 'kysely';
import { instantFilter, sinceFilter } from '../platform/day-filters.ts';
import { choiceFilter, keyFilter } from '../platform/filter-kinds.ts';
import { textFilter } from '../platform/text-filter.ts';
import { emailStatuses } from '../shared/vocabulary.ts';

/** The text that messages are found by, as its index has it. */
export const emailText = sql<string>`search_fold(email.to_address)`;

/** What the list of messages is narrowed down by. */
export const emailFilters = {
  ...textFilter('to', {
    column: 'email.to_address',
    within: { expression: emailText, place: 'first' },
    isOfMany: true,
  }),
  ...choiceFilter('status', emailStatuses, 'email.status'),
  ...keyFilter(
    'accountId',
    'Of this account.',
    (key) => sql`email.account_id = (select account.id from account where account.account_id = ${key})`,
  ),
  ...instantFilter('createdAt', 'email.created_at'),
  ...sinceFilter('createdFrom', 'email.created_at'),
  ...instantFilter('sentAt', 'email.sent_at'),
};
