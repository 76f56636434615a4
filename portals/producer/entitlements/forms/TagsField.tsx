import { TagsInput } from '@mantine/core';
import type { JSX, ReactNode } from 'react';
import { hintBelow } from './field-props.ts';

interface TagsFieldProps {
  readonly label: string;
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
  readonly error?: ReactNode;
  readonly description?: ReactNode;
  readonly disabled?: boolean;
  readonly title?: string | undefined;
}

/** Several short texts. What is typed counts also where nobody has pressed Enter behind it. */
export function TagsField({ value, ...props }: TagsFieldProps): JSX.Element {
  return (
    <TagsInput
      {...props}
      value={[...value]}
      size="xs"
      splitChars={[',', ';', ' ']}
      acceptValueOnBlur
      inputWrapperOrder={[...hintBelow]}
    />
  );
}
