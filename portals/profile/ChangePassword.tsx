import { Alert, Fieldset, PasswordInput, Stack } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useMessages } from '../messages/messages.ts';
import { reasonsAt } from '../shared/api/problem.ts';
import { OperationForm } from '../shared/OperationForm.tsx';

const empty = { currentPassword: '', newPassword: '' };

/** Changes one's own password, which ends the sessions in other browsers. */
export function ChangePassword(): JSX.Element {
  const { customer, signIn } = useMessages();
  const [passwords, setPasswords] = useState(empty);
  const [isChanged, setChanged] = useState(false);
  return (
    <Fieldset legend={customer.changePassword}>
      <OperationForm
        operation="changePassword"
        request={{ body: passwords }}
        submitLabel={customer.changePassword}
        onDone={() => {
          setChanged(true);
          setPasswords(empty);
        }}
      >
        {(problem) => (
          <Stack gap="xs">
            {isChanged && <Alert color="green">{customer.passwordChanged}</Alert>}
            <PasswordInput
              label={customer.currentPassword}
              autoComplete="current-password"
              value={passwords.currentPassword}
              error={reasonsAt(problem, '/currentPassword')[0]?.message}
              onChange={(event) => setPasswords({ ...passwords, currentPassword: event.currentTarget.value })}
            />
            <PasswordInput
              label={signIn.newPassword}
              description={signIn.passwordAdvice}
              autoComplete="new-password"
              value={passwords.newPassword}
              error={reasonsAt(problem, '/newPassword')[0]?.message}
              onChange={(event) => setPasswords({ ...passwords, newPassword: event.currentTarget.value })}
            />
          </Stack>
        )}
      </OperationForm>
    </Fieldset>
  );
}
