import { Anchor, PasswordInput, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState, type JSX } from 'react';
import { useMessages } from '../messages/messages.ts';
import type { AnswerOf, BodyOf } from '../shared/api/call.ts';
import { ApiProblem, reasonsAt } from '../shared/api/problem.ts';
import { useApi } from '../shared/api/queries.ts';
import { OperationForm } from '../shared/OperationForm.tsx';
import { ProblemNotice } from '../shared/ProblemNotice.tsx';
import { usePathPart } from '../shared/search-text.ts';
import { SignInFrame } from './SignInFrame.tsx';
import { useSignedIn } from './signing-in.ts';

type LinkFacts = AnswerOf<'getPasswordLink'>;

/** Sets a password by a one-time link: the first administrator's, an invitation's, a registration's or a reset's. */
export function Page(): JSX.Element {
  const { signIn } = useMessages();
  const token = usePathPart('token');
  const link = useApi('getPasswordLink', { path: { token } }, { isOnce: true });
  if (link.error instanceof ApiProblem && link.error.status === 404) return <LinkInvalid />;
  if (link.error !== null) return <ProblemNotice problem={link.error} onRetry={() => void link.refetch()} />;
  if (link.data === undefined) return <></>;
  const isFirst = link.data.purpose === 'firstAdministrator';
  return (
    <SignInFrame
      title={isFirst ? signIn.setFirstTitle : signIn.setTitle}
      text={isFirst ? signIn.setFirstText : signIn.setText(link.data.userName ?? '')}
    >
      <PasswordForm token={token} link={link.data} />
    </SignInFrame>
  );
}

function LinkInvalid(): JSX.Element {
  const { signIn } = useMessages();
  return (
    <SignInFrame title={signIn.linkInvalidTitle} text={signIn.linkInvalidText}>
      <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/forgotten" />}>
        {signIn.resetTitle}
      </Anchor>
    </SignInFrame>
  );
}

const nobody = { userName: '', firstName: '', lastName: '', email: '' };

function PasswordForm({ token, link }: { readonly token: string; readonly link: LinkFacts }): JSX.Element {
  const { signIn } = useMessages();
  const signedIn = useSignedIn();
  const [passwords, setPasswords] = useState({ password: '', repeated: '' });
  const [user, setUser] = useState(nobody);
  const isFirst = link.purpose === 'firstAdministrator';
  const isDifferent = passwords.repeated !== '' && passwords.password !== passwords.repeated;
  const body: BodyOf<'choosePassword'> = {
    password: passwords.password === passwords.repeated ? passwords.password : '',
    ...(isFirst ? { user: { ...user, userName: user.userName === '' ? user.email : user.userName } } : {}),
  };
  return (
    <OperationForm
      operation="choosePassword"
      request={{ path: { token }, body }}
      submitLabel={signIn.setSubmit}
      onDone={(session) => void signedIn(session)}
    >
      {(problem) => (
        <>
          {isFirst && <PersonFields user={user} problem={problem} onChange={setUser} />}
          <PasswordInput
            label={signIn.newPassword}
            description={signIn.passwordAdvice}
            autoComplete="new-password"
            required
            value={passwords.password}
            onChange={(event) => setPasswords({ ...passwords, password: event.currentTarget.value })}
          />
          <PasswordInput
            label={signIn.repeatPassword}
            autoComplete="new-password"
            required
            value={passwords.repeated}
            error={isDifferent ? signIn.passwordsDiffer : undefined}
            onChange={(event) => setPasswords({ ...passwords, repeated: event.currentTarget.value })}
          />
        </>
      )}
    </OperationForm>
  );
}

interface PersonFieldsProps {
  readonly user: typeof nobody;
  readonly problem: unknown;
  readonly onChange: (user: typeof nobody) => void;
}

function PersonFields({ user, problem, onChange }: PersonFieldsProps): JSX.Element {
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
          autoComplete={autoComplete}
          size="sm"
          required={name !== 'userName'}
          placeholder={name === 'userName' ? user.email : ''}
          error={reasonsAt(problem, `/user/${name}`)[0]?.message}
          value={user[name]}
          onChange={(event) => onChange({ ...user, [name]: event.currentTarget.value })}
        />
      ))}
    </>
  );
}
