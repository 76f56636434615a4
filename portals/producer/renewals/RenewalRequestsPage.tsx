import { SegmentedControl } from '@mantine/core';
import type { JSX } from 'react';
import { renewalsText as text } from '../../messages/en/producer-renewals.ts';
import type { ItemOf } from '../../shared/api/call.ts';
import { Day, Instant } from '../../shared/Day.tsx';
import { EmptyState } from '../../shared/EmptyState.tsx';
import { Mark } from '../../shared/Mark.tsx';
import { PageHead } from '../../shared/PageHead.tsx';
import { ResourceTable, type ResourceColumn } from '../../shared/ResourceTable.tsx';
import type { Filter } from '../../shared/resource-table-state.ts';
import { useUrlState } from '../../shared/search-text.ts';
import { Guarded } from '../../shared/SignedIn.tsx';
import { AccountLink } from '../accounts/AccountLink.tsx';
import { RequestPanel } from './RequestPanel.tsx';

type Request = ItemOf<'listRenewalRequests'>;

const columns: readonly ResourceColumn<Request>[] = [
  { key: 'requestedAt', header: text.requested, cell: ({ requestedAt }) => <Instant at={requestedAt} /> },
  {
    key: 'account',
    header: text.account,
    cell: ({ accountId, accountName }) => <AccountLink id={accountId} name={accountName} />,
  },
  { key: 'by', header: text.by, cell: ({ requestedBy }) => requestedBy.name },
  { key: 'items', header: text.asksFor, cell: asked },
  { key: 'earliest', header: text.earliest, cell: ({ items }) => <Day day={earliest(items)} /> },
  { key: 'note', header: text.note, cell: ({ note }) => note },
  {
    key: 'status',
    header: text.status,
    cell: ({ status }) => (
      <Mark tone={status === 'open' ? 'soon' : 'good'}>{status === 'open' ? text.open : text.closed}</Mark>
    ),
  },
];

const filters: readonly Filter[] = [{ name: 'requestedFrom', label: text.requestedFrom, kind: 'day' }];

function asked({ items }: Request): JSX.Element {
  const products = [...new Set(items.map(({ productName }) => productName))];
  return (
    <>
      {text.items(items.length)} <span className="licet-quiet">{products.join(', ')}</span>
    </>
  );
}

function earliest(items: Request['items']): string | null {
  return items.map(({ expirationDate }) => expirationDate).toSorted()[0] ?? null;
}

/** Who asks for the renewal of what. Open requests come first to mind, so they are shown unless others are wanted. */
export function Page(): JSX.Element {
  const { search, setSearch } = useUrlState();
  const status = search['status'] ?? 'open';
  const requestId = search['request'];
  return (
    <Guarded permission="viewEntitlements">
      <PageHead title={text.title}>
        <SegmentedControl
          aria-label={text.which}
          value={status}
          onChange={(value) => setSearch({ status: value === 'open' ? undefined : value, cursor: undefined })}
          data={[
            { value: 'open', label: text.open },
            { value: 'closed', label: text.closed },
            { value: 'all', label: text.all },
          ]}
        />
      </PageHead>
      <ResourceTable
        operation="listRenewalRequests"
        {...(status === 'all' ? {} : { fixedQuery: { status } })}
        label={text.title}
        columns={columns}
        filters={filters}
        rowKey={({ renewalRequestId }) => renewalRequestId}
        openKey={requestId}
        onOpen={({ renewalRequestId }) => setSearch({ request: renewalRequestId })}
        empty={<EmptyState title={text.emptyTitle}>{text.emptyText}</EmptyState>}
      />
      {requestId !== undefined && (
        <RequestPanel
          key={requestId}
          renewalRequestId={requestId}
          onClose={() => setSearch({ request: undefined }, { replace: true })}
        />
      )}
    </Guarded>
  );
}
