import { Checkbox, NumberInput, Stack, Textarea } from '@mantine/core';
import type { JSX } from 'react';
import { producerJobs as texts } from '../../messages/en/producer-jobs.ts';
import type { BodyOf } from '../../shared/api/call.ts';
import { reasonsAt } from '../../shared/api/problem.ts';
import { told, type OptionField } from './option-values.ts';

type Values = NonNullable<NonNullable<BodyOf<'changeJob'>>['options']>;

interface OptionInputsProps {
  readonly fields: readonly OptionField[];
  readonly values: Values;
  readonly problem: unknown;
  readonly onChange: (values: Values) => void;
}

/** The options of a job, each asked for as the server describes it. What is left empty is as the job comes. */
export function OptionInputs({ fields, values, problem, onChange }: OptionInputsProps): JSX.Element {
  const set = (name: string, value: Values[string] | undefined): void => {
    const { [name]: _, ...others } = values;
    onChange(value === undefined ? others : { ...others, [name]: value });
  };
  return (
    <Stack gap="xs">
      {fields.map((field) => (
        <OptionInput
          key={field.name}
          field={field}
          value={values[field.name]}
          error={reasonsAt(problem, `/options/${field.name}`)[0]?.message}
          onChange={(value) => set(field.name, value)}
        />
      ))}
    </Stack>
  );
}

interface OptionInputProps {
  readonly field: OptionField;
  readonly value: Values[string] | undefined;
  readonly error: string | undefined;
  readonly onChange: (value: Values[string] | undefined) => void;
}

function OptionInput({ field, value, error, onChange }: OptionInputProps): JSX.Element {
  const { title, description } = field;
  const hint = `${description} ${texts.usual(told(field.default))}`;
  switch (field.type) {
    case 'boolean':
      return (
        <Checkbox
          label={title}
          description={description}
          checked={typeof value === 'boolean' ? value : field.default}
          error={error}
          onChange={({ currentTarget: { checked } }) => onChange(checked === field.default ? undefined : checked)}
        />
      );
    case 'integer':
      return (
        <NumberInput
          label={title}
          description={hint}
          value={typeof value === 'number' ? value : ''}
          min={field.minimum}
          max={field.maximum}
          allowDecimal={false}
          // A number out of its bounds is refused with a reason, and never quietly made another one.
          clampBehavior="none"
          error={error}
          onChange={(given) => onChange(given === '' ? undefined : Number(given))}
        />
      );
    case 'keys':
      return (
        <Textarea
          label={title}
          description={`${hint} ${texts.keysHint}`}
          autosize
          minRows={2}
          defaultValue={Array.isArray(value) ? value.join('\n') : ''}
          error={error}
          onChange={({ currentTarget }) => onChange(keysIn(currentTarget.value))}
        />
      );
  }
}

function keysIn(text: string): string[] | undefined {
  const keys = text.split(/[\n,;]/).flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
  return keys.length === 0 ? undefined : keys;
}
