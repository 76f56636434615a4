import { Stack } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { JSX } from 'react';
import { entitlementsText as text } from '../../messages/en/producer-entitlements.ts';
import { maintenanceText } from '../../messages/en/producer-maintenance.ts';
import type { ItemOf } from '../../shared/api/call.ts';
import { Day } from '../../shared/Day.tsx';
import { EmptyState } from '../../shared/EmptyState.tsx';
import { Key } from '../../shared/Key.tsx';
import { PageHead } from '../../shared/PageHead.tsx';
import { ResourceTable, type ResourceColumn } from '../../shared/ResourceTable.tsx';
import { Guarded } from '../../shared/SignedIn.tsx';
import { AccountLink } from '../accounts/AccountLink.tsx';
import { EndDay } from './EndDay.tsx';
import { entitlementPath } from './item-words.ts';
import { moreMaintenanceFilters } from './more-filters.ts';
import { RightStateMark } from './RightStateMark.tsx';
import { useMaintenanceFilters } from './use-list-filters.ts';
import { BatchVerbs } from './verbs/BatchVerbs.tsx';

type Row = ItemOf<'listMaintenanceLineItems'>;

const placeOf = ({ entitlementId, activationId }: Row) => ({
  to: entitlementPath(entitlementId),
  search: { tab: 'maintenance', item: activationId },
});

const columns: readonly ResourceColumn<Row>[] = [
  {
    key: 'activationId',
    header: text.activationId,
    sort: 'activationId',
    cell: (row) => <Key value={row.activationId} {...placeOf(row)} />,
  },
  { key: 'account', header: text.account, cell: (row) => <AccountLink id={row.accountId} name={row.accountName} /> },
  { key: 'product', header: text.product, cell: (row) => `${row.productName} ${row.productVersion}` },
  {
    key: 'covers',
    header: maintenanceText.covers,
    cell: ({ entitlementId, covers }) => (
      <Stack gap={6}>
        {covers.map((id) => (
          <div key={id}>
            <Key value={id} to={entitlementPath(entitlementId)} search={{ item: id }} />
          </div>
        ))}
      </Stack>
    ),
  },
  { key: 'start', header: maintenanceText.start, cell: ({ startDate }) => <Day day={startDate} /> },
  { key: 'expiration', header: text.expiration, sort: 'expirationDate', cell: (row) => <EndDay item={row} /> },
  { key: 'state', header: text.itemState, cell: ({ state }) => <RightStateMark state={state} /> },
  {
    key: 'entitlementId',
    header: text.entitlementId,
    isHiddenAtFirst: true,
    cell: ({ entitlementId }) => <Key value={entitlementId} to={entitlementPath(entitlementId)} />,
  },
  { key: 'orderId', header: text.orderId, isHiddenAtFirst: true, cell: ({ orderId }) => orderId },
];

/** Every maintenance, a row for each activation ID. */
export function Page(): JSX.Element {
  const navigate = useNavigate();
  const filters = useMaintenanceFilters();
  return (
    <Guarded permission="viewEntitlements">
      <PageHead title={maintenanceText.title} />
      <ResourceTable
        operation="listMaintenanceLineItems"
        label={maintenanceText.title}
        columns={columns}
        filters={filters}
        moreFilters={moreMaintenanceFilters}
        rowKey={({ activationId }) => activationId}
        bulk={(activationIds, clear) => (
          <BatchVerbs activationIds={activationIds} maintenance={new Set(activationIds)} onDone={clear} />
        )}
        onOpen={(row) => void navigate(placeOf(row))}
        empty={<EmptyState title={maintenanceText.emptyTitle}>{maintenanceText.emptyText}</EmptyState>}
      />
    </Guarded>
  );
}
