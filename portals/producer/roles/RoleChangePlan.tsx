import { List, Stack, Text } from '@mantine/core';
import type { JSX } from 'react';
import { rolesText as text } from '../../messages/en/producer-roles.ts';
import type { AnswerOf } from '../../shared/api/call.ts';
import { Facts } from '../../shared/Facts.tsx';
import { wordsOf } from './permission-groups.ts';
import type { Role } from './role-wish.ts';

interface RoleChangePlanProps {
  readonly role: Role;
  readonly answer: AnswerOf<'changeRole'>;
}

/** What people with the role will get and lose. */
export function RoleChangePlan({ role, answer }: RoleChangePlanProps): JSX.Element | null {
  if (!('after' in answer)) return null;
  const permissions = listIn(answer.after['permissions']) ?? role.permissions;
  const accounts = listIn(answer.after['accounts']);
  const got = permissions.filter((one) => !role.permissions.includes(one));
  const lost = role.permissions.filter((one) => !permissions.includes(one));
  if (got.length + lost.length === 0 && accounts === undefined) return <Text size="sm">{text.nothingChanges}</Text>;
  return (
    <Stack gap="xs" role="status">
      <Told title={text.gets} kind={role.kind} permissions={got} />
      <Told title={text.loses} kind={role.kind} permissions={lost} />
      {accounts !== undefined && (
        <Facts
          facts={[
            [text.limitedBefore, shown(role.accounts)],
            [text.limitedAfter, shown(accounts)],
          ]}
        />
      )}
      <Text size="sm">{text.atOnce}</Text>
    </Stack>
  );
}

interface ToldProps extends Pick<Role, 'kind' | 'permissions'> {
  readonly title: string;
}

function Told({ title, kind, permissions }: ToldProps): JSX.Element | null {
  if (permissions.length === 0) return null;
  return (
    <div>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      <List size="sm">
        {permissions.map((permission) => {
          const [label, allows] = wordsOf(kind, permission);
          return (
            <List.Item key={permission}>
              {label} <span className="licet-quiet">{allows}</span>
            </List.Item>
          );
        })}
      </List>
    </div>
  );
}

function listIn(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.map(String) : undefined;
}

function shown(accounts: readonly string[]): string {
  return accounts.length === 0 ? text.everyAccount : accounts.join(', ');
}
