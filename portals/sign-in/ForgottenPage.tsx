import { Anchor, Text, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState, type JSX } from 'react';
import { useMessages } from '../messages/messages.ts';
import { OperationForm } from '../shared/OperationForm.tsx';
import { SignInFrame } from './SignInFrame.tsx';

/** Sends a link with which to set a new password. Whether there is such a user is not told. */
export function Page(): JSX.Element {
  const { signIn } = useMessages();
  const [userName, setUserName] = useState('');
  const [isSent, setSent] = useState(false);
  return (
    <SignInFrame title={signIn.resetTitle} text={isSent ? signIn.resetSent : signIn.resetText}>
      {!isSent && (
        <OperationForm
          operation="requestPasswordReset"
          request={{ body: { userName: userName.trim() } }}
          submitLabel={signIn.resetSubmit}
          onDone={() => setSent(true)}
        >
          {() => (
            <TextInput
              label={signIn.userName}
              autoComplete="username"
              size="sm"
              required
              value={userName}
              onChange={(event) => setUserName(event.currentTarget.value)}
            />
          )}
        </OperationForm>
      )}
      <Text size="sm" className="licet-quiet">
        {signIn.resetNoMessage}
      </Text>
      <Text size="sm">
        <Anchor renderRoot={(props) => <Link {...props} to="/sign-in" />}>{signIn.backToSignIn}</Anchor>
      </Text>
    </SignInFrame>
  );
}
