import type { JSX } from 'react';
import { useMessages, type Messages } from '../../messages/messages.ts';
import type { ItemOf } from '../../shared/api/call.ts';
import { EmptyState } from '../../shared/EmptyState.tsx';
import { Key } from '../../shared/Key.tsx';
import { PageHead } from '../../shared/PageHead.tsx';
import { ResourceTable, type ResourceColumn } from '../../shared/ResourceTable.tsx';
import { useSession } from '../../shared/session.ts';
import { Guarded } from '../../shared/SignedIn.tsx';
import { RightState } from '../RightState.tsx';
import { EndDay } from './EndDay.tsx';
import { ProductNames } from './ProductNames.tsx';

type LineItem = ItemOf<'listLineItems'>;

/** Everything that the accounts of the person own: a row for each activation ID (reference 9.6). */
export function Page(): JSX.Element {
  return (
    <Guarded permission="viewEntitlements">
      <Owned />
    </Guarded>
  );
}

function Owned(): JSX.Element {
  const { customer, general } = useMessages();
  const { accounts } = useSession();
  return (
    <>
      <PageHead title={customer.entitlementsTitle} />
      <ResourceTable
        operation="listLineItems"
        label={customer.entitlementsTitle}
        columns={columnsOf(customer, accounts.length > 1)}
        rowKey={(item) => item.activationId}
        filters={[
          { name: 'q', label: general.find, kind: 'text' },
          {
            name: 'state',
            label: customer.state,
            kind: 'choice',
            choices: (['deployed', 'inactive', 'onHold'] as const).map((value) => ({ value, label: customer[value] })),
          },
        ]}
        empty={<EmptyState title={customer.nothingOwned}>{customer.nothingOwnedText}</EmptyState>}
      />
    </>
  );
}

function columnsOf(customer: Messages['customer'], hasSeveralAccounts: boolean): readonly ResourceColumn<LineItem>[] {
  return [
    { key: 'product', header: customer.product, cell: (item) => <ProductNames item={item} /> },
    { key: 'copies', header: customer.copies, isNumber: true, cell: (item) => item.quantity },
    { key: 'expires', header: customer.expires, sort: 'expirationDate', cell: (item) => <EndDay item={item} /> },
    { key: 'state', header: customer.state, cell: (item) => <RightState right={item} /> },
    {
      key: 'activationId',
      header: customer.activationId,
      sort: 'activationId',
      cell: (item) => <Key value={item.activationId} />,
    },
    {
      key: 'entitlementId',
      header: customer.entitlementId,
      cell: (item) => <Key value={item.entitlementId} to={`/entitlements/${encodeURIComponent(item.entitlementId)}`} />,
    },
    { key: 'maintenance', header: customer.maintenanceOf, cell: (item) => item.maintenance.join(', ') },
    {
      key: 'account',
      header: customer.account,
      cell: (item) => item.accountName,
      isHiddenAtFirst: !hasSeveralAccounts,
    },
  ];
}
