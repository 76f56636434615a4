import { Checkbox, NumberInput, Select, SimpleGrid, Stack, Switch, Textarea, TextInput } from '@mantine/core';
import type { JSX } from 'react';
import { customAttributeEntities, customAttributeTypes } from '../../../src/shared/vocabulary.ts';
import { attributesText as text } from '../../messages/en/producer-attributes.ts';
import { sentencesAt } from '../../shared/api/problem.ts';
import { takesValues, type DefinitionWish } from './definition-wish.ts';

interface DefinitionFieldsProps {
  readonly wish: DefinitionWish;
  readonly onChange: (wish: DefinitionWish) => void;
  readonly problem: unknown;
}

/** What makes a definition what it is, and stays: what it is of, its name and its type. */
export function FixedFields({ wish, onChange, problem }: DefinitionFieldsProps): JSX.Element {
  return (
    <Stack gap="xs">
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" verticalSpacing="xs">
        <Select
          label={text.entity}
          data={customAttributeEntities.map((value) => ({ value, label: text[`entity_${value}`] }))}
          value={wish.entity}
          allowDeselect={false}
          onChange={(chosen) =>
            onChange({ ...wish, entity: customAttributeEntities.find((known) => known === chosen) ?? wish.entity })
          }
          error={sentencesAt(problem, '/entity', text.entity)}
        />
        <Select
          label={text.type}
          description={text.typeHint}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          data={customAttributeTypes.map((value) => ({ value, label: text[`type_${value}`] }))}
          value={wish.type}
          allowDeselect={false}
          onChange={(chosen) =>
            onChange({ ...wish, type: customAttributeTypes.find((known) => known === chosen) ?? wish.type })
          }
          error={sentencesAt(problem, '/type', text.type)}
        />
      </SimpleGrid>
      <TextInput
        label={text.name}
        description={text.nameHint}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={wish.name}
        onChange={(event) => onChange({ ...wish, name: event.currentTarget.value })}
        error={sentencesAt(problem, '/name', text.name)}
        autoComplete="off"
        required
        data-autofocus
      />
    </Stack>
  );
}

/** What can be changed of a definition at any time. */
export function DefinitionFields(props: DefinitionFieldsProps): JSX.Element {
  const { wish, onChange, problem } = props;
  return (
    <Stack gap="xs">
      <TextInput
        label={text.label}
        description={text.labelHint}
        value={wish.label}
        placeholder={wish.name}
        onChange={(event) => onChange({ ...wish, label: event.currentTarget.value })}
        error={sentencesAt(problem, '/label', text.label)}
      />
      <Textarea
        label={text.description}
        description={text.descriptionHint}
        value={wish.description}
        onChange={(event) => onChange({ ...wish, description: event.currentTarget.value })}
        error={sentencesAt(problem, '/description', text.description)}
        autosize
      />
      <Checkbox
        label={text.required}
        description={text.requiredHint}
        checked={wish.required}
        onChange={(event) => onChange({ ...wish, required: event.currentTarget.checked })}
      />
      <Limits {...props} />
      <NumberInput
        label={text.position}
        description={text.positionHint}
        value={wish.position}
        onChange={(position) => onChange({ ...wish, position })}
        allowDecimal={false}
        allowNegative={false}
        error={sentencesAt(problem, '/position', text.position)}
        maw={200}
      />
      <Switch
        label={wish.isActive ? text.status_active : text.status_inactive}
        description={text.statusHint}
        checked={wish.isActive}
        onChange={(event) => onChange({ ...wish, isActive: event.currentTarget.checked })}
      />
    </Stack>
  );
}

function Limits({ wish, onChange, problem }: DefinitionFieldsProps): JSX.Element {
  return (
    <>
      {takesValues(wish.type) && (
        <Textarea
          label={text.validValues}
          description={text.validValuesHint}
          value={wish.validValues}
          onChange={(event) => onChange({ ...wish, validValues: event.currentTarget.value })}
          error={valuesErrorAt(problem)}
          autosize
          minRows={2}
        />
      )}
      {wish.type === 'text' && (
        <NumberInput
          label={text.maxLength}
          description={text.maxLengthHint}
          value={wish.maxLength}
          onChange={(maxLength) => onChange({ ...wish, maxLength })}
          allowDecimal={false}
          allowNegative={false}
          error={sentencesAt(problem, '/maxLength', text.maxLength)}
          maw={200}
        />
      )}
    </>
  );
}

const valuesMax = 500;

// The values stand in one field: the first one that is wrong is told.
function valuesErrorAt(problem: unknown): string | undefined {
  const pointers = ['/validValues', ...Array.from({ length: valuesMax }, (_, index) => `/validValues/${index}`)];
  return pointers.flatMap((pointer) => sentencesAt(problem, pointer, text.validValues) ?? [])[0];
}
