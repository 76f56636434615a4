import { Modal, Stack, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState, type JSX } from 'react';
import { rolesText as text } from '../../messages/en/producer-roles.ts';
import { OperationForm } from '../../shared/OperationForm.tsx';
import { copyOf, emptyRole, recordOf, wishOf, type Role } from './role-wish.ts';
import { RoleChangePlan } from './RoleChangePlan.tsx';
import { RoleFields } from './RoleFields.tsx';

const size = 'min(68rem, 100%)';

interface NewRoleFormProps {
  /** what it is filled in from */
  readonly from?: Role;
  readonly onClose: () => void;
}

/** Makes a role, from nothing or like another one, and goes there. */
export function NewRoleForm({ from, onClose }: NewRoleFormProps): JSX.Element {
  const [wish, setWish] = useState(() => (from === undefined ? emptyRole : copyOf(from)));
  const navigate = useNavigate();
  return (
    <Modal opened onClose={onClose} size={size} title={from === undefined ? text.newTitle : text.copyTitle(from.name)}>
      <OperationForm
        operation="createRole"
        request={{ body: recordOf(wish) }}
        submitLabel={text.make}
        pointers={['/name']}
        onDone={(made) => {
          onClose();
          void navigate({ to: `/roles/${encodeURIComponent(made.name)}` });
        }}
        onCancel={onClose}
      >
        {(problem) => (
          <Stack gap="xs">
            {from !== undefined && <Text size="sm">{text.copiedFrom(from.name)}</Text>}
            <RoleFields wish={wish} onChange={setWish} problem={problem} isNew />
          </Stack>
        )}
      </OperationForm>
    </Modal>
  );
}

interface RoleFormProps {
  readonly role: Role;
  readonly onClose: () => void;
}

/** Changes what a role lets people do, after it has shown what they get and lose. */
export function ChangeRoleForm({ role: current, onClose }: RoleFormProps): JSX.Element {
  // As it was when it was opened: a change by somebody else in the meantime is told, not overwritten.
  const [role] = useState(current);
  const [wish, setWish] = useState(() => wishOf(role));
  const { permissions, accounts } = recordOf(wish);
  return (
    <Modal opened onClose={onClose} size={size} title={text.changeTitle(role.name)}>
      <OperationForm
        operation="changeRole"
        request={{ path: { name: role.name }, body: { permissions, accounts }, version: role.version }}
        submitLabel={text.apply}
        plan={(answer) => <RoleChangePlan role={role} answer={answer} />}
        onDone={onClose}
        onCancel={onClose}
      >
        {(problem) => <RoleFields wish={wish} onChange={setWish} problem={problem} isNew={false} />}
      </OperationForm>
    </Modal>
  );
}

/** Deletes a role that nobody has. */
export function DeleteRoleForm({ role, onClose }: RoleFormProps): JSX.Element {
  const navigate = useNavigate();
  return (
    <Modal opened onClose={onClose} title={text.deleteTitle(role.name)}>
      <OperationForm
        operation="deleteRole"
        request={{ path: { name: role.name }, version: role.version }}
        submitLabel={text.delete}
        plan={() => (
          <Text size="sm" role="status">
            {text.deletePlan(role.name)}
          </Text>
        )}
        leavesPage
        onDone={() => navigate({ to: '/roles' })}
        onCancel={onClose}
      >
        {() => <Text size="sm">{text.deleteText}</Text>}
      </OperationForm>
    </Modal>
  );
}
