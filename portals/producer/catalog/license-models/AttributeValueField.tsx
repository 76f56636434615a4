import { MultiSelect, Select, TagsInput, Textarea, TextInput } from '@mantine/core';
import type { JSX } from 'react';
import { modelsText as text } from '../../../messages/en/producer-license-models.ts';
import { sentences } from '../pickers/sentences.ts';
import type { AttributeWish } from './attribute-wish.ts';

interface AttributeValueFieldProps {
  readonly attribute: AttributeWish;
  readonly pointer: string;
  readonly problem: unknown;
  readonly isLocked: boolean;
  readonly onChange: (change: Partial<AttributeWish>) => void;
}

/** The value of an attribute, asked for by its type; where it is given later, that is said instead. */
export function AttributeValueField(props: AttributeValueFieldProps): JSX.Element {
  const { attribute, pointer, problem, isLocked, onChange } = props;
  const { name, type, when, value, validValues } = attribute;
  const error = sentences(problem, `${pointer}/value`);
  const shared = { 'aria-label': text.valueOf(name), error, disabled: isLocked };
  if (when !== 'model') return <span className="licet-quiet">{text[`when_${when}`].toLowerCase()}</span>;
  if (type === 'multiValuedText') return <SeveralTexts {...props} />;
  if (type === 'boolean')
    return (
      <Select
        {...shared}
        data={yesAndNo}
        value={value === '' ? null : value}
        onChange={(chosen) => onChange({ value: chosen ?? '' })}
        allowDeselect={false}
      />
    );
  if (type === 'text' && validValues.length > 0)
    return (
      <Select
        {...shared}
        data={[...validValues]}
        value={value === '' ? null : value}
        onChange={(chosen) => onChange({ value: chosen ?? '' })}
      />
    );
  const typed = { ...shared, value, onChange: (event: Typed) => onChange({ value: event.currentTarget.value }) };
  if (type === 'longText') return <Textarea {...typed} autosize maxRows={4} />;
  return (
    <TextInput
      {...typed}
      type={type === 'date' ? 'date' : 'text'}
      inputMode={type === 'number' ? 'numeric' : undefined}
    />
  );
}

interface Typed {
  readonly currentTarget: { readonly value: string };
}

const yesAndNo = [
  { value: 'true', label: text.yes },
  { value: 'false', label: text.no },
];

function SeveralTexts(props: AttributeValueFieldProps): JSX.Element {
  const { attribute, pointer, problem, isLocked, onChange } = props;
  const { name, values, validValues } = attribute;
  const shared = {
    size: 'xs',
    'aria-label': text.valueOf(name),
    value: [...values],
    onChange: (given: string[]) => onChange({ values: given }),
    error: sentences(problem, `${pointer}/value`),
    disabled: isLocked,
  };
  return validValues.length > 0 ? (
    <MultiSelect {...shared} data={[...new Set([...validValues, ...values])]} />
  ) : (
    <TagsInput {...shared} placeholder={values.length === 0 ? text.addValue : ''} />
  );
}
