import type { JSX } from 'react';
import { accountsText as text } from '../../messages/en/producer-accounts.ts';
import type { ItemOf } from '../../shared/api/call.ts';
import { useApi } from '../../shared/api/queries.ts';
import { SearchPicker, type PickerProps } from '../../shared/SearchPicker.tsx';

type Person = Pick<ItemOf<'listUsers'>, 'userId' | 'firstName' | 'lastName' | 'email'>;

/** Finds a user by any part of the name, ID or email address. */
export function UserPicker(props: PickerProps): JSX.Element {
  const { value } = props;
  const { data } = useApi('getUser', { path: { userId: value ?? '' } }, { enabled: value !== undefined });
  return (
    <SearchPicker
      placeholder={text.findUser}
      {...props}
      chosen={value === undefined ? undefined : { value, label: data === undefined ? value : labelOf(data) }}
      useOptions={useUsers}
      clearLabel={text.clear(props.label)}
    />
  );
}

function useUsers(asked: string, isOpen: boolean) {
  const found = useApi(
    'listUsers',
    { query: { limit: 20, sort: 'lastName', ...(asked === '' ? {} : { q: asked }) } },
    { enabled: isOpen, keepPrevious: true },
  );
  const items = found.data?.items ?? [];
  return {
    options: items.map((person) => ({ value: person.userId, label: labelOf(person) })),
    empty: found.isFetching ? text.looking : text.noUserFound,
  };
}

function labelOf({ userId, firstName, lastName, email }: Person): string {
  const name = `${firstName} ${lastName}`.trim();
  return `${name === '' ? userId : name} (${email})`;
}
