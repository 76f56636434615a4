import { Anchor, Button, Group, PasswordInput, TextInput } from '@mantine/core';
import { Link, useRouter } from '@tanstack/react-router';
import { useRef, useState, type FormEvent, type JSX } from 'react';
import { useMessages } from '../messages/messages.ts';
import { call } from '../shared/api/call.ts';
import { ProblemNotice } from '../shared/ProblemNotice.tsx';
import { useBranding } from '../shared/session.ts';
import { SignInFrame } from './SignInFrame.tsx';
import { useSignedIn } from './signing-in.ts';

/** Signs somebody in by user name and password. */
export function Page(): JSX.Element {
  const { signIn } = useMessages();
  const { registration } = useBranding();
  const { basepath } = useRouter();
  const mayRegister = registration && basepath === '/portal';
  const form = useSignInForm();
  return (
    <SignInFrame title={signIn.title}>
      <form onSubmit={form.submit}>
        <TextInput
          label={signIn.userName}
          autoComplete="username"
          autoCapitalize="none"
          size="sm"
          required
          value={form.userName}
          onChange={(event) => form.setUserName(event.currentTarget.value)}
        />
        <PasswordInput
          ref={form.passwordField}
          label={signIn.password}
          autoComplete="current-password"
          mt="sm"
          required
          value={form.password}
          onChange={(event) => form.setPassword(event.currentTarget.value)}
        />
        {form.problem !== null && <ProblemNotice problem={form.problem} />}
        <Group mt="md" justify="space-between">
          <Button type="submit" size="sm" loading={form.isBusy}>
            {signIn.submit}
          </Button>
          <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/forgotten" />}>
            {signIn.forgotten}
          </Anchor>
        </Group>
      </form>
      {mayRegister && (
        <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/register" />}>
          {signIn.registerLink}
        </Anchor>
      )}
    </SignInFrame>
  );
}

function useSignInForm() {
  const [userName, setUserName] = useState('');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const passwordField = useRef<HTMLInputElement>(null);
  const signedIn = useSignedIn();
  const submit = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await signedIn(await call('signIn', { body: { userName: userName.trim(), password } }));
    } catch (error) {
      setProblem(error);
      setPassword('');
      passwordField.current?.focus();
    }
    setBusy(false);
  };
  return {
    userName,
    setUserName,
    password,
    setPassword,
    passwordField,
    problem,
    isBusy,
    submit: (event: FormEvent) => {
      event.preventDefault();
      void submit();
    },
  };
}
