import { Select, Text } from '@mantine/core';
import type { JSX, ReactNode } from 'react';
import { hintBelow } from './field-props.ts';

export interface ExplainedChoice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** what it means, shown with the choice and below the field */
  readonly meaning: string;
}

interface ExplainedSelectProps<Value extends string> {
  readonly label: string;
  readonly choices: readonly ExplainedChoice<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly error?: ReactNode;
  readonly disabled?: boolean;
  readonly title?: string | undefined;
}

/** One of a few, each with what it means. */
export function ExplainedSelect<Value extends string>(props: ExplainedSelectProps<Value>): JSX.Element {
  const { choices, value, onChange, ...field } = props;
  const meaningOf = (chosen: string): string | undefined => choices.find((one) => one.value === chosen)?.meaning;
  return (
    <Select
      {...field}
      data={choices.map((choice) => ({ value: choice.value, label: choice.label }))}
      value={value}
      onChange={(chosen) => onChange(choices.find((choice) => choice.value === chosen)?.value ?? value)}
      allowDeselect={false}
      description={meaningOf(value)}
      inputWrapperOrder={[...hintBelow]}
      renderOption={({ option }) => (
        <div>
          <Text size="sm">{option.label}</Text>
          <Text size="xs" className="licet-quiet">
            {meaningOf(option.value)}
          </Text>
        </div>
      )}
      maxDropdownHeight={360}
    />
  );
}
