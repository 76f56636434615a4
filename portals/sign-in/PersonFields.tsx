import { TextInput } from '@mantine/core';
import type { JSX } from 'react';
import { useMessages, type Messages } from '../messages/messages.ts';
import { sentencesAt, type Reason } from '../shared/api/problem.ts';

export const nobody = { userName: '', firstName: '', lastName: '', email: '' };

type Person = typeof nobody;

export const personPointers: readonly string[] = Object.keys(nobody).map((name) => `/user/${name}`);

interface PersonFieldsProps {
  readonly person: Person;
  readonly problem: unknown;
  readonly onChange: (person: Person) => void;
}

/** Who the first administrator is. */
export function PersonFields({ person, problem, onChange }: PersonFieldsProps): JSX.Element {
  const { signIn } = useMessages();
  const fields = [
    ['firstName', signIn.firstName, 'given-name'],
    ['lastName', signIn.lastName, 'family-name'],
    ['email', signIn.email, 'email'],
    ['userName', signIn.userName, 'username'],
  ] as const;
  return (
    <>
      {fields.map(([name, label, autoComplete]) => (
        <TextInput
          key={name}
          label={label}
          description={name === 'userName' ? signIn.userNameHint : undefined}
          autoComplete={autoComplete}
          size="sm"
          required={name !== 'userName'}
          placeholder={name === 'userName' ? person.email : ''}
          error={sentencesAt(problem, `/user/${name}`, label)}
          value={person[name]}
          onChange={(event) => onChange({ ...person, [name]: event.currentTarget.value })}
        />
      ))}
    </>
  );
}

/** What can be told without the server: each name that is missing. */
export function reasonsAgainstPerson(person: Person, texts: Messages['signIn']): readonly Reason[] {
  const asked = [
    ['firstName', texts.firstNameMissing],
    ['lastName', texts.lastNameMissing],
    ['email', texts.emailMissing],
  ] as const;
  return asked.flatMap(([name, message]) =>
    person[name].trim() === '' ? [{ code: 'required', message, pointer: `/user/${name}` }] : [],
  );
}

/** The person as a user; without a user name, the email address is it. */
export function userOf({ userName, firstName, lastName, email }: Person): Person {
  return {
    userName: userName.trim() === '' ? email.trim() : userName.trim(),
    firstName: firstName.trim(),
    lastName: lastName.trim(),
    email: email.trim(),
  };
}
