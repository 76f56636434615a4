import { Modal, Stack, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState, type JSX } from 'react';
import { partsText } from '../../../messages/en/producer-catalog-parts.ts';
import { catalogText } from '../../../messages/en/producer-catalog.ts';
import { partNumbersText as text } from '../../../messages/en/producer-product-lines.ts';
import { OperationForm } from '../../../shared/OperationForm.tsx';
import { ChangePlan } from '../ChangePlan.tsx';
import { sentences } from '../pickers/sentences.ts';
import { emptyPart, recordOf, wishOf, type PartNumber } from './part-wish.ts';
import { PartFields, partPointers } from './PartFields.tsx';

/** Makes a part number and goes there. */
export function NewPartForm({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const [partNumber, setPartNumber] = useState('');
  const [wish, setWish] = useState(emptyPart);
  const navigate = useNavigate();
  return (
    <Modal opened onClose={onClose} title={text.newTitle}>
      <OperationForm
        operation="createPartNumber"
        request={{ body: { partNumber: partNumber.trim(), ...recordOf(wish) } }}
        submitLabel={text.make}
        pointers={[...partPointers, '/partNumber']}
        onDone={(made) => {
          onClose();
          void navigate({ to: `/part-numbers/${encodeURIComponent(made.partNumber)}` });
        }}
        onCancel={onClose}
      >
        {(problem) => (
          <Stack gap="xs">
            <TextInput
              label={text.partNumber}
              description={text.partNumberHint}
              value={partNumber}
              onChange={(event) => setPartNumber(event.currentTarget.value)}
              error={sentences(problem, '/partNumber')}
              autoComplete="off"
              required
            />
            <PartFields wish={wish} onChange={setWish} problem={problem} />
          </Stack>
        )}
      </OperationForm>
    </Modal>
  );
}

interface ChangePartFormProps {
  readonly part: PartNumber;
  readonly onClose: () => void;
}

const names = { description: partsText.description, productId: text.product, licenseModelId: text.licenseModel };

/** Changes what a part number stands for, after it has shown what will be different. */
export function ChangePartForm({ part: current, onClose }: ChangePartFormProps): JSX.Element {
  // As it was when it was opened: a change by somebody else in the meantime is told, not overwritten.
  const [part] = useState(current);
  const [wish, setWish] = useState(() => wishOf(part));
  const { partNumber, version } = part;
  return (
    <Modal opened onClose={onClose} title={catalogText.changeOf(partNumber)}>
      <OperationForm
        operation="changePartNumber"
        request={{ path: { partNumber }, body: recordOf(wish), version }}
        submitLabel={catalogText.applyChange}
        pointers={partPointers}
        plan={(answer) => <ChangePlan answer={answer} names={names} />}
        onDone={onClose}
        onCancel={onClose}
      >
        {(problem) => <PartFields wish={wish} onChange={setWish} problem={problem} />}
      </OperationForm>
    </Modal>
  );
}
