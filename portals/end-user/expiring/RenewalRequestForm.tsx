import { Alert, Button, Stack, Text } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useMessages } from '../../messages/messages.ts';
import type { AnswerOf } from '../../shared/api/call.ts';
import { EmailView } from '../../shared/EmailView.tsx';
import { NoteField } from '../../shared/NoteField.tsx';
import { OperationForm } from '../../shared/OperationForm.tsx';

interface RenewalRequestFormProps {
  readonly activationIds: readonly string[];
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Asks for the renewal of what was chosen: first what will be sent, then that it was. */
export function RenewalRequestForm({ activationIds, onDone, onClose }: RenewalRequestFormProps): JSX.Element {
  const { customer, general } = useMessages();
  const [note, setNote] = useState('');
  const [isSent, setSent] = useState(false);
  if (isSent)
    return (
      <Stack>
        <Alert color="green">{customer.requestSent}</Alert>
        <Button onClick={onClose}>{general.close}</Button>
      </Stack>
    );
  return (
    <OperationForm
      operation="requestRenewal"
      request={{ body: { activationIds: [...activationIds], ...(note.trim() === '' ? {} : { note: note.trim() }) } }}
      submitLabel={customer.sendRequest}
      plan={(plan) => <Plan plan={plan} />}
      onDone={() => {
        setSent(true);
        onDone();
      }}
      onCancel={onClose}
    >
      {() => (
        <>
          <Text size="sm">{customer.requestText}</Text>
          <NoteField label={customer.note} value={note} lengthMax={2000} onChange={setNote} />
        </>
      )}
    </OperationForm>
  );
}

function Plan({ plan }: { readonly plan: AnswerOf<'requestRenewal'> }): JSX.Element {
  const { customer } = useMessages();
  if (!('emails' in plan)) return <></>;
  const own = plan.emails.at(-1);
  return (
    <Stack gap="xs">
      <Text size="sm">{customer.requestPlan(plan.items.length)}</Text>
      {own !== undefined && <EmailView email={own} />}
    </Stack>
  );
}
