import { Link, useNavigate } from '@tanstack/react-router';
import type { JSX } from 'react';
import { roleKinds } from '../../../src/shared/vocabulary.ts';
import { rolesText as text } from '../../messages/en/producer-roles.ts';
import type { ItemOf } from '../../shared/api/call.ts';
import { EmptyState } from '../../shared/EmptyState.tsx';
import { PageHead } from '../../shared/PageHead.tsx';
import type { Filter } from '../../shared/resource-table-state.ts';
import { ResourceTable, type ResourceColumn } from '../../shared/ResourceTable.tsx';
import { useUrlState } from '../../shared/search-text.ts';
import { Guarded } from '../../shared/SignedIn.tsx';
import { Verb } from '../../shared/Verb.tsx';
import { permissionsOf } from './permission-groups.ts';
import { useReasonsAgainstManaging } from './reasons-against.ts';
import { RoleLimits } from './RoleLimits.tsx';
import { NewRoleForm } from './RoleForms.tsx';

type Role = ItemOf<'listRoles'>;

function addressOf({ name }: Pick<Role, 'name'>): string {
  return `/roles/${encodeURIComponent(name)}`;
}

const columns: readonly ResourceColumn<Role>[] = [
  { key: 'name', header: text.name, cell: (role) => <Link to={addressOf(role)}>{role.name}</Link> },
  { key: 'kind', header: text.kind, cell: ({ kind }) => text[`kind_${kind}`] },
  { key: 'origin', header: text.origin, cell: ({ builtIn }) => (builtIn ? text.builtIn : text.own) },
  {
    key: 'permissions',
    header: text.permissions,
    isNumber: true,
    cell: ({ kind, permissions }) => {
      const possible = permissionsOf(kind);
      const given = possible.filter((permission) => permissions.includes(permission));
      return text.permissionCount(given.length, possible.length);
    },
  },
  { key: 'accounts', header: text.accounts, cell: (role) => <RoleLimits role={role} /> },
];

const filters: readonly Filter[] = [
  { name: 'q', label: text.find, kind: 'text' },
  {
    name: 'kind',
    label: text.kind,
    kind: 'choice',
    choices: roleKinds.map((value) => ({ value, label: text[`kind_${value}`] })),
  },
];

/** Named sets of permissions. */
export function Page(): JSX.Element {
  const navigate = useNavigate();
  const { search, setSearch } = useUrlState();
  const reasonsAgainst = useReasonsAgainstManaging();
  return (
    <Guarded permission="viewRoles">
      <PageHead title={text.title}>
        <Verb onClick={() => setSearch({ new: '1' })} reasonsAgainst={reasonsAgainst}>
          {text.newTitle}
        </Verb>
      </PageHead>
      <ResourceTable
        operation="listRoles"
        label={text.title}
        columns={columns}
        filters={filters}
        rowKey={({ name }) => name}
        onOpen={(role) => void navigate({ to: addressOf(role) })}
        empty={<EmptyState title={text.empty}>{text.emptyText}</EmptyState>}
      />
      {search['new'] !== undefined && reasonsAgainst.length === 0 && (
        <NewRoleForm onClose={() => setSearch({ new: undefined }, { replace: true })} />
      )}
    </Guarded>
  );
}
