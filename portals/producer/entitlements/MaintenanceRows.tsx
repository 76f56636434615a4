import { Table } from '@mantine/core';
import type { JSX } from 'react';
import { entitlementsText as text } from '../../messages/en/producer-entitlements.ts';
import { Day } from '../../shared/Day.tsx';
import { EmptyState } from '../../shared/EmptyState.tsx';
import { Key } from '../../shared/Key.tsx';
import { EndDay } from './EndDay.tsx';
import { entitlementPath, type MaintenanceLineItem } from './item-words.ts';
import { RightStateMark } from './RightStateMark.tsx';
import { TickAll, TickOne, type Ticks } from './Ticks.tsx';

const headers = [text.activationId, text.product, text.covers, text.startDate, text.expiration, text.itemState];

interface MaintenanceRowsProps {
  readonly items: readonly MaintenanceLineItem[];
  readonly openKey?: string | undefined;
  readonly ticks: Ticks;
}

/** The maintenance of an entitlement, and what it covers. */
export function MaintenanceRows({ items, openKey, ticks }: MaintenanceRowsProps): JSX.Element {
  if (items.length === 0) return <EmptyState title={text.noMaintenance}>{text.noMaintenanceText}</EmptyState>;
  return (
    <Table className="licet-table" aria-label={text.maintenanceTab}>
      <Table.Thead>
        <Table.Tr>
          <TickAll ticks={ticks} keys={items.map((item) => item.activationId)} />
          {headers.map((header) => (
            <Table.Th key={header}>{header}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {items.map((item) => (
          <MaintenanceRow key={item.activationId} item={item} isOpen={item.activationId === openKey} ticks={ticks} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

interface MaintenanceRowProps {
  readonly item: MaintenanceLineItem;
  readonly isOpen: boolean;
  readonly ticks: Ticks;
}

function MaintenanceRow({ item, isOpen, ticks }: MaintenanceRowProps): JSX.Element {
  const to = entitlementPath(item.entitlementId);
  return (
    <Table.Tr aria-current={isOpen ? 'true' : undefined} bg={isOpen ? 'var(--mantine-color-default-hover)' : undefined}>
      <TickOne ticks={ticks} activationId={item.activationId} />
      <Table.Td data-label={text.activationId}>
        <Key value={item.activationId} to={to} search={{ tab: 'maintenance', item: item.activationId }} />
      </Table.Td>
      <Table.Td data-label={text.product}>{`${item.productName} ${item.productVersion}`}</Table.Td>
      <Table.Td data-label={text.covers}>
        <div>
          {item.covers.map((id) => (
            <div key={id}>
              <Key value={id} to={to} search={{ item: id }} />
            </div>
          ))}
        </div>
      </Table.Td>
      <Table.Td data-label={text.startDate}>
        <Day day={item.startDate} distance={false} />
      </Table.Td>
      <Table.Td data-label={text.expiration}>
        <EndDay item={item} />
      </Table.Td>
      <Table.Td data-label={text.itemState}>
        <RightStateMark state={item.state} />
      </Table.Td>
    </Table.Tr>
  );
}
