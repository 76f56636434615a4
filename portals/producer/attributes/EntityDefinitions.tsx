import { Button, Group, Skeleton, Table, Text, Title } from '@mantine/core';
import { useState, type JSX } from 'react';
import type { CustomAttributeEntity } from '../../../src/shared/vocabulary.ts';
import { attributesText as text } from '../../messages/en/producer-attributes.ts';
import type { Reason } from '../../shared/api/problem.ts';
import { Mark } from '../../shared/Mark.tsx';
import { ProblemNotice } from '../../shared/ProblemNotice.tsx';
import { Verb } from '../../shared/Verb.tsx';
import { ChangeDefinitionForm, DeleteDefinitionForm } from './DefinitionForms.tsx';
import { useDefinitions, type Definition } from './use-definitions.ts';

interface EntityDefinitionsProps {
  readonly entity: CustomAttributeEntity;
  /** why the one who is signed in cannot change anything here */
  readonly reasonsAgainst: readonly Reason[];
  readonly onAdd: () => void;
}

/** The custom attributes of one entity, in the order in which people see them. */
export function EntityDefinitions({ entity, reasonsAgainst, onAdd }: EntityDefinitionsProps): JSX.Element {
  const { data, error, refetch } = useDefinitions(entity);
  const label = text[`entity_${entity}`];
  return (
    <section aria-label={label}>
      <Group gap="sm" mb={4}>
        <Title order={2}>{label}</Title>
        {reasonsAgainst.length === 0 && (
          <Button variant="subtle" size="compact-sm" onClick={onAdd} aria-label={text.addTo(label)}>
            {text.add}
          </Button>
        )}
      </Group>
      {error !== null && <ProblemNotice problem={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton height={32} />}
      {data?.items.length === 0 && (
        <Text size="sm" className="licet-quiet">
          {text.none}
        </Text>
      )}
      {data !== undefined && data.items.length > 0 && (
        <DefinitionTable label={label} definitions={data.items} reasonsAgainst={reasonsAgainst} />
      )}
    </section>
  );
}

interface DefinitionTableProps {
  readonly label: string;
  readonly definitions: readonly Definition[];
  readonly reasonsAgainst: readonly Reason[];
}

const headers = [text.label, text.name, text.type, text.values, text.required, text.status] as const;

function DefinitionTable({ label, definitions, reasonsAgainst }: DefinitionTableProps): JSX.Element {
  return (
    <Table className="licet-table" aria-label={label}>
      <Table.Thead>
        <Table.Tr>
          {headers.map((header) => (
            <Table.Th key={header}>{header}</Table.Th>
          ))}
          <Table.Th aria-label={text.verbsOf(label)} />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {definitions.map((definition) => (
          <DefinitionRow key={definition.name} definition={definition} reasonsAgainst={reasonsAgainst} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

interface DefinitionRowProps {
  readonly definition: Definition;
  readonly reasonsAgainst: readonly Reason[];
}

function DefinitionRow({ definition, reasonsAgainst }: DefinitionRowProps): JSX.Element {
  const { name, label, description, type, required, status } = definition;
  const [open, setOpen] = useState<'change' | 'delete'>();
  const close = (): void => setOpen(undefined);
  return (
    <Table.Tr>
      <Table.Td data-label={text.label}>
        <div>
          {label}
          {description !== null && (
            <Text size="xs" className="licet-quiet licet-wrap">
              {description}
            </Text>
          )}
        </div>
      </Table.Td>
      <Table.Td data-label={text.name}>
        <span className="licet-key">{name}</span>
      </Table.Td>
      <Table.Td data-label={text.type}>{text[`type_${type}`]}</Table.Td>
      <Table.Td data-label={text.values}>{valuesOf(definition)}</Table.Td>
      <Table.Td data-label={text.required}>{required ? text.required : text.optional}</Table.Td>
      <Table.Td data-label={text.status}>
        <Mark tone={status === 'active' ? 'good' : 'quiet'}>{text[`status_${status}`]}</Mark>
      </Table.Td>
      <Table.Td data-label="">
        <Group gap={6} wrap="nowrap" justify="flex-end">
          <Verb variant="default" size="compact-sm" onClick={() => setOpen('change')} reasonsAgainst={reasonsAgainst}>
            {text.change}
          </Verb>
          <Verb variant="default" size="compact-sm" onClick={() => setOpen('delete')} reasonsAgainst={reasonsAgainst}>
            {text.delete}
          </Verb>
        </Group>
        {open === 'change' && <ChangeDefinitionForm definition={definition} onClose={close} />}
        {open === 'delete' && <DeleteDefinitionForm definition={definition} onClose={close} />}
      </Table.Td>
    </Table.Tr>
  );
}

const valuesShownMax = 6;

function valuesOf({ validValues, maxLength }: Definition): string {
  const shown = validValues.slice(0, valuesShownMax).join(', ');
  const values = validValues.length > valuesShownMax ? text.andOthers(shown, validValues.length) : shown;
  const limits = [values, maxLength === null ? '' : text.atMost(maxLength)].filter(Boolean);
  return limits.length === 0 ? text.anyValue : limits.join('; ');
}
