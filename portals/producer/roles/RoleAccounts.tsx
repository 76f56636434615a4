import { CloseButton, Group, Stack, Text } from '@mantine/core';
import type { JSX } from 'react';
import { rolesText as text } from '../../messages/en/producer-roles.ts';
import { AccountLink } from '../accounts/AccountLink.tsx';
import { AccountPicker } from '../accounts/AccountPicker.tsx';
import { errorAt } from '../accounts/field-errors.ts';

interface RoleAccountsProps {
  readonly accounts: readonly string[];
  readonly onChange: (accounts: readonly string[]) => void;
  readonly problem: unknown;
}

/** The accounts that a producer role is limited to. */
export function RoleAccounts({ accounts, onChange, problem }: RoleAccountsProps): JSX.Element {
  const errors = [errorAt(problem, '/accounts'), ...accounts.map((_, index) => errorAt(problem, `/accounts/${index}`))];
  return (
    <Stack gap={4} role="group" aria-label={text.accounts} align="flex-start">
      <Text size="xs" fw={500}>
        {text.accounts}{' '}
        <Text component="span" inherit fw={400} className="licet-quiet">
          {text.accountsHint}
        </Text>
      </Text>
      {accounts.map((id) => (
        <Group key={id} gap={4}>
          <Text component="span" size="sm">
            <AccountLink id={id} />
          </Text>
          <CloseButton
            size="sm"
            aria-label={text.removeAccount(id)}
            onClick={() => onChange(accounts.filter((one) => one !== id))}
          />
        </Group>
      ))}
      <AccountPicker
        label={text.addAccount}
        placeholder={accounts.length === 0 ? text.everyAccount : ''}
        value={undefined}
        onChange={(id) => {
          if (id !== undefined && !accounts.includes(id)) onChange([...accounts, id]);
        }}
        error={errors.find((error) => error !== undefined)}
        width={300}
        isAdder
      />
    </Stack>
  );
}
