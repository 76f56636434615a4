import { TextInput } from '@mantine/core';
import type { JSX } from 'react';
import { partsText as text } from '../../messages/en/producer-catalog-parts.ts';
import { sentences } from './pickers/sentences.ts';

interface NameFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly problem: unknown;
}

/** What something of the catalog is called. */
export function NameField({ value, onChange, problem }: NameFieldProps): JSX.Element {
  return (
    <TextInput
      label={text.name}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={sentences(problem, '/name')}
      required
    />
  );
}
