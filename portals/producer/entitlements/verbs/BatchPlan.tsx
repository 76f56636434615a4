import { Stack, Table, Text } from '@mantine/core';
import type { JSX } from 'react';
import { entitlementsText } from '../../../messages/en/producer-entitlements.ts';
import { entitlementVerbsText as text } from '../../../messages/en/producer-entitlements-verbs.ts';
import { Key } from '../../../shared/Key.tsx';
import { Mark } from '../../../shared/Mark.tsx';
import { Reasons } from '../../../shared/ProblemNotice.tsx';
import type { BatchRow } from './batch-rows.ts';
import { fieldWords } from './field-words.ts';
import { useValuesInWords } from './use-values-in-words.ts';

interface BatchPlanProps {
  readonly rows: readonly BatchRow[];
  /** it is over; else it is told what would be */
  readonly isDone: boolean;
}

/** What becomes of each item: before and after, or the reasons why it stays as it is. */
export function BatchPlan({ rows, isDone }: BatchPlanProps): JSX.Element {
  const staying = rows.filter(({ reasons }) => reasons.length > 0).length;
  const changing = rows.length - staying;
  return (
    <Stack gap="xs">
      <Text size="sm" role="status">
        {isDone ? text.batchWas(changing) : text.batchWill(changing)}
        {staying > 0 && `; ${text.batchStays(staying)}`}.
      </Text>
      <Table.ScrollContainer minWidth={300} mah={420}>
        <Table className="licet-table" aria-label={text.row}>
          <Table.Tbody>
            {rows.map((row) => (
              <OneRow key={row.activationId} row={row} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Stack>
  );
}

function OneRow({ row: { activationId, changes, reasons } }: { readonly row: BatchRow }): JSX.Element {
  const inWords = useValuesInWords();
  return (
    <Table.Tr>
      <Table.Td data-label={text.row}>
        <div>
          {reasons.length > 0 && <Mark tone="urgent"> </Mark>}
          <Key value={activationId} />
        </div>
      </Table.Td>
      <Table.Td data-label={text.after}>
        <div>
          {changes.map(([field, before, after]) => (
            <div key={field}>
              <span className="licet-quiet">
                {field === 'state' ? entitlementsText.state : (fieldWords[field] ?? field)}:{' '}
                {shown(inWords(field, before))}
              </span>{' '}
              <span aria-label="becomes">→</span> {shown(inWords(field, after))}
            </div>
          ))}
          {reasons.length > 0 && <Reasons reasons={reasons} />}
          {changes.length === 0 && reasons.length === 0 && <span className="licet-quiet">{text.batchUnchanged}</span>}
        </div>
      </Table.Td>
    </Table.Tr>
  );
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return entitlementsText.nothing;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
