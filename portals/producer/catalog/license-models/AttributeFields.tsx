import { Button, Checkbox, CloseButton, Select, Table, TagsInput, Text, TextInput } from '@mantine/core';
import type { JSX } from 'react';
import { attributeTimes, attributeTypes } from '../../../../src/shared/vocabulary.ts';
import { modelsText as text } from '../../../messages/en/producer-license-models.ts';
import { sentences } from '../pickers/sentences.ts';
import { newAttribute, takesValidValues, type AttributeWish } from './attribute-wish.ts';
import { AttributeValueField } from './AttributeValueField.tsx';
import type { ModelFieldsProps } from './model-fields-props.ts';

/** The attributes of a license model, as a table that is typed into. */
export function AttributeFields({ wish, onChange, problem, state = 'draft' }: ModelFieldsProps): JSX.Element {
  const { attributes } = wish;
  const isLocked = state !== 'draft';
  const replace = (row: number, change: Partial<AttributeWish>): void =>
    onChange({ ...wish, attributes: attributes.map((one) => (one.row === row ? { ...one, ...change } : one)) });
  return (
    <>
      {attributes.length > 0 && (
        <Table className="licet-table licet-attributes" aria-label={text.attributes} horizontalSpacing={6}>
          <AttributesHead />
          <Table.Tbody>
            {attributes.map((attribute, index) => (
              <AttributeRow
                key={attribute.row}
                attribute={attribute}
                pointer={`/attributes/${index}`}
                problem={problem}
                isLocked={isLocked}
                onChange={(change) => replace(attribute.row, change)}
                onRemove={() =>
                  onChange({ ...wish, attributes: attributes.filter((one) => one.row !== attribute.row) })
                }
              />
            ))}
          </Table.Tbody>
        </Table>
      )}
      {attributes.length === 0 && isLocked && (
        <Text size="sm" className="licet-quiet">
          {text.noAttributes}
        </Text>
      )}
      {!isLocked && (
        <Button
          variant="default"
          style={{ alignSelf: 'flex-start' }}
          onClick={() => onChange({ ...wish, attributes: [...attributes, newAttribute(attributes)] })}
        >
          {text.addAttribute}
        </Button>
      )}
    </>
  );
}

function AttributesHead(): JSX.Element {
  const heads = [text.attributeName, text.attributeType, text.when, text.value, text.validValues, text.required];
  return (
    <Table.Thead>
      <Table.Tr>
        {heads.map((head) => (
          <Table.Th key={head}>{head}</Table.Th>
        ))}
        <Table.Td />
      </Table.Tr>
    </Table.Thead>
  );
}

interface AttributeRowProps {
  readonly attribute: AttributeWish;
  readonly pointer: string;
  readonly problem: unknown;
  readonly isLocked: boolean;
  readonly onChange: (change: Partial<AttributeWish>) => void;
  readonly onRemove: () => void;
}

function AttributeRow(props: AttributeRowProps): JSX.Element {
  const { attribute, pointer, problem, isLocked, onChange } = props;
  const { name, required } = attribute;
  return (
    <Table.Tr>
      <Table.Td data-label={text.attributeName}>
        <TextInput
          aria-label={text.attributeName}
          value={name}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
          error={sentences(problem, `${pointer}/name`)}
          autoFocus={name === ''}
        />
      </Table.Td>
      <ChoiceCells {...props} />
      <Table.Td data-label={text.value}>
        <AttributeValueField {...props} />
      </Table.Td>
      <Table.Td data-label={text.validValues}>
        <ValidValues {...props} />
      </Table.Td>
      <Table.Td data-label={text.required}>
        <Checkbox
          aria-label={text.requiredOf(name)}
          checked={required}
          onChange={(event) => onChange({ required: event.currentTarget.checked })}
          mt={6}
        />
      </Table.Td>
      <Table.Td>
        {!isLocked && <CloseButton size="sm" mt={2} aria-label={text.removeAttribute(name)} onClick={props.onRemove} />}
      </Table.Td>
    </Table.Tr>
  );
}

function ChoiceCells({ attribute, pointer, problem, isLocked, onChange }: AttributeRowProps): JSX.Element {
  const { name, type, when } = attribute;
  return (
    <>
      <Table.Td data-label={text.attributeType}>
        <Select
          aria-label={`${text.attributeType}: ${name}`}
          data={attributeTypes.map((value) => ({ value, label: text[`type_${value}`] }))}
          value={type}
          onChange={(chosen) => onChange({ type: chosen ?? type, value: '' })}
          error={sentences(problem, `${pointer}/type`)}
          allowDeselect={false}
          disabled={isLocked}
        />
      </Table.Td>
      <Table.Td data-label={text.when}>
        <Select
          aria-label={`${text.when}: ${name}`}
          data={attributeTimes.map((value) => ({ value, label: text[`when_${value}`] }))}
          value={when}
          onChange={(chosen) => onChange({ when: chosen ?? when })}
          error={sentences(problem, `${pointer}/when`)}
          allowDeselect={false}
          disabled={isLocked}
        />
      </Table.Td>
    </>
  );
}

function ValidValues({ attribute, pointer, problem, isLocked, onChange }: AttributeRowProps): JSX.Element {
  const { name, type, validValues } = attribute;
  if (!takesValidValues(type)) return <span className="licet-quiet">{text.anyValue}</span>;
  const errors = [
    sentences(problem, `${pointer}/validValues`),
    ...validValues.map((_, at) => sentences(problem, `${pointer}/validValues/${at}`)),
  ];
  return (
    <TagsInput
      size="xs"
      aria-label={text.validValuesOf(name)}
      placeholder={validValues.length === 0 ? text.addValue : ''}
      value={[...validValues]}
      onChange={(values) => onChange({ validValues: values })}
      error={errors.find((error) => error !== undefined)}
      disabled={isLocked}
    />
  );
}
