import { Modal, Stack, Text } from '@mantine/core';
import { useState, type JSX } from 'react';
import { renewalsText as text } from '../../messages/en/producer-renewals.ts';
import type { AnswerOf } from '../../shared/api/call.ts';
import { NoteField } from '../../shared/NoteField.tsx';
import { OperationForm } from '../../shared/OperationForm.tsx';
import { useMay } from '../../shared/session.ts';
import { Verb } from '../../shared/Verb.tsx';

type Request = AnswerOf<'getRenewalRequest'>;

/** Closes a request, and tells whoever asked why. */
export function CloseRequest({ request }: { readonly request: Request }): JSX.Element {
  const may = useMay()('updateEntitlements');
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Verb
        style={{ alignSelf: 'flex-start' }}
        onClick={() => setAsking(true)}
        reasonsAgainst={[
          ...(request.status === 'open' ? [] : [{ code: 'request_closed', message: text.closedAlready }]),
          ...(may ? [] : [{ code: 'forbidden', message: text.needsUpdate, remedy: text.needsUpdateRemedy }]),
        ]}
      >
        {text.close}
      </Verb>
      {isAsking && <ClosingForm request={request} onClose={() => setAsking(false)} />}
    </>
  );
}

interface ClosingFormProps {
  readonly request: Request;
  readonly onClose: () => void;
}

function ClosingForm({ request: { renewalRequestId, version }, onClose }: ClosingFormProps): JSX.Element {
  const [reason, setReason] = useState('');
  const given = reason.trim();
  return (
    <Modal opened onClose={onClose} title={text.closeTitle}>
      <OperationForm
        operation="closeRenewalRequest"
        request={{ path: { renewalRequestId }, body: given === '' ? {} : { reason: given }, version }}
        submitLabel={text.close}
        onDone={onClose}
        onCancel={onClose}
      >
        {() => (
          <Stack gap="xs">
            <Text size="sm">{text.closeText}</Text>
            <NoteField
              label={text.closeReason}
              description={text.closeReasonHint}
              value={reason}
              lengthMax={1000}
              onChange={setReason}
              isFirst
            />
          </Stack>
        )}
      </OperationForm>
    </Modal>
  );
}
