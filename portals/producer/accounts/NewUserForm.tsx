import { Modal, Stack, Text } from '@mantine/core';
import { useState, type JSX } from 'react';
import { accountsText as text } from '../../messages/en/producer-accounts.ts';
import { OperationForm } from '../../shared/OperationForm.tsx';
import { emptyUser, recordOf } from './user-wish.ts';
import { UserFields } from './UserFields.tsx';
import { chosenName, UserNameField } from './UserNameField.tsx';

interface NewUserFormProps {
  /** they are told at once, and choose a password */
  readonly isInvited: boolean;
  readonly onClose: () => void;
  readonly onMade: (userId: string) => void;
}

/** Makes a user, and invites them where that is wanted. */
export function NewUserForm({ isInvited, onClose, onMade }: NewUserFormProps): JSX.Element {
  const [userName, setUserName] = useState('');
  const [wish, setWish] = useState(emptyUser);
  const fields = (problem: unknown): JSX.Element => (
    <Stack gap="xs">
      <UserFields wish={wish} onChange={setWish} problem={problem} isInvited={isInvited} />
      {wish.portalAccess && (
        <UserNameField value={userName} onChange={setUserName} email={wish.email} problem={problem} />
      )}
      {isInvited && wish.email.trim() !== '' && <Text size="sm">{text.inviteText(wish.email.trim())}</Text>}
    </Stack>
  );
  const body = { ...recordOf(wish), ...(wish.portalAccess ? { userName: chosenName(userName, wish.email) } : {}) };
  return (
    <Modal opened onClose={onClose} title={isInvited ? text.inviteNew : text.newUser} size="xl">
      {isInvited ? (
        <OperationForm
          operation="invite"
          request={{ body }}
          submitLabel={text.inviteNewSubmit}
          onDone={({ user }) => onMade(user.userId)}
          onCancel={onClose}
        >
          {fields}
        </OperationForm>
      ) : (
        <OperationForm
          operation="createUser"
          request={{ body }}
          submitLabel={text.makeUser}
          onDone={({ userId }) => onMade(userId)}
          onCancel={onClose}
        >
          {fields}
        </OperationForm>
      )}
    </Modal>
  );
}
