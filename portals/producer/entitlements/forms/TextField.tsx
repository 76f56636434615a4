import { TextInput } from '@mantine/core';
import type { JSX } from 'react';
import { fieldProps, type FormPart, hintBelow } from './field-props.ts';

interface TextFieldProps<Field extends string> {
  readonly part: FormPart<Readonly<Record<Field, string>>>;
  readonly field: Field;
  readonly label: string;
  readonly hint?: string;
  readonly width?: number;
}

/** One line of text of a record. */
export function TextField<Field extends string>(props: TextFieldProps<Field>): JSX.Element {
  const { part, field, label, hint, width } = props;
  return (
    <TextInput
      {...fieldProps(part, label, field)}
      value={part.wish[field]}
      onChange={(event) => part.change(patchOf(field, event.currentTarget.value))}
      description={hint}
      inputWrapperOrder={[...hintBelow]}
      autoComplete="off"
      {...(width === undefined ? {} : { w: width })}
    />
  );
}

function patchOf<Field extends string>(field: Field, value: string): Partial<Record<Field, string>> {
  const patch: Partial<Record<Field, string>> = {};
  patch[field] = value;
  return patch;
}
