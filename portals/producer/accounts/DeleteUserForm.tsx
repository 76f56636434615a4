import { Checkbox, Modal, Stack, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState, type JSX } from 'react';
import { accountsText as text } from '../../messages/en/producer-accounts.ts';
import type { AnswerOf } from '../../shared/api/call.ts';
import { OperationForm } from '../../shared/OperationForm.tsx';

interface DeleteUserFormProps {
  readonly user: AnswerOf<'getUser'>;
  readonly onClose: () => void;
}

/** Deletes a user, after it has said whether the record stays. */
export function DeleteUserForm({ user: current, onClose }: DeleteUserFormProps): JSX.Element {
  // As it was when it was opened: a change by somebody else in the meantime is told, not overwritten.
  const [user] = useState(current);
  const [force, setForce] = useState(false);
  const navigate = useNavigate();
  const { userId, version } = user;
  return (
    <Modal opened onClose={onClose} title={text.deleteUserTitle(user.userName ?? user.email)}>
      <OperationForm
        operation="deleteUser"
        request={{ path: { userId }, query: force ? { force: 'true' } : {}, version }}
        submitLabel={text.delete}
        plan={({ keptOnRecord }) => (
          <Text size="sm" role="status">
            {text.deleteUserText} {keptOnRecord ? text.deleteUserKept : text.deleteUserGone}
          </Text>
        )}
        leavesPage
        onDone={() => navigate({ to: '/users' })}
        onCancel={onClose}
      >
        {() => (
          <Stack gap="sm">
            <Text size="sm">{text.deleteUserText}</Text>
            <Checkbox
              label={text.deleteUserForce}
              description={text.deleteUserForceHint}
              checked={force}
              onChange={(event) => setForce(event.currentTarget.checked)}
            />
          </Stack>
        )}
      </OperationForm>
    </Modal>
  );
}
