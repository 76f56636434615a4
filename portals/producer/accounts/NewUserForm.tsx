import { Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState, type JSX } from 'react';
import { accountsText as text } from '../../messages/en/producer-accounts.ts';
import { OperationForm } from '../../shared/OperationForm.tsx';
import { errorAt } from './field-errors.ts';
import { emptyUser, recordOf } from './user-wish.ts';
import { UserFields } from './UserFields.tsx';

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
      <UserFields wish={wish} onChange={setWish} problem={problem} />
      <TextInput
        label={text.userName}
        description={text.userNameHint}
        placeholder={wish.email}
        value={userName}
        onChange={(event) => setUserName(event.currentTarget.value)}
        error={errorAt(problem, '/userName')}
        autoComplete="off"
      />
      {isInvited && wish.email.trim() !== '' && <Text size="sm">{text.inviteText(wish.email.trim())}</Text>}
    </Stack>
  );
  const body = { ...recordOf(wish), userName: userName.trim() === '' ? wish.email.trim() : userName.trim() };
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
