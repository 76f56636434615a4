import { List, Stack } from '@mantine/core';
import type { JSX } from 'react';
import { useMessages, type Messages } from '../../messages/messages.ts';
import type { ItemOf } from '../../shared/api/call.ts';
import { Day, Instant } from '../../shared/Day.tsx';
import { EmptyState } from '../../shared/EmptyState.tsx';
import { Facts } from '../../shared/Facts.tsx';
import { Mark } from '../../shared/Mark.tsx';
import { PageHead } from '../../shared/PageHead.tsx';
import { ResourceTable, type ResourceColumn } from '../../shared/ResourceTable.tsx';
import { Guarded } from '../../shared/SignedIn.tsx';

type RenewalRequest = ItemOf<'listRenewalRequests'>;

/** The renewals that people of the accounts have asked for, and what became of them. */
export function Page(): JSX.Element {
  const { customer } = useMessages();
  return (
    <Guarded permission="viewExpiringEntitlements">
      <PageHead title={customer.requestsTitle} />
      <ResourceTable
        operation="listRenewalRequests"
        label={customer.requestsTitle}
        columns={columnsOf(customer)}
        rowKey={(request) => request.renewalRequestId}
        empty={<EmptyState title={customer.noRequests}>{customer.noRequestsText}</EmptyState>}
        detail={(request) => <Detail request={request} />}
      />
    </Guarded>
  );
}

function columnsOf(customer: Messages['customer']): readonly ResourceColumn<RenewalRequest>[] {
  return [
    { key: 'requestedAt', header: customer.requestedAt, cell: (request) => <Instant at={request.requestedAt} /> },
    { key: 'requestedBy', header: customer.requestedBy, cell: (request) => request.requestedBy.name },
    { key: 'account', header: customer.account, cell: (request) => request.accountName },
    { key: 'items', header: customer.items, isNumber: true, cell: (request) => request.items.length },
    {
      key: 'status',
      header: customer.status,
      cell: (request) => <Mark tone={request.status === 'open' ? 'soon' : 'good'}>{customer[request.status]}</Mark>,
    },
  ];
}

/** What was asked for, in which words, and what the supplier answered. */
function Detail({ request }: { readonly request: RenewalRequest }): JSX.Element {
  const { customer } = useMessages();
  const { note, closedAt, closeReason } = request;
  return (
    <Stack gap="xs" pb="sm">
      <Items request={request} />
      <Facts
        facts={[
          [customer.ownNote, note],
          [customer.closedAt, closedAt === null ? null : <Instant key="closed" at={closedAt} />],
          [customer.closeReason, closeReason],
        ]}
      />
    </Stack>
  );
}

function Items({ request }: { readonly request: RenewalRequest }): JSX.Element {
  return (
    <List size="sm">
      {request.items.map((item) => (
        <List.Item key={item.activationId}>
          {item.productName} <span className="licet-key">{item.activationId}</span> <Day day={item.expirationDate} />
        </List.Item>
      ))}
    </List>
  );
}
