import { Button, Stack, Table, Text } from '@mantine/core';
import { useState, type JSX } from 'react';
import { producerJobs } from '../../messages/en/producer-jobs.ts';
import { Day } from '../../shared/Day.tsx';
import { useFormat } from '../../shared/days.ts';
import { Key } from '../../shared/Key.tsx';
import { useMay } from '../../shared/session.ts';
import type { PreviewItem } from './use-preview.ts';

const texts = producerJobs.preview;
const shownAtFirst = 10;
const moreAtOnce = 100;

/** What an email lists, the most urgent first; long lists are shown part by part. */
export function ListedItems({ listed }: { readonly listed: PreviewItem['listed'] }): JSX.Element | null {
  const [count, setCount] = useState(shownAtFirst);
  const format = useFormat();
  const [first] = listed;
  if (first === undefined) return null;
  const hidden = listed.length - count;
  return (
    <Stack gap={4} align="flex-start">
      <Text size="sm">
        {texts.listed(listed.length)}.{' '}
        {texts.mostUrgent(first.activationId, format.daysFromToday(first.expirationDate) < 0)}{' '}
        <Day day={first.expirationDate} />.
      </Text>
      <Table className="licet-table" aria-label={texts.listed(listed.length)}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{texts.item}</Table.Th>
            <Table.Th>{texts.ends}</Table.Th>
            <Table.Th className="licet-number">{texts.copies}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {listed.slice(0, count).map((item) => (
            <ListedRow key={`${item.activationId} ${item.expirationDate}`} item={item} />
          ))}
        </Table.Tbody>
      </Table>
      {hidden > 0 && (
        <Button variant="default" onClick={() => setCount(count + moreAtOnce)}>
          {texts.moreListed(Math.min(hidden, moreAtOnce))}
        </Button>
      )}
    </Stack>
  );
}

function ListedRow({ item }: { readonly item: PreviewItem['listed'][number] }): JSX.Element {
  const format = useFormat();
  const may = useMay();
  const isLed = item.kind === 'lineItem' && may('viewEntitlements');
  return (
    <Table.Tr>
      <Table.Td data-label={texts.item}>
        <Key value={item.activationId} {...(isLed ? { to: '/line-items', search: { q: item.activationId } } : {})} />
      </Table.Td>
      <Table.Td data-label={texts.ends}>
        <Day day={item.expirationDate} />
      </Table.Td>
      <Table.Td data-label={texts.copies} className="licet-number">
        {item.quantity === null ? texts.maintenance : format.number(item.quantity)}
      </Table.Td>
    </Table.Tr>
  );
}
