import { useNavigate } from '@tanstack/react-router';
import { useState, type JSX } from 'react';
import { accountTypes } from '../../../src/shared/vocabulary.ts';
import { accountsText as text } from '../../messages/en/producer-accounts.ts';
import type { ItemOf } from '../../shared/api/call.ts';
import { Instant } from '../../shared/Day.tsx';
import { EmptyState } from '../../shared/EmptyState.tsx';
import { Key } from '../../shared/Key.tsx';
import { PageHead } from '../../shared/PageHead.tsx';
import type { Filter } from '../../shared/resource-table-state.ts';
import { ResourceTable, type ResourceColumn } from '../../shared/ResourceTable.tsx';
import { Guarded } from '../../shared/SignedIn.tsx';
import { Verb } from '../../shared/Verb.tsx';
import { AccountLink } from './AccountLink.tsx';
import { AccountPicker } from './AccountPicker.tsx';
import { moreAccountFilters } from './more-filters.ts';
import { NewAccountForm } from './NewAccountForm.tsx';
import { useReasonsAgainst } from './reasons-against.ts';

type Account = ItemOf<'listAccounts'>;

const columns: readonly ResourceColumn<Account>[] = [
  { key: 'name', header: text.name, sort: 'name', cell: ({ name }) => name },
  {
    key: 'accountId',
    header: text.accountId,
    sort: 'accountId',
    cell: ({ accountId }) => <Key value={accountId} to={`/accounts/${encodeURIComponent(accountId)}`} />,
  },
  { key: 'type', header: text.type, cell: ({ type }) => text[`type_${type}`] },
  {
    key: 'parents',
    header: text.partOf,
    cell: ({ parents }) => parents.map((id) => <div key={id}>{<AccountLink id={id} />}</div>),
  },
  {
    key: 'place',
    header: text.place,
    cell: ({ address }) => [address['city'], address['country']].filter(Boolean).join(', '),
  },
  {
    key: 'made',
    header: text.made,
    sort: 'createdAt',
    cell: ({ createdAt }) => <Instant at={createdAt} />,
  },
];

const filters: readonly Filter[] = [
  { name: 'q', label: text.find, kind: 'text' },
  {
    name: 'type',
    label: text.type,
    kind: 'choice',
    choices: accountTypes.map((value) => ({ value, label: text[`type_${value}`] })),
  },
  {
    name: 'parentId',
    label: text.partOf,
    kind: 'own',
    field: (value, onChange) => <AccountPicker label={text.partOf} value={value} onChange={onChange} width={200} />,
  },
];

/** Companies and parts of them. */
export function Page(): JSX.Element {
  const navigate = useNavigate();
  const [isMaking, setMaking] = useState(false);
  const reasonsAgainst = useReasonsAgainst('manageAccounts');
  const open = (accountId: string): void => void navigate({ to: `/accounts/${encodeURIComponent(accountId)}` });
  return (
    <Guarded permission="viewAccounts">
      <PageHead title={text.accountsTitle}>
        <Verb onClick={() => setMaking(true)} reasonsAgainst={reasonsAgainst}>
          {text.newAccount}
        </Verb>
      </PageHead>
      <ResourceTable
        operation="listAccounts"
        label={text.accountsTitle}
        columns={columns}
        filters={filters}
        moreFilters={moreAccountFilters}
        rowKey={({ accountId }) => accountId}
        onOpen={({ accountId }) => open(accountId)}
        empty={<EmptyState title={text.emptyAccounts}>{text.emptyAccountsText}</EmptyState>}
      />
      {isMaking && <NewAccountForm onClose={() => setMaking(false)} onMade={open} />}
    </Guarded>
  );
}
