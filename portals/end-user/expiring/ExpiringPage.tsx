import { Button, Modal } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useMessages, type Messages } from '../../messages/messages.ts';
import type { ItemOf } from '../../shared/api/call.ts';
import { Day } from '../../shared/Day.tsx';
import { EmptyState } from '../../shared/EmptyState.tsx';
import { Key } from '../../shared/Key.tsx';
import { PageHead } from '../../shared/PageHead.tsx';
import { ResourceTable, type ResourceColumn } from '../../shared/ResourceTable.tsx';
import type { Filter } from '../../shared/resource-table-state.ts';
import { useSession } from '../../shared/session.ts';
import { Guarded } from '../../shared/SignedIn.tsx';
import { RenewalRequestForm } from './RenewalRequestForm.tsx';
import { RequestMark } from './RequestMark.tsx';
import { Urgency } from './Urgency.tsx';

type Item = ItemOf<'listExpiringEntitlements'>;

/** *Expiring Entitlements* (reference 9.6): what has to be renewed, fewest days first, and the way to ask for it. */
export function Page(): JSX.Element {
  return (
    <Guarded permission="viewExpiringEntitlements">
      <Expiring />
    </Guarded>
  );
}

function Expiring(): JSX.Element {
  const { customer } = useMessages();
  const { accounts } = useSession();
  const [wanted, setWanted] = useState<Wanted>(nothing);
  const close = (): void => setWanted(nothing);
  return (
    <>
      <PageHead title={customer.expiringTitle} />
      <ResourceTable
        operation="listExpiringEntitlements"
        label={customer.expiringTitle}
        columns={columnsOf(customer, accounts.length > 1)}
        rowKey={(item) => item.activationId}
        filters={filtersOf(customer, accounts)}
        empty={<EmptyState title={customer.nothingExpires}>{customer.nothingExpiresText}</EmptyState>}
        reasonAgainstTicking={(item) => reasonAgainstAsking(item, customer)}
        bulk={(keys, clear) => (
          <Button onClick={() => setWanted({ keys, clear })}>{customer.requestRenewal(keys.length)}</Button>
        )}
      />
      <Modal opened={wanted.keys.length > 0} onClose={close} title={customer.requestTitle} size="lg">
        <RenewalRequestForm activationIds={wanted.keys} onDone={wanted.clear} onClose={close} />
      </Modal>
    </>
  );
}

interface Wanted {
  readonly keys: readonly string[];
  /** takes the ticks away, when they were asked for */
  readonly clear: () => void;
}

const nothing: Wanted = { keys: [], clear: () => undefined };

type Texts = Messages['customer'];

/** Why an item cannot be asked for, by the server's rule: it waits for an answer, or takes care of itself. */
function reasonAgainstAsking({ request, renewsItself }: Item, customer: Texts): string | undefined {
  if (request?.status === 'open') return customer.open;
  return renewsItself ? customer.renewsItself : undefined;
}

function columnsOf(customer: Texts, hasSeveralAccounts: boolean): readonly ResourceColumn<Item>[] {
  const columns: readonly ResourceColumn<Item>[] = [
    { key: 'days', header: customer.daysLeft, cell: (item) => <Urgency item={item} /> },
    { key: 'product', header: customer.product, cell: (item) => item.productName },
    { key: 'kind', header: customer.kind, cell: (item) => customer[item.kind] },
    { key: 'copies', header: customer.copies, isNumber: true, cell: (item) => item.quantity ?? '' },
    { key: 'expires', header: customer.expires, cell: (item) => <Day day={item.expirationDate} distance={false} /> },
    {
      key: 'activationId',
      header: customer.activationId,
      cell: (item) => <Key value={item.activationId} to={`/entitlements/${encodeURIComponent(item.entitlementId)}`} />,
    },
    {
      key: 'account',
      header: customer.account,
      cell: (item) => item.accountName,
      isHiddenAtFirst: !hasSeveralAccounts,
    },
    { key: 'requested', header: customer.requested, cell: (item) => <RequestMark item={item} /> },
  ];
  return columns;
}

function filtersOf(
  customer: Texts,
  accounts: readonly { readonly accountId: string; readonly name: string }[],
): readonly Filter[] {
  const choice = (value: 'lineItem' | 'maintenance' | 'critical' | 'window' | 'lookAhead') => ({
    value,
    label: customer[value],
  });
  return [
    { name: 'q', label: customer.product, kind: 'text' },
    { name: 'kind', label: customer.kind, kind: 'choice', choices: [choice('lineItem'), choice('maintenance')] },
    {
      name: 'urgency',
      label: customer.urgency,
      kind: 'choice',
      choices: [choice('critical'), choice('window'), choice('lookAhead')],
    },
    {
      name: 'expired',
      label: customer.alsoExpired,
      kind: 'choice',
      usual: 'false',
      choices: [
        { value: 'false', label: customer.withoutExpired },
        { value: 'true', label: customer.withExpired },
      ],
    },
    ...(accounts.length > 1
      ? [
          {
            name: 'accountId',
            label: customer.account,
            kind: 'choice' as const,
            choices: accounts.map(({ accountId, name }) => ({ value: accountId, label: name })),
          },
        ]
      : []),
  ];
}
