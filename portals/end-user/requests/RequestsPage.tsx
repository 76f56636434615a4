import { List } from '@mantine/core';
import type { JSX } from 'react';
import { useMessages, type Messages } from '../../messages/messages.ts';
import type { ItemOf } from '../../shared/api/call.ts';
import { Day, Instant } from '../../shared/Day.tsx';
import { EmptyState } from '../../shared/EmptyState.tsx';
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
        detail={(request) => <Items request={request} />}
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
