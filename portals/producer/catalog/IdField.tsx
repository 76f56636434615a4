import { TextInput } from '@mantine/core';
import type { JSX } from 'react';
import { partsText as text } from '../../messages/en/producer-catalog-parts.ts';
import { sentences } from './pickers/sentences.ts';

interface IdFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly problem: unknown;
  readonly pointer: string;
}

/** The key of something new. */
export function IdField({ value, onChange, problem, pointer }: IdFieldProps): JSX.Element {
  return (
    <TextInput
      label={text.id}
      description={text.idHint}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={sentences(problem, pointer)}
      autoComplete="off"
    />
  );
}
