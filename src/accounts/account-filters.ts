import { sql } from 'kysely';
import { instantFilter } from '../platform/day-filters.ts';
import { choiceFilter } from '../platform/filter-kinds.ts';
import { textFilter } from '../platform/text-filter.ts';
import { accountTypes, userStatuses } from '../shared/vocabulary.ts';

/** The text that accounts are found by, as their index has it. */
export const accountText = sql<string>`search_fold(account.account_id || ' ' || account.name)`;

/** The text that users are found by, as their index has it. */
export const userText = sql<string>`search_fold(licet_user.user_id || ' ' || coalesce(licet_user.user_name, '') || ' '
  || licet_user.first_name || ' ' || licet_user.last_name || ' ' || licet_user.email)`;

const placeText = sql<string>`search_fold(coalesce(account.address ->> 'city', '') || ' ' || coalesce(account.address ->> 'country', ''))`;

/** What the list of accounts is narrowed down by. */
export const accountFilters = {
  ...textFilter('accountId', {
    column: 'account.account_id',
    within: { expression: accountText, place: 'first' },
    hasIndex: true,
  }),
  ...textFilter('name', { column: 'account.name', within: { expression: accountText, place: 'later' } }),
  ...textFilter('city', {
    column: sql<string>`(account.address ->> 'city')`,
    within: { expression: placeText, place: 'first' },
  }),
  ...textFilter('country', {
    column: sql<string>`(account.address ->> 'country')`,
    within: { expression: placeText, place: 'later' },
  }),
  ...choiceFilter('type', accountTypes, 'account.type'),
  ...instantFilter('createdAt', 'account.created_at'),
};

/** A text among what users are found by: their key is the first. */
const ofUser = (column: string) => ({ column, within: { expression: userText, place: 'later' } }) as const;

/** What the list of users is narrowed down by, whoever asks. */
export const userFilters = {
  ...textFilter('userName', ofUser('licet_user.user_name')),
  ...textFilter('firstName', ofUser('licet_user.first_name')),
  ...textFilter('lastName', ofUser('licet_user.last_name')),
  ...textFilter('email', ofUser('licet_user.email')),
  ...choiceFilter('status', userStatuses, 'licet_user.status'),
  ...instantFilter('createdAt', 'licet_user.created_at'),
  ...instantFilter('lastSignInAt', 'licet_user.last_sign_in_at'),
};
