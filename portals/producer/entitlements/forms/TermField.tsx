import { Group, Input, NumberInput, Select } from '@mantine/core';
import type { JSX, ReactNode } from 'react';
import { entitlementFormsText as text } from '../../../messages/en/producer-entitlements-forms.ts';
import { hintBelow } from './field-props.ts';
import { termUnits, type TermWish } from './term-wish.ts';

interface TermFieldProps {
  readonly label: string;
  readonly value: TermWish;
  readonly onChange: (term: TermWish) => void;
  readonly error?: ReactNode;
  readonly description?: ReactNode;
  readonly disabled?: boolean;
  readonly title?: string | undefined;
}

/** How long: a number and a unit, side by side. */
export function TermField({ label, value, onChange, error, ...props }: TermFieldProps): JSX.Element {
  return (
    <Input.Wrapper
      label={label}
      error={error}
      size="xs"
      description={props.description}
      inputWrapperOrder={[...hintBelow]}
      role="group"
      aria-label={label}
    >
      <Group gap={4} wrap="nowrap">
        <NumberInput
          aria-label={text.termOf(label)}
          value={value.count}
          onChange={(count) => onChange({ ...value, count: String(count) })}
          min={1}
          max={99_999}
          allowDecimal={false}
          allowNegative={false}
          error={error !== undefined}
          disabled={props.disabled}
          title={props.title}
          w={72}
        />
        <Select
          aria-label={text.termUnit(label)}
          data={termUnits.map((unit) => ({ value: unit, label: text[`unit_${unit}`] }))}
          value={value.unit}
          onChange={(unit) => onChange({ ...value, unit: termUnits.find((one) => one === unit) ?? value.unit })}
          allowDeselect={false}
          disabled={props.disabled}
          title={props.title}
          w={96}
        />
      </Group>
    </Input.Wrapper>
  );
}
