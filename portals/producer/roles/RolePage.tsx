import { Skeleton, Tabs, Text } from '@mantine/core';
import { useState, type JSX } from 'react';
import { rolesText as text } from '../../messages/en/producer-roles.ts';
import { useApi } from '../../shared/api/queries.ts';
import { Facts } from '../../shared/Facts.tsx';
import { PageHead } from '../../shared/PageHead.tsx';
import { ProblemNotice } from '../../shared/ProblemNotice.tsx';
import { usePathPart, useUrlState } from '../../shared/search-text.ts';
import { useMay } from '../../shared/session.ts';
import { Guarded } from '../../shared/SignedIn.tsx';
import { Verb } from '../../shared/Verb.tsx';
import { VerbMenu } from '../../shared/VerbMenu.tsx';
import { stamps } from '../accounts/AccountFacts.tsx';
import { UsersTable } from '../accounts/UsersTable.tsx';
import { GrantedPermissions } from './GrantedPermissions.tsx';
import { reasonsAgainstBuiltIn, useReasonsAgainstManaging } from './reasons-against.ts';
import type { Role } from './role-wish.ts';
import { ChangeRoleForm, DeleteRoleForm, NewRoleForm } from './RoleForms.tsx';
import { RoleLimits } from './RoleLimits.tsx';

/** One role: what it lets people do, and who has it. */
export function Page(): JSX.Element {
  const name = usePathPart('name');
  return (
    <Guarded permission="viewRoles">
      <Loaded key={name} name={name} />
    </Guarded>
  );
}

function Loaded({ name }: { readonly name: string }): JSX.Element {
  const answer = useApi('getRole', { path: { name } });
  const role = answer.data;
  return (
    <>
      <PageHead title={name}>{role !== undefined && <Verbs role={role} />}</PageHead>
      {answer.error !== null && <ProblemNotice problem={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Skeleton height={320} />}
      {role !== undefined && <RoleTabs role={role} />}
    </>
  );
}

function Verbs({ role }: { readonly role: Role }): JSX.Element {
  const [dialog, setDialog] = useState<'change' | 'copy' | 'delete'>();
  const managing = useReasonsAgainstManaging();
  const changing = managing.length > 0 ? managing : reasonsAgainstBuiltIn(role);
  const close = (): void => setDialog(undefined);
  return (
    <>
      <Verb variant="default" onClick={() => setDialog('change')} reasonsAgainst={changing}>
        {text.change}
      </Verb>
      <VerbMenu
        label={text.more}
        verbs={[
          { label: text.copy, onClick: () => setDialog('copy'), reasonsAgainst: managing },
          { label: text.delete, onClick: () => setDialog('delete'), reasonsAgainst: changing },
        ]}
      />
      {dialog === 'change' && <ChangeRoleForm role={role} onClose={close} />}
      {dialog === 'copy' && <NewRoleForm from={role} onClose={close} />}
      {dialog === 'delete' && <DeleteRoleForm role={role} onClose={close} />}
    </>
  );
}

function RoleTabs({ role }: { readonly role: Role }): JSX.Element {
  const { search, setSearch } = useUrlState();
  const may = useMay();
  return (
    <>
      <Facts
        facts={[
          [text.kind, text[`kind_${role.kind}`]],
          [text.origin, role.builtIn ? text.builtIn : text.own],
          [text.accounts, <RoleLimits key="limits" role={role} />],
          ...(role.builtIn ? [] : stamps(role)),
        ]}
      />
      <Tabs
        mt="sm"
        value={search['tab'] ?? 'permissions'}
        onChange={(tab) => setSearch({ tab: tab === null || tab === 'permissions' ? undefined : tab })}
        keepMounted={false}
      >
        <Tabs.List mb="sm">
          <Tabs.Tab value="permissions">{text.overview}</Tabs.Tab>
          {may('viewUsers') && <Tabs.Tab value="users">{text.users}</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="permissions">
          {role.permissions.length === 0 && <Text size="sm">{text.noneTicked}</Text>}
          <GrantedPermissions role={role} />
        </Tabs.Panel>
        <Tabs.Panel value="users">
          <UsersTable role={role.name} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
