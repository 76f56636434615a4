import { Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { JSX, ReactNode } from 'react';
import { entitlementsText as text } from '../../messages/en/producer-entitlements.ts';
import type { ItemOf } from '../../shared/api/call.ts';
import { Instant } from '../../shared/Day.tsx';
import { Key } from '../../shared/Key.tsx';
import { ResourceTable, type ResourceColumn } from '../../shared/ResourceTable.tsx';
import { AccountLink } from '../accounts/AccountLink.tsx';
import { EntitlementDetail } from './EntitlementDetail.tsx';
import { entitlementPath } from './item-words.ts';
import { moreEntitlementFilters } from './more-filters.ts';
import { MaintenanceKeys } from './MaintenanceKeys.tsx';
import { ProductNames } from './ProductNames.tsx';
import { RightStateMark } from './RightStateMark.tsx';
import { useEntitlementFilters } from './use-list-filters.ts';

type Row = ItemOf<'listEntitlements'>;

const accountColumn: ResourceColumn<Row> = {
  key: 'account',
  header: text.account,
  cell: (row) => <AccountLink id={row.accountId} name={row.accountName} />,
};

const columns: readonly ResourceColumn<Row>[] = [
  {
    key: 'entitlementId',
    header: text.entitlementId,
    sort: 'entitlementId',
    cell: ({ entitlementId }) => <Key value={entitlementId} to={entitlementPath(entitlementId)} />,
  },
  accountColumn,
  { key: 'state', header: text.state, cell: (row) => <RightStateMark state={row.state} /> },
  { key: 'bulk', header: text.bulk, cell: () => text.regular },
  { key: 'lineItemCount', header: text.lineItemCount, isNumber: true, cell: (row) => row.lineItemCount },
  { key: 'activationId', header: text.activationId, cell: firstActivationId },
  {
    key: 'product',
    header: text.product,
    cell: ({ firstLineItems: [first] }) =>
      first !== undefined && <ProductNames products={first.productName.split(', ')} />,
  },
  {
    key: 'maintenance',
    header: text.maintenance,
    cell: ({ entitlementId, firstLineItems: [first] }) =>
      first !== undefined && <MaintenanceKeys entitlementId={entitlementId} ids={first.maintenance} />,
  },
  {
    key: 'description',
    header: text.description,
    isHiddenAtFirst: true,
    cell: (row) => row.description,
  },
  {
    key: 'made',
    header: text.made,
    sort: 'createdAt',
    isHiddenAtFirst: true,
    cell: ({ createdAt, createdBy }) => (
      <>
        <Instant at={createdAt} /> {text.madeBy(createdBy)}
      </>
    ),
  },
  {
    key: 'changed',
    header: text.changed,
    isHiddenAtFirst: true,
    cell: ({ updatedAt }) => <Instant at={updatedAt} />,
  },
];

/** A row an entitlement: the newest line item of its first chain stands for all that it folds open to. */
function firstActivationId({ entitlementId, lineItemCount, firstLineItems: [first] }: Row): ReactNode {
  if (first === undefined) return null;
  const { activationId } = first;
  return (
    <>
      <Key value={activationId} to={entitlementPath(entitlementId)} search={{ item: activationId }} />
      {lineItemCount > 1 && (
        <Text size="xs" className="licet-quiet">
          {text.moreItems(lineItemCount - 1)}
        </Text>
      )}
    </>
  );
}

/** The entitlements of everybody, or those of one account. */
export function EntitlementsTable({
  empty,
  accountId,
}: {
  readonly empty: ReactNode;
  readonly accountId?: string;
}): JSX.Element {
  const navigate = useNavigate();
  const filters = useEntitlementFilters({ hasAccount: accountId === undefined });
  return (
    <ResourceTable
      operation="listEntitlements"
      label={text.byOrderTitle}
      columns={accountId === undefined ? columns : columns.filter((column) => column !== accountColumn)}
      filters={filters}
      moreFilters={moreEntitlementFilters}
      rowKey={(row) => row.entitlementId}
      detail={({ entitlementId }) => <EntitlementDetail entitlementId={entitlementId} />}
      onOpen={({ entitlementId }) => void navigate({ to: entitlementPath(entitlementId) })}
      empty={empty}
      {...(accountId === undefined ? {} : { fixedQuery: { accountId } })}
    />
  );
}
