import { Link, useNavigate } from '@tanstack/react-router';
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
import { moreUserFilters } from './more-filters.ts';
import { UserStatusMark } from './UserStatusMark.tsx';

type User = ItemOf<'listUsers'>;

function addressOf(userId: string): string {
  return `/users/${encodeURIComponent(userId)}`;
}

const columns: readonly ResourceColumn<User>[] = [
  {
    key: 'name',
    header: text.name,
    sort: 'lastName',
    cell: ({ userId, firstName, lastName }) => <Link to={addressOf(userId)}>{`${firstName} ${lastName}`.trim()}</Link>,
  },
  {
    key: 'userName',
    header: text.userName,
    sort: 'userName',
    cell: ({ userId, userName }) =>
      userName === null ? (
        <span className="licet-quiet">{text.contact}</span>
      ) : (
        <Key value={userName} to={addressOf(userId)} />
      ),
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

const find: Filter = { name: 'q', label: text.find, kind: 'text', width: 180 };
const status: Filter = {
  name: 'status',
  label: text.status,
  kind: 'choice',
  width: 110,
  choices: userStatuses.map((value) => ({ value, label: text[`status_${value}`] })),
};
const filters: readonly Filter[] = [
  find,
  {
    name: 'accountId',
    label: text.account,
    kind: 'own',
    field: (value, onChange) => <AccountPicker label={text.account} value={value} onChange={onChange} width={180} />,
  },
  status,
  {
    name: 'portal',
    label: text.portal,
    kind: 'choice',
    width: 150,
    choices: [
      { value: 'producer', label: text.portal_producer },
      { value: 'endUser', label: text.portal_endUser },
    ],
  },
  {
    name: 'portalAccess',
    label: text.access,
    kind: 'choice',
    width: 120,
    choices: [
      { value: 'true', label: text.access_user },
      { value: 'false', label: text.access_contact },
    ],
  },
];

interface UsersTableProps {
  /** only those with a place in it */
  readonly accountId?: string;
  /** only those who have it somewhere */
  readonly role?: string;
}

/** People with a place in an account: all of them, those of one account, or those with one role. */
export function UsersTable({ accountId, role }: UsersTableProps): JSX.Element {
  const navigate = useNavigate();
  const asked = { ...(accountId === undefined ? {} : { accountId }), ...(role === undefined ? {} : { role }) };
  const isPart = accountId !== undefined || role !== undefined;
  return (
    <ResourceTable
      operation="listUsers"
      label={text.usersTitle}
      columns={columns}
      filters={isPart ? [find, status] : filters}
      {...(isPart ? {} : { moreFilters: moreUserFilters })}
      rowKey={({ userId }) => userId}
      onOpen={({ userId }) => void navigate({ to: addressOf(userId) })}
      empty={<EmptyState title={text.emptyUsers}>{text.emptyUsersText}</EmptyState>}
      {...(isPart ? { fixedQuery: asked } : {})}
    />
  );
}
