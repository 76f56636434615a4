import { SimpleGrid, TextInput } from '@mantine/core';
import type { JSX } from 'react';
import { accountsText as text } from '../../messages/en/producer-accounts.ts';
import { errorAt } from './field-errors.ts';

const parts = ['line1', 'line2', 'postalCode', 'city', 'state', 'region', 'country'] as const;

interface AddressFieldsProps {
  readonly address: Readonly<Record<string, string>>;
  readonly onChange: (address: Readonly<Record<string, string>>) => void;
  readonly problem: unknown;
}

/** The address of an account or a person. */
export function AddressFields({ address, onChange, problem }: AddressFieldsProps): JSX.Element {
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" verticalSpacing="xs">
      {parts.map((part) => (
        <TextInput
          key={part}
          label={text[`address_${part}`]}
          value={address[part] ?? ''}
          onChange={(event) => onChange({ ...address, [part]: event.currentTarget.value })}
          error={errorAt(problem, `/address/${part}`)}
        />
      ))}
    </SimpleGrid>
  );
}

/** An address in one line. */
export function addressLine(address: Readonly<Record<string, string>>): string {
  return parts
    .map((part) => address[part])
    .filter(Boolean)
    .join(', ');
}
