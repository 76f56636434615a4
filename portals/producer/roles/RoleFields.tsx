import { SegmentedControl, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useId, type JSX } from 'react';
import { roleKinds } from '../../../src/shared/vocabulary.ts';
import { rolesText as text } from '../../messages/en/producer-roles.ts';
import { errorAt } from '../accounts/field-errors.ts';
import { permissionsOf } from './permission-groups.ts';
import { PermissionFields } from './PermissionFields.tsx';
import { RoleAccounts } from './RoleAccounts.tsx';
import type { RoleWish } from './role-wish.ts';

interface RoleFieldsProps {
  readonly wish: RoleWish;
  readonly onChange: (wish: RoleWish) => void;
  readonly problem: unknown;
  /** a new role has its name and kind to choose as well */
  readonly isNew: boolean;
}

/** What a role is called, whom it is for, and what it lets them do. */
export function RoleFields({ wish, onChange, problem, isNew }: RoleFieldsProps): JSX.Element {
  const { kind, permissions } = wish;
  return (
    <Stack gap="xs">
      {isNew && <NameAndKind wish={wish} onChange={onChange} problem={problem} />}
      {kind === 'producer' && (
        <RoleAccounts
          accounts={wish.accounts}
          onChange={(accounts) => onChange({ ...wish, accounts })}
          problem={problem}
        />
      )}
      <Text size="sm" fw={600} mt="xs">
        {text.permissions}{' '}
        <Text component="span" size="xs" fw={400} className="licet-quiet">
          {text.permissionCount(permissions.length, permissionsOf(kind).length)}
          {permissions.length === 0 && `. ${text.noneTicked}`}
        </Text>
      </Text>
      <PermissionFields
        kind={kind}
        permissions={permissions}
        onChange={(chosen) => onChange({ ...wish, permissions: chosen })}
      />
    </Stack>
  );
}

function NameAndKind({ wish, onChange, problem }: Omit<RoleFieldsProps, 'isNew'>): JSX.Element {
  const id = useId();
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md" verticalSpacing="xs">
      <TextInput
        label={text.name}
        description={text.nameHint}
        value={wish.name}
        onChange={(event) => onChange({ ...wish, name: event.currentTarget.value })}
        error={errorAt(problem, '/name')}
        autoComplete="off"
        required
      />
      <Stack gap={3}>
        <Text size="xs" fw={500} id={id}>
          {text.kind}
        </Text>
        <Text size="xs" className="licet-quiet">
          {text.kindHint}
        </Text>
        <SegmentedControl
          aria-labelledby={id}
          data={roleKinds.map((value) => ({ value, label: text[`kind_${value}`] }))}
          value={wish.kind}
          onChange={(kind) => {
            const possible = new Set(permissionsOf(kind));
            onChange({ ...wish, kind, permissions: wish.permissions.filter((one) => possible.has(one)) });
          }}
        />
      </Stack>
    </SimpleGrid>
  );
}
