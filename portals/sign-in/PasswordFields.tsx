import { PasswordInput } from '@mantine/core';
import type { JSX } from 'react';
import { useMessages, type Messages } from '../messages/messages.ts';
import { sentencesAt, type Reason } from '../shared/api/problem.ts';

export const noPasswords = { password: '', repeated: '' };
export const passwordPointers: readonly string[] = ['/password', '/repeated'];

type Passwords = typeof noPasswords;

interface PasswordFieldsProps {
  readonly passwords: Passwords;
  readonly problem: unknown;
  readonly onChange: (passwords: Passwords) => void;
}

/** A new password, and the same once more. */
export function PasswordFields({ passwords, problem, onChange }: PasswordFieldsProps): JSX.Element {
  const { signIn } = useMessages();
  const isDifferent = passwords.repeated !== '' && passwords.password !== passwords.repeated;
  return (
    <>
      <PasswordInput
        label={signIn.newPassword}
        description={signIn.passwordAdvice}
        autoComplete="new-password"
        required
        value={passwords.password}
        error={isDifferent ? undefined : sentencesAt(problem, '/password', signIn.newPassword)}
        onChange={(event) => onChange({ ...passwords, password: event.currentTarget.value })}
      />
      <PasswordInput
        label={signIn.repeatPassword}
        autoComplete="new-password"
        required
        value={passwords.repeated}
        error={isDifferent ? signIn.passwordsDiffer : sentencesAt(problem, '/repeated', signIn.repeatPassword)}
        onChange={(event) => onChange({ ...passwords, repeated: event.currentTarget.value })}
      />
    </>
  );
}

/** What can be told without the server: that there is none, or that the two differ, and then nothing else. */
export function reasonsAgainstPasswords(
  { password, repeated }: Passwords,
  texts: Messages['signIn'],
): readonly Reason[] {
  if (password !== repeated)
    return [{ code: 'passwords_differ', message: texts.passwordsDiffer, pointer: '/repeated' }];
  return password === '' ? [{ code: 'required', message: texts.passwordMissing, pointer: '/password' }] : [];
}
