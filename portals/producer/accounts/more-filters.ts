import { filtersText as text } from '../../messages/en/producer-filters.ts';
import type { FilterField } from '../../shared/added-filters.ts';

/** What can be added to the filters of accounts. */
export const moreAccountFilters: readonly FilterField[] = [
  { name: 'name', label: text.name, kind: 'text' },
  { name: 'accountId', label: text.accountId, kind: 'text' },
  { name: 'city', label: text.city, kind: 'text' },
  { name: 'country', label: text.country, kind: 'text' },
  { name: 'createdAt', label: text.made, kind: 'day' },
];

/** What can be added to the filters of users. Those who were deleted are in no list without it. */
export const moreUserFilters: readonly FilterField[] = [
  { name: 'lastName', label: text.lastName, kind: 'text' },
  { name: 'firstName', label: text.firstName, kind: 'text' },
  { name: 'userName', label: text.userName, kind: 'text' },
  { name: 'email', label: text.email, kind: 'text' },
  { name: 'role', label: text.role, kind: 'whole' },
  { name: 'deleted', label: text.deletedUsers, kind: 'flag' },
  { name: 'lastSignInAt', label: text.lastSignIn, kind: 'day' },
  { name: 'createdAt', label: text.made, kind: 'day' },
];
