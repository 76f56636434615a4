import { TextInput } from '@mantine/core';
import type { JSX } from 'react';
import { accountsText as text } from '../../messages/en/producer-accounts.ts';
import { errorAt } from './field-errors.ts';

interface UserNameFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** what they are called where nothing else is typed */
  readonly email: string;
  readonly problem: unknown;
}

/** What somebody signs in with. */
export function UserNameField({ value, onChange, email, problem }: UserNameFieldProps): JSX.Element {
  return (
    <TextInput
      label={text.userName}
      description={text.userNameHint}
      placeholder={email}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={errorAt(problem, '/userName')}
      autoComplete="off"
    />
  );
}

/** The user name that is typed, or the email address. */
export function chosenName(typed: string, email: string): string {
  return typed.trim() === '' ? email.trim() : typed.trim();
}
