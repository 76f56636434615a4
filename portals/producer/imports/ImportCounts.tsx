import { Table, Text } from '@mantine/core';
import type { JSX } from 'react';
import { importsText } from '../../messages/en/producer-imports.ts';
import { Amount } from './Amount.tsx';
import { outcomes, type ImportSummary } from './import-words.ts';

type Counts = ImportSummary['counts'];

/** How many records became what, by entity and in all; outcomes that never happened are left away. */
export function ImportCounts({ run }: { readonly run: ImportSummary }): JSX.Element {
  const { counts } = run;
  const shown = outcomes.filter((name) => ['records', 'failed'].includes(name) || counts[name] > 0);
  return (
    <Table.ScrollContainer minWidth={300} maw="60rem">
      <Table className="licet-table" aria-label={importsText.countsTitle}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{importsText.entity}</Table.Th>
            {shown.map((name) => (
              <Table.Th key={name} className="licet-number">
                {importsText.counts[name]}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {Object.entries(counts.entities).map(([entity, some]) => (
            <Row key={entity} name={entity} counts={some} shown={shown} />
          ))}
          <Row name={importsText.all} counts={counts} shown={shown} isTotal />
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

interface RowProps {
  readonly name: string;
  readonly counts: Omit<Counts, 'entities'>;
  readonly shown: readonly (typeof outcomes)[number][];
  readonly isTotal?: boolean;
}

function Row({ name, counts, shown, isTotal = false }: RowProps): JSX.Element {
  return (
    <Table.Tr fw={isTotal ? 600 : undefined}>
      <Table.Td data-wide>
        <Text size="sm" component="span" fw={isTotal ? 600 : 500}>
          {name}
        </Text>
      </Table.Td>
      {shown.map((outcome) => (
        <Table.Td key={outcome} className="licet-number" data-label={importsText.counts[outcome]}>
          <Amount count={counts[outcome]} isBad={outcome === 'failed'} />
        </Table.Td>
      ))}
    </Table.Tr>
  );
}
