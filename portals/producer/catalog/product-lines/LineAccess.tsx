import { Button, Group, Text, Title } from '@mantine/core';
import { useState, type JSX } from 'react';
import { linesText as text } from '../../../messages/en/producer-product-lines.ts';
import type { ItemOf } from '../../../shared/api/call.ts';
import { EmptyState } from '../../../shared/EmptyState.tsx';
import { Key } from '../../../shared/Key.tsx';
import { ResourceTable, type ResourceColumn } from '../../../shared/ResourceTable.tsx';
import { useMay } from '../../../shared/session.ts';
import { Verb } from '../../../shared/Verb.tsx';
import { AccountLink } from '../../accounts/AccountLink.tsx';
import { useReasonsAgainst } from '../reasons-against.ts';
import { GiveToAccountForm, GiveToUserForm, TakeForm, type Holder } from './AccessForms.tsx';
import type { ProductLine } from './line-wish.ts';

type AccountOfLine = ItemOf<'listAccountsOfProductLine'>;
type UserOfLine = ItemOf<'listUsersOfProductLine'>;

/** Who has a product line: accounts with all their members, and users. Some can be added and taken away. */
export function LineAccess({ line }: { readonly line: ProductLine }): JSX.Element {
  const may = useMay();
  return (
    <section aria-labelledby="line-access">
      <Title order={2} id="line-access" mt="lg" mb={4}>
        {text.access}
      </Title>
      <Text size="sm" className="licet-quiet" maw="46rem">
        {text.accessText}
      </Text>
      {may('viewAccounts') && <Accounts line={line} />}
      {may('viewUsers') && <Users line={line} />}
    </section>
  );
}

function Accounts({ line }: { readonly line: ProductLine }): JSX.Element {
  const { isGiving, setGiving, taking, setTaking, reasonsAgainst } = useVerbs();
  const take = ({ accountId, name }: AccountOfLine) => setTaking({ kind: 'account', key: accountId, name });
  return (
    <>
      <Title order={3} size="h5" mt="md" mb={4}>
        {text.accounts}
      </Title>
      <ResourceTable
        operation="listAccountsOfProductLine"
        path={{ productLineId: line.productLineId }}
        prefix="accounts."
        limit={20}
        isPart
        label={text.accounts}
        columns={
          reasonsAgainst.length === 0 ? [...accountColumns, takeColumn(take, ({ name }) => name)] : accountColumns
        }
        rowKey={({ accountId }) => accountId}
        empty={<EmptyState title={text.noAccounts}>{text.noAccountsText}</EmptyState>}
      />
      <Group mt="xs">
        <Verb variant="default" onClick={() => setGiving(true)} reasonsAgainst={reasonsAgainst}>
          {text.giveToAccount}
        </Verb>
      </Group>
      {isGiving && <GiveToAccountForm line={line} onClose={() => setGiving(false)} />}
      {taking !== undefined && <TakeForm line={line} holder={taking} onClose={() => setTaking(undefined)} />}
    </>
  );
}

function Users({ line }: { readonly line: ProductLine }): JSX.Element {
  const { isGiving, setGiving, taking, setTaking, reasonsAgainst } = useVerbs();
  const take = (user: UserOfLine) => setTaking({ kind: 'user', key: user.userId, name: nameOf(user) });
  return (
    <>
      <Title order={3} size="h5" mt="md" mb={4}>
        {text.users}
      </Title>
      <ResourceTable
        operation="listUsersOfProductLine"
        path={{ productLineId: line.productLineId }}
        prefix="users."
        limit={20}
        isPart
        label={text.users}
        columns={reasonsAgainst.length === 0 ? [...userColumns, takeColumn(take, nameOf)] : userColumns}
        rowKey={({ userId }) => userId}
        empty={<EmptyState title={text.noUsers}>{text.noUsersText}</EmptyState>}
      />
      <Group mt="xs">
        <Verb variant="default" onClick={() => setGiving(true)} reasonsAgainst={reasonsAgainst}>
          {text.giveToUser}
        </Verb>
      </Group>
      {isGiving && <GiveToUserForm line={line} onClose={() => setGiving(false)} />}
      {taking !== undefined && <TakeForm line={line} holder={taking} onClose={() => setTaking(undefined)} />}
    </>
  );
}

function useVerbs() {
  const [isGiving, setGiving] = useState(false);
  const [taking, setTaking] = useState<Holder>();
  return { isGiving, setGiving, taking, setTaking, reasonsAgainst: useReasonsAgainst()('assignProductLines') };
}

const accountColumns: readonly ResourceColumn<AccountOfLine>[] = [
  { key: 'name', header: text.account, cell: ({ accountId, name }) => <AccountLink id={accountId} name={name} /> },
];

const userColumns: readonly ResourceColumn<UserOfLine>[] = [
  { key: 'name', header: text.user, cell: nameOf },
  {
    key: 'id',
    header: text.userId,
    cell: ({ userId }) => <Key value={userId} to={`/users/${encodeURIComponent(userId)}`} />,
  },
  { key: 'email', header: text.email, cell: ({ email }) => email },
];

function nameOf({ userId, firstName, lastName }: UserOfLine): string {
  return `${firstName} ${lastName}`.trim() || userId;
}

function takeColumn<Row>(take: (row: Row) => void, name: (row: Row) => string): ResourceColumn<Row> {
  return {
    key: 'take',
    header: '',
    cell: (row) => (
      <Button variant="subtle" size="compact-xs" aria-label={text.takeFrom(name(row))} onClick={() => take(row)}>
        {text.take}
      </Button>
    ),
  };
}
