import { MultiSelect, TagsInput } from '@mantine/core';
import type { JSX } from 'react';
import { isRoleFor } from '../../../src/accounts/rules/user.ts';
import { accountsText as text } from '../../messages/en/producer-accounts.ts';
import { useApi } from '../../shared/api/queries.ts';
import { useMay } from '../../shared/session.ts';

interface RoleFieldProps {
  /** where the roles are given; empty where that is still to be chosen */
  readonly accountId: string;
  readonly isContact: boolean;
  readonly roles: readonly string[];
  readonly onChange: (roles: readonly string[]) => void;
  readonly error: string | undefined;
}

/** The roles that can be given in an account, by its type, to choose among; who may not see them types their names. */
export function RoleField({ accountId, isContact, roles, onChange, error }: RoleFieldProps): JSX.Element {
  const mayChoose = useMay()('viewRoles');
  const names = useFittingRoles(accountId, mayChoose && !isContact);
  const isUseless = isContact || accountId === '';
  const shared = { label: text.roles, value: isContact ? [] : [...roles], onChange, error, w: 260 };
  if (!mayChoose) return <TagsInput size="xs" {...shared} disabled={isUseless} />;
  return (
    <MultiSelect
      {...shared}
      data={[...new Set([...names, ...roles])]}
      placeholder={placeholderOf({ isContact, isChosen: accountId !== '', hasRoles: roles.length > 0 })}
      nothingFoundMessage={text.noFittingRoles}
      disabled={isUseless}
      searchable
      comboboxProps={{ width: 260 }}
    />
  );
}

/** The names of the roles whose kind fits the account's type. */
function useFittingRoles(accountId: string, isWanted: boolean): readonly string[] {
  const roles = useApi('listRoles', { query: { limit: 500 } }, { enabled: isWanted });
  const account = useApi('getAccount', { path: { accountId } }, { enabled: isWanted && accountId !== '' });
  const type = account.data?.type;
  if (type === undefined) return [];
  return (roles.data?.items ?? []).filter(({ kind }) => isRoleFor(kind, type)).map(({ name }) => name);
}

interface Chosen {
  readonly isContact: boolean;
  readonly isChosen: boolean;
  readonly hasRoles: boolean;
}

function placeholderOf({ isContact, isChosen, hasRoles }: Chosen): string {
  if (isContact) return text.contactNoRoles;
  if (!isChosen) return text.rolesFirst;
  return hasRoles ? '' : text.noRoles;
}
