import { Button, Group, Table, Text } from '@mantine/core';
import type { JSX, ReactNode } from 'react';
import { entitlementFormsText as text } from '../../../messages/en/producer-entitlements-forms.ts';
import type { ApiProblem } from '../../../shared/api/problem.ts';
import { Mark } from '../../../shared/Mark.tsx';

export interface WishRow {
  readonly key: string;
  /** what it is called, for people who hear the buttons */
  readonly name: string;
  readonly cells: readonly ReactNode[];
  readonly problem: ApiProblem | null;
}

interface WishRowsProps {
  readonly label: string;
  readonly headers: readonly string[];
  /** the header of numbers */
  readonly numbers?: readonly string[];
  readonly rows: readonly WishRow[];
  readonly onChange: (key: string) => void;
  readonly onDuplicate?: (key: string) => void;
  readonly onRemove: (key: string) => void;
}

/** The items of an entitlement that is being written. */
export function WishRows(props: WishRowsProps): JSX.Element {
  const { label, headers, numbers = [], rows } = props;
  const classOf = (header: string): string | undefined => (numbers.includes(header) ? 'licet-number' : undefined);
  return (
    <Table className="licet-table" aria-label={label}>
      <Table.Thead>
        <Table.Tr>
          {headers.map((header) => (
            <Table.Th key={header} className={classOf(header)}>
              {header}
            </Table.Th>
          ))}
          <Table.Td />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.key}>
            {headers.map((header, index) => (
              <Table.Td key={header} data-label={header} className={classOf(header)}>
                <div>
                  {row.cells[index]}
                  {index === 0 && row.problem !== null && <RowProblem problem={row.problem} />}
                </div>
              </Table.Td>
            ))}
            <Table.Td data-wide>
              <RowVerbs {...props} row={row} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function RowProblem({ problem }: { readonly problem: ApiProblem }): JSX.Element {
  return (
    <Text size="xs" component="div">
      <Mark tone="urgent">{text.rowWrong(problem.reasons.length)}</Mark>
    </Text>
  );
}

function RowVerbs(props: WishRowsProps & { readonly row: WishRow }): JSX.Element {
  const { row, onChange, onDuplicate, onRemove } = props;
  return (
    <Group gap={4} justify="flex-end" wrap="nowrap">
      <Button
        size="compact-xs"
        variant="default"
        aria-label={text.changeRow(row.name)}
        onClick={() => onChange(row.key)}
      >
        {text.change}
      </Button>
      {onDuplicate !== undefined && (
        <Button
          size="compact-xs"
          variant="default"
          aria-label={text.duplicateRow(row.name)}
          onClick={() => onDuplicate(row.key)}
        >
          {text.duplicate}
        </Button>
      )}
      <Button
        size="compact-xs"
        variant="default"
        aria-label={text.removeRow(row.name)}
        onClick={() => onRemove(row.key)}
      >
        {text.remove}
      </Button>
    </Group>
  );
}
