import { MultiSelect, NumberInput, Select, TagsInput, Textarea, TextInput } from '@mantine/core';
import type { JSX } from 'react';
import { attributesText as text } from '../../messages/en/producer-attributes.ts';
import { asText, type AttributeValue } from './attribute-wish.ts';
import type { Definition } from './use-definitions.ts';

interface AttributeInputProps {
  readonly definition: Definition;
  readonly value: AttributeValue | undefined;
  readonly onChange: (value: AttributeValue | undefined) => void;
  readonly error: string | undefined;
}

/** The input for one custom attribute, by its type. A value of another type, from before it was defined, is shown to be mended. */
export function AttributeInput(props: AttributeInputProps): JSX.Element {
  const { definition, value, onChange, error } = props;
  const { type, validValues } = definition;
  const named = namedBy(definition, error);
  if (type === 'boolean') return <BooleanInput {...props} />;
  if (type === 'number')
    return (
      <NumberInput
        {...named}
        value={typeof value === 'number' ? value : asText(value)}
        onChange={(typed) => onChange(typed === '' ? undefined : typed)}
      />
    );
  if (type === 'multiValued') return <SeveralInput {...props} />;
  if (type === 'longText')
    return (
      <Textarea
        {...named}
        value={asText(value)}
        onChange={(event) => onChange(event.currentTarget.value)}
        autosize
        minRows={2}
      />
    );
  if (type === 'text' && validValues.length > 0)
    return (
      <Select
        {...named}
        data={withOthers(validValues, value)}
        value={value === undefined ? null : asText(value)}
        onChange={(chosen) => onChange(chosen ?? undefined)}
        clearable={!definition.required}
        clearButtonProps={{ 'aria-label': text.clear(definition.label) }}
        searchable={validValues.length > 8}
      />
    );
  return (
    <TextInput
      {...named}
      type={type === 'date' ? 'date' : 'text'}
      value={asText(value)}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function namedBy({ label, description, required, status }: Definition, error: string | undefined) {
  return {
    label: status === 'active' ? label : text.inactiveLabel(label),
    description,
    error,
    required: required && status === 'active',
  };
}

// Unset is not no: a required one has to be answered.
function BooleanInput({ definition, value, onChange, error }: AttributeInputProps): JSX.Element {
  return (
    <Select
      {...namedBy(definition, error)}
      data={withOthers(['true', 'false'], value).map((key) => ({ value: key, label: booleanWords.get(key) ?? key }))}
      value={value === undefined ? null : asText(value)}
      onChange={(chosen) => onChange(chosen === null ? undefined : chosen === 'true')}
      clearable={!definition.required}
      clearButtonProps={{ 'aria-label': text.clear(definition.label) }}
    />
  );
}

const booleanWords: ReadonlyMap<string, string> = new Map([
  ['true', text.yes],
  ['false', text.no],
]);

function SeveralInput({ definition, value, onChange, error }: AttributeInputProps): JSX.Element {
  const { validValues } = definition;
  const chosen = Array.isArray(value) ? value : asText(value).split('\n').filter(Boolean);
  const named = { ...namedBy(definition, error), value: chosen, onChange };
  if (validValues.length === 0)
    return <TagsInput {...named} size="xs" placeholder={chosen.length === 0 ? text.addValue : ''} />;
  const data = [...new Set([...validValues, ...chosen])];
  return <MultiSelect {...named} data={data} searchable={validValues.length > 8} />;
}

// What is stored stays to be chosen, although it is not valid any more.
function withOthers(choices: readonly string[], value: AttributeValue | undefined): string[] {
  const now = asText(value);
  return now === '' || choices.includes(now) ? [...choices] : [...choices, now];
}
