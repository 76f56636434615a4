import type { JSX } from 'react';
import { accountsText as text } from '../../messages/en/producer-accounts.ts';
import { useApi } from '../../shared/api/queries.ts';
import { SearchPicker, type Option, type PickerProps } from '../../shared/SearchPicker.tsx';

/** Finds an account by any part of its name or ID. */
export function AccountPicker(props: PickerProps): JSX.Element {
  const chosen = useChosen(props.value);
  return (
    <SearchPicker
      placeholder={props.isRequired === true ? text.findAccount : text.anyAccount}
      {...props}
      chosen={chosen}
      useOptions={useAccounts}
      clearLabel={text.clear(props.label)}
    />
  );
}

function useAccounts(asked: string, isOpen: boolean) {
  const found = useApi(
    'listAccounts',
    { query: { limit: 50, sort: 'name', ...(asked === '' ? {} : { q: asked }) } },
    { enabled: isOpen, keepPrevious: true },
  );
  const items = found.data?.items ?? [];
  return {
    options: items.map(({ accountId, name }) => ({ value: accountId, label: labelOf(accountId, name) })),
    empty: found.isFetching ? text.looking : text.noAccountFound,
  };
}

function useChosen(value: string | undefined): Option | undefined {
  const account = useApi('getAccount', { path: { accountId: value ?? '' } }, { enabled: value !== undefined });
  if (value === undefined) return undefined;
  return { value, label: account.data === undefined ? value : labelOf(value, account.data.name) };
}

function labelOf(accountId: string, name: string): string {
  return name === accountId ? name : `${name} (${accountId})`;
}
