import { Group, List, Stack, Table, Text } from '@mantine/core';
import type { JSX } from 'react';
import { entitlementsText } from '../../../messages/en/producer-entitlements.ts';
import { entitlementVerbsText as text } from '../../../messages/en/producer-entitlements-verbs.ts';
import { Key } from '../../../shared/Key.tsx';
import { Mark } from '../../../shared/Mark.tsx';
import { Remedy } from '../../../shared/ProblemNotice.tsx';
import { sharedReasons } from './batch-reasons.ts';
import { isChanging, type BatchRow } from './batch-rows.ts';
import { fieldWords } from './field-words.ts';
import { useValuesInWords } from './use-values-in-words.ts';

interface BatchPlanProps {
  readonly rows: readonly BatchRow[];
  /** it is over; else it is told what would be */
  readonly isDone: boolean;
}

/** What becomes of each item: before and after, and each reason why some stay as they are once, with those items. */
export function BatchPlan({ rows, isDone }: BatchPlanProps): JSX.Element {
  const changing = rows.filter(isChanging).length;
  const staying = rows.length - changing;
  const told = rows.filter(({ reasons }) => reasons.length === 0);
  return (
    <Stack gap="xs">
      <Text size="sm" role="status">
        {isDone ? text.batchWas(changing) : text.batchWill(changing)}
        {staying > 0 && `; ${text.batchStays(staying)}`}.
      </Text>
      <StayingRows rows={rows} />
      {told.length > 0 && (
        <Table.ScrollContainer minWidth={300} mah={420}>
          <Table className="licet-table" aria-label={text.row}>
            <Table.Tbody>
              {told.map((row) => (
                <OneRow key={row.activationId} row={row} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Stack>
  );
}

function StayingRows({ rows }: Pick<BatchPlanProps, 'rows'>): JSX.Element | null {
  const reasons = sharedReasons(rows);
  if (reasons.length === 0) return null;
  return (
    <List size="sm" spacing={6} aria-label={text.batchStaying}>
      {reasons.map(({ sentence, remedy, activationIds }) => (
        <List.Item key={`${sentence} ${remedy ?? ''}`}>
          <Mark tone="urgent" isSentence>
            {sentence}
          </Mark>
          {remedy !== undefined && <Remedy>{remedy}</Remedy>}
          <Group gap="2px 12px" mt={2}>
            {activationIds.map((activationId) => (
              <Key key={activationId} value={activationId} />
            ))}
          </Group>
        </List.Item>
      ))}
    </List>
  );
}

function OneRow({ row: { activationId, changes } }: { readonly row: BatchRow }): JSX.Element {
  const inWords = useValuesInWords();
  return (
    <Table.Tr>
      <Table.Td data-label={text.row}>
        <Key value={activationId} />
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
          {changes.length === 0 && <span className="licet-quiet">{text.batchUnchanged}</span>}
        </div>
      </Table.Td>
    </Table.Tr>
  );
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return entitlementsText.nothing;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
