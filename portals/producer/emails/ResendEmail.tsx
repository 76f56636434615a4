import { Modal, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { JSX } from 'react';
import { emailsText } from '../../messages/en/producer-emails.ts';
import { OperationForm } from '../../shared/OperationForm.tsx';
import { useUrlState } from '../../shared/search-text.ts';
import { useMay } from '../../shared/session.ts';
import { Verb } from '../../shared/Verb.tsx';
import { reasonsAgainstResending, type Email } from './email-words.ts';

interface ResendEmailProps {
  readonly email: Email;
  readonly hasMailServer: boolean;
}

/** Sends a message again, after saying what that does; the message that is then waiting is opened. */
export function ResendEmail({ email, hasMailServer }: ResendEmailProps): JSX.Element {
  const [isAsking, { open, close }] = useDisclosure(false);
  const { setSearch } = useUrlState();
  const may = useMay();
  return (
    <>
      <Verb
        variant="default"
        onClick={open}
        reasonsAgainst={reasonsAgainstResending(email, hasMailServer, may('manageEmails'))}
      >
        {emailsText.resend}
      </Verb>
      <Modal opened={isAsking} onClose={close} title={emailsText.resendTitle(email.to)}>
        <OperationForm
          operation="resendEmail"
          request={{ path: { emailId: email.emailId } }}
          submitLabel={emailsText.resend}
          onCancel={close}
          onDone={({ emailId }) => {
            close();
            setSearch({ email: emailId });
          }}
        >
          {() => (
            <>
              <Text size="sm">{email.status === 'sent' ? emailsText.resendCopy : emailsText.resendSame}</Text>
              <Text size="sm">{emailsText.resendForgives}</Text>
            </>
          )}
        </OperationForm>
      </Modal>
    </>
  );
}
