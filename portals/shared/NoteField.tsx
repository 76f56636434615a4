import { Textarea } from '@mantine/core';
import type { JSX } from 'react';
import { useMessages } from '../messages/messages.ts';

interface NoteFieldProps {
  readonly label: string;
  readonly description?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** how many letters the server takes */
  readonly lengthMax: number;
  readonly isFirst?: boolean;
}

/** A text of several lines. One that is too long is told so and stays as it was written, instead of losing its end. */
export function NoteField({ value, onChange, lengthMax, isFirst = false, ...words }: NoteFieldProps): JSX.Element {
  const { general } = useMessages();
  const { length } = value.trim();
  return (
    <Textarea
      {...words}
      value={value}
      error={length > lengthMax ? general.tooLong(length, lengthMax) : undefined}
      onChange={(event) => onChange(event.currentTarget.value)}
      autosize
      minRows={2}
      {...(isFirst ? { 'data-autofocus': true } : {})}
    />
  );
}
