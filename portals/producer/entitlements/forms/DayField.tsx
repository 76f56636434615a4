import { TextInput } from '@mantine/core';
import type { JSX, ReactNode } from 'react';

interface DayFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (day: string) => void;
  readonly error?: ReactNode;
  readonly description?: ReactNode;
  readonly disabled?: boolean;
  readonly title?: string | undefined;
}

/** A calendar day, typed or picked as the browser does it. */
export function DayField({ onChange, ...props }: DayFieldProps): JSX.Element {
  return (
    <TextInput
      type="date"
      {...props}
      onChange={(event) => onChange(event.currentTarget.value)}
      w={{ base: '100%', xs: 160 }}
    />
  );
}
