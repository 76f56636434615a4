import { useNavigate } from '@tanstack/react-router';
import type { JSX } from 'react';
import { userStatuses } from '../../../src/shared/vocabulary.ts';
import { accountsText as text } from '../../messages/en/producer-accounts.ts';
import type { ItemOf } from '../../shared/api/call.ts';
import { Instant } from '../../shared/Day.tsx';
import { EmptyState } from '../../shared/EmptyState.tsx';
import { Key } from '../../shared/Key.tsx';
import type { Filter } from '../../shared/resource-table-state.ts';
import { ResourceTable, type ResourceColumn } from '../../shared/ResourceTable.tsx';
import { AccountPicker } from './AccountPicker.tsx';
import { MembershipLines } from './MembershipLines.tsx';
import { UserStatusMark } from './UserStatusMark.tsx';

type User = ItemOf<'listUsers'>;

const columns: readonly ResourceColumn<User>[] = [
  {
    key: 'name',
    header: text.name,
    sort: 'lastName',
    cell: ({ firstName, lastName }) => `${firstName} ${lastName}`.trim(),
  },
  {
    key: 'userName',
    header: text.userName,
    sort: 'userName',
    cell: ({ userId, userName }) => <Key value={userName} to={`/users/${encodeURIComponent(userId)}`} />,
  },
  {
    key: 'memberships',
    header: text.memberships,
    cell: ({ memberships }) => <MembershipLines memberships={memberships} />,
  },
  { key: 'status', header: text.status, cell: (user) => <UserStatusMark user={user} /> },
  { key: 'lastSignIn', header: text.lastSignIn, cell: ({ lastSignInAt }) => <Instant at={lastSignInAt} /> },
  {
    key: 'email',
    header: text.email,
    isHiddenAtFirst: true,
    cell: ({ email }) => <a href={`mailto:${email}`}>{email}</a>,
  },
  {
    key: 'made',
    header: text.made,
    sort: 'createdAt',
    isHiddenAtFirst: true,
    cell: ({ createdAt }) => <Instant at={createdAt} />,
  },
];

const find: Filter = { name: 'q', label: text.find, kind: 'text' };
const status: Filter = {
  name: 'status',
  label: text.status,
  kind: 'choice',
  choices: userStatuses.map((value) => ({ value, label: text[`status_${value}`] })),
};
const filters: readonly Filter[] = [
  find,
  {
    name: 'accountId',
    label: text.account,
    kind: 'own',
    field: (value, onChange) => <AccountPicker label={text.account} value={value} onChange={onChange} width={200} />,
  },
  status,
  {
    name: 'portal',
    label: text.portal,
    kind: 'choice',
    choices: [
      { value: 'producer', label: text.portal_producer },
      { value: 'endUser', label: text.portal_endUser },
    ],
  },
];

/** People with a place in an account: all of them, or those of one account. */
export function UsersTable({ accountId }: { readonly accountId?: string }): JSX.Element {
  const navigate = useNavigate();
  return (
    <ResourceTable
      operation="listUsers"
      label={text.usersTitle}
      columns={columns}
      filters={accountId === undefined ? filters : [find, status]}
      rowKey={({ userId }) => userId}
      onOpen={({ userId }) => void navigate({ to: `/users/${encodeURIComponent(userId)}` })}
      empty={<EmptyState title={text.emptyUsers}>{text.emptyUsersText}</EmptyState>}
      {...(accountId === undefined ? {} : { fixedQuery: { accountId } })}
    />
  );
}
