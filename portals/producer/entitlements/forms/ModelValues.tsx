import { MultiSelect, NumberInput, Select, SimpleGrid, TagsInput, Textarea, TextInput } from '@mantine/core';
import type { JSX, ReactNode } from 'react';
import { entitlementFormsText as text } from '../../../messages/en/producer-entitlements-forms.ts';
import { hintBelow, sentencesAt, type FormPart } from './field-props.ts';
import type { LineItemWish, ModelValue } from './line-item-wish.ts';
import type { LicenseModel } from './use-catalog.ts';

type Attribute = LicenseModel['attributes'][number];

interface ModelValuesProps extends FormPart<LineItemWish> {
  readonly models: readonly LicenseModel[];
}

/** What the chosen license models ask for when a line item is sold. */
export function ModelValues({ models, wish, change, problem, lockOf }: ModelValuesProps): JSX.Element | null {
  const asked = askedOf(models);
  if (asked.length === 0) return null;
  const lock = lockOf('licenseModelAttributes');
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing="xs" title={lock}>
      {asked.map((attribute) => (
        <ValueField
          key={attribute.name}
          attribute={attribute}
          value={wish.licenseModelAttributes[attribute.name] ?? null}
          onChange={(value) =>
            change({ licenseModelAttributes: { ...wish.licenseModelAttributes, [attribute.name]: value } })
          }
          error={sentencesAt(problem, [`/licenseModelAttributes/${escaped(attribute.name)}`])}
          isDisabled={lock !== undefined}
        />
      ))}
    </SimpleGrid>
  );
}

/** An attribute that several models share has one value. */
function askedOf(models: readonly LicenseModel[]): readonly Attribute[] {
  const asked = models.flatMap(({ attributes }) => attributes.filter(({ when }) => when === 'entitlement'));
  return asked.filter(({ name }, index) => asked.findIndex((other) => other.name === name) === index);
}

function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

interface ValueFieldProps {
  readonly attribute: Attribute;
  readonly value: ModelValue;
  readonly onChange: (value: ModelValue) => void;
  readonly error: ReactNode;
  readonly isDisabled: boolean;
}

function ValueField({ attribute, value, onChange, error, isDisabled }: ValueFieldProps): JSX.Element {
  const { name, required, type, validValues } = attribute;
  const field = {
    label: name,
    error,
    disabled: isDisabled,
    description: required ? text.valueRequired : undefined,
    inputWrapperOrder: [...hintBelow],
    required,
  };
  if (type === 'boolean') return <YesOrNo field={field} value={value} onChange={onChange} />;
  if (type === 'multiValuedText')
    return (
      <Texts
        field={field}
        choices={validValues}
        value={Array.isArray(value) ? value.map(String) : []}
        onChange={onChange}
      />
    );
  if (type === 'number')
    return (
      <NumberInput
        {...field}
        value={typeof value === 'number' ? value : ''}
        onChange={(typed) => onChange(typed === '' ? null : Number(typed))}
        allowDecimal={false}
      />
    );
  const typed = typeof value === 'string' ? value : '';
  if (type === 'longText')
    return <Textarea {...field} value={typed} onChange={(event) => onChange(event.currentTarget.value)} autosize />;
  if (validValues.length > 0)
    return <Select {...field} data={[...validValues]} value={typed || null} onChange={onChange} searchable clearable />;
  return (
    <TextInput
      {...field}
      type={type === 'date' ? 'date' : 'text'}
      value={typed}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

interface Field {
  readonly label: string;
  readonly error: ReactNode;
  readonly disabled: boolean;
  readonly required: boolean;
}

function YesOrNo(props: Pick<ValueFieldProps, 'value' | 'onChange'> & { readonly field: Field }): JSX.Element {
  const { field, value, onChange } = props;
  return (
    <Select
      {...field}
      data={[
        { value: 'true', label: text.yes },
        { value: 'false', label: text.no },
      ]}
      value={typeof value === 'boolean' ? String(value) : null}
      placeholder={text.notSaid}
      onChange={(chosen) => onChange(chosen === null ? null : chosen === 'true')}
      clearable
    />
  );
}

interface TextsProps {
  readonly field: Field;
  readonly choices: readonly string[];
  readonly value: string[];
  readonly onChange: (value: ModelValue) => void;
}

function Texts({ field, choices, ...values }: TextsProps): JSX.Element {
  if (choices.length === 0) return <TagsInput {...field} {...values} size="xs" acceptValueOnBlur />;
  return <MultiSelect {...field} {...values} data={[...choices]} searchable />;
}
