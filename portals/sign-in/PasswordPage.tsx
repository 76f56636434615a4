import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState, type JSX } from 'react';
import { useLanguage, useMessages } from '../messages/messages.ts';
import { call, keepCsrfToken, type AnswerOf, type BodyOf } from '../shared/api/call.ts';
import { ApiProblem } from '../shared/api/problem.ts';
import { useApi } from '../shared/api/queries.ts';
import { OperationForm } from '../shared/OperationForm.tsx';
import { ProblemNotice } from '../shared/ProblemNotice.tsx';
import { usePathPart } from '../shared/search-text.ts';
import type { Session } from '../shared/session.ts';
import { noPasswords, PasswordFields, passwordPointers, reasonsAgainstPasswords } from './PasswordFields.tsx';
import { nobody, PersonFields, personPointers, reasonsAgainstPerson, userOf } from './PersonFields.tsx';
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

function PasswordForm({ token, link }: { readonly token: string; readonly link: LinkFacts }): JSX.Element {
  const { signIn } = useMessages();
  const signedIn = useSignedIn();
  const keepPlace = useKeepPlace();
  const [passwords, setPasswords] = useState(noPasswords);
  const [person, setPerson] = useState(nobody);
  const isFirst = link.purpose === 'firstAdministrator';
  const body: BodyOf<'choosePassword'> = {
    password: passwords.password,
    ...(isFirst ? { user: userOf(person) } : {}),
  };
  return (
    <OperationForm
      operation="choosePassword"
      request={{ path: { token }, body }}
      reasonsAgainst={[
        ...(isFirst ? reasonsAgainstPerson(person, signIn) : []),
        ...reasonsAgainstPasswords(passwords, signIn),
      ]}
      pointers={isFirst ? [...personPointers, ...passwordPointers] : passwordPointers}
      submitLabel={signIn.setSubmit}
      onDone={(session) => void (isFirst ? keepPlace(session).then(signedIn) : signedIn(session))}
    >
      {(problem) => (
        <>
          {isFirst && <PersonFields person={person} problem={problem} onChange={setPerson} />}
          <PasswordFields passwords={passwords} problem={problem} onChange={setPasswords} />
        </>
      )}
    </OperationForm>
  );
}

/** Keeps for a new person what their browser says of language and time zone. They can choose others later, so it may fail. */
function useKeepPlace(): (session: Session) => Promise<Session> {
  const { formatLocale } = useLanguage();
  return async (session) => {
    keepCsrfToken(session.csrfToken);
    const { timeZone: zone } = Intl.DateTimeFormat().resolvedOptions();
    try {
      const { locale, timeZone } = await call('changeProfile', { body: { locale: formatLocale, timeZone: zone } });
      return { ...session, user: { ...session.user, locale, timeZone } };
    } catch {
      return session;
    }
  };
}
