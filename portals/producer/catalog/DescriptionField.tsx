import { Textarea } from '@mantine/core';
import type { JSX } from 'react';
import { partsText as text } from '../../messages/en/producer-catalog-parts.ts';
import { sentences } from './pickers/sentences.ts';

interface DescriptionFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly problem: unknown;
}

/** What something of the catalog is for; it can always be changed. */
export function DescriptionField({ value, onChange, problem }: DescriptionFieldProps): JSX.Element {
  return (
    <Textarea
      label={text.description}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={sentences(problem, '/description')}
      autosize
      minRows={2}
    />
  );
}
