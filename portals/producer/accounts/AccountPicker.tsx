import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState, type JSX, type ReactNode } from 'react';
import { accountsText as text } from '../../messages/en/producer-accounts.ts';
import { useApi } from '../../shared/api/queries.ts';

interface AccountPickerProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (accountId: string | undefined) => void;
  readonly width?: number;
  readonly error?: ReactNode;
  readonly isRequired?: boolean;
  /** what stands there while no account is chosen */
  readonly placeholder?: string;
}

/** Finds an account by any part of its name or ID. */
export function AccountPicker(props: AccountPickerProps): JSX.Element {
  const { label, value, onChange, width, error, isRequired = false } = props;
  const chosen = useChosen(value);
  const [typed, setTyped] = useState('');
  const [asked] = useDebouncedValue(typed.trim(), 200);
  const [isOpen, setOpen] = useState(false);
  const found = useApi(
    'listAccounts',
    { query: { limit: 20, sort: 'name', ...(asked === '' ? {} : { q: asked }) } },
    { enabled: isOpen, keepPrevious: true },
  );
  const items = found.data?.items ?? [];
  const options = items.map(({ accountId, name }) => ({ value: accountId, label: labelOf(accountId, name) }));
  return (
    <Select
      label={label}
      // What is chosen keeps its words while others are looked for: where they change, the field forgets what was typed.
      data={[...chosen, ...options.filter((option) => option.value !== value)]}
      value={value ?? null}
      placeholder={props.placeholder ?? (isRequired ? text.findAccount : text.anyAccount)}
      onChange={(picked) => onChange(picked ?? undefined)}
      onDropdownOpen={() => setOpen(true)}
      onSearchChange={(wanted) =>
        setTyped([...chosen, ...options].some((option) => option.label === wanted) ? '' : wanted)
      }
      filter={({ options: all }) => all}
      nothingFoundMessage={found.isFetching ? text.looking : text.noAccountFound}
      searchable
      clearable={!isRequired}
      clearButtonProps={{ 'aria-label': text.clear(label) }}
      error={error}
      required={isRequired}
      {...(width === undefined ? {} : { w: width })}
    />
  );
}

function useChosen(value: string | undefined): readonly { readonly value: string; readonly label: string }[] {
  const account = useApi('getAccount', { path: { accountId: value ?? '' } }, { enabled: value !== undefined });
  if (value === undefined) return [];
  return [{ value, label: account.data === undefined ? value : labelOf(value, account.data.name) }];
}

function labelOf(accountId: string, name: string): string {
  return name === accountId ? name : `${name} (${accountId})`;
}
