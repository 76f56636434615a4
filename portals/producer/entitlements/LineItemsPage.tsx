import { Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { JSX } from 'react';
import { entitlementsText as text } from '../../messages/en/producer-entitlements.ts';
import { EmptyState } from '../../shared/EmptyState.tsx';
import { Key } from '../../shared/Key.tsx';
import { PageHead } from '../../shared/PageHead.tsx';
import { ResourceTable, type ResourceColumn } from '../../shared/ResourceTable.tsx';
import { Guarded } from '../../shared/SignedIn.tsx';
import { AccountLink } from '../accounts/AccountLink.tsx';
import { EndDay } from './EndDay.tsx';
import { entitlementPath, productName, type LineItem } from './item-words.ts';
import { moreLineItemFilters } from './more-filters.ts';
import { MaintenanceKeys } from './MaintenanceKeys.tsx';
import { ProductNames } from './ProductNames.tsx';
import { RightStateMark } from './RightStateMark.tsx';
import { TypeLetters } from './TypeLetters.tsx';
import { useLineItemFilters } from './use-list-filters.ts';
import { BatchVerbs } from './verbs/BatchVerbs.tsx';

const columns: readonly ResourceColumn<LineItem>[] = [
  {
    key: 'type',
    header: text.licenseType,
    cell: ({ technologies }) => <TypeLetters technologies={technologies} />,
  },
  {
    key: 'activationId',
    header: text.activationId,
    sort: 'activationId',
    cell: ({ activationId, entitlementId, type }) => (
      <>
        <Key value={activationId} to={entitlementPath(entitlementId)} search={{ item: activationId }} />
        {type !== 'new' && (
          <Text component="span" size="xs" className="licet-quiet">
            {' '}
            {text[`kind_${type}`]}
          </Text>
        )}
      </>
    ),
  },
  { key: 'account', header: text.account, cell: (row) => <AccountLink id={row.accountId} name={row.accountName} /> },
  { key: 'product', header: text.product, cell: (row) => <ProductNames products={row.products.map(productName)} /> },
  { key: 'quantity', header: text.quantity, isNumber: true, cell: ({ quantity }) => quantity },
  {
    key: 'expiration',
    header: text.expiration,
    sort: 'expirationDate',
    cell: (row) => <EndDay item={row} />,
  },
  { key: 'state', header: text.itemState, cell: ({ state }) => <RightStateMark state={state} /> },
  {
    key: 'maintenance',
    header: text.maintenance,
    cell: ({ entitlementId, maintenance }) => <MaintenanceKeys entitlementId={entitlementId} ids={maintenance} />,
  },
  {
    key: 'entitlementId',
    header: text.entitlementId,
    isHiddenAtFirst: true,
    cell: ({ entitlementId }) => <Key value={entitlementId} to={entitlementPath(entitlementId)} />,
  },
  { key: 'orderId', header: text.orderId, isHiddenAtFirst: true, cell: ({ orderId }) => orderId },
  { key: 'description', header: text.description, isHiddenAtFirst: true, cell: ({ description }) => description },
];

/** Every unit that a customer can activate, a row for each activation ID. */
export function Page(): JSX.Element {
  const navigate = useNavigate();
  const filters = useLineItemFilters();
  return (
    <Guarded permission="viewEntitlements">
      <PageHead title={text.byItemTitle} />
      <ResourceTable
        operation="listLineItems"
        label={text.byItemTitle}
        columns={columns}
        filters={filters}
        moreFilters={moreLineItemFilters}
        rowKey={({ activationId }) => activationId}
        bulk={(activationIds, clear) => <BatchVerbs activationIds={activationIds} onDone={clear} />}
        onOpen={({ entitlementId, activationId }) =>
          void navigate({ to: entitlementPath(entitlementId), search: { item: activationId } })
        }
        empty={<EmptyState title={text.noItemsTitle}>{text.noItemsText}</EmptyState>}
      />
    </Guarded>
  );
}
