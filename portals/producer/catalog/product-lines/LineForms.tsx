import { Modal, Stack } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState, type JSX } from 'react';
import { partsText } from '../../../messages/en/producer-catalog-parts.ts';
import { catalogText } from '../../../messages/en/producer-catalog.ts';
import { linesText as text } from '../../../messages/en/producer-product-lines.ts';
import { OperationForm } from '../../../shared/OperationForm.tsx';
import { ChangePlan } from '../ChangePlan.tsx';
import { DescriptionField } from '../DescriptionField.tsx';
import { IdField } from '../IdField.tsx';
import { NameField } from '../NameField.tsx';
import { emptyLine, recordOf, type LineWish, type ProductLine } from './line-wish.ts';

const pointers = ['/name', '/description'];

/** Makes a product line and goes there. */
export function NewLineForm({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const [typedId, setTypedId] = useState('');
  const [wish, setWish] = useState(emptyLine);
  const navigate = useNavigate();
  const productLineId = typedId.trim();
  return (
    <Modal opened onClose={onClose} title={text.newTitle}>
      <OperationForm
        operation="createProductLine"
        keyAt="/productLineId"
        request={{ body: { ...recordOf(wish), ...(productLineId === '' ? {} : { productLineId }) } }}
        submitLabel={text.make}
        pointers={[...pointers, '/productLineId']}
        onDone={(made) => {
          onClose();
          void navigate({ to: `/product-lines/${encodeURIComponent(made.productLineId)}` });
        }}
        onCancel={onClose}
      >
        {(problem) => (
          <>
            <LineFields wish={wish} onChange={setWish} problem={problem} />
            <IdField value={typedId} onChange={setTypedId} problem={problem} pointer="/productLineId" />
          </>
        )}
      </OperationForm>
    </Modal>
  );
}

interface ChangeLineFormProps {
  readonly line: ProductLine;
  readonly onClose: () => void;
}

/** Changes a product line, after it has shown what will be different. */
export function ChangeLineForm({ line: current, onClose }: ChangeLineFormProps): JSX.Element {
  // As it was when it was opened: a change by somebody else in the meantime is told, not overwritten.
  const [line] = useState(current);
  const [wish, setWish] = useState<LineWish>({ name: line.name, description: line.description ?? '' });
  const { productLineId, version } = line;
  return (
    <Modal opened onClose={onClose} title={catalogText.changeOf(line.name)}>
      <OperationForm
        operation="changeProductLine"
        request={{ path: { productLineId }, body: recordOf(wish), version }}
        submitLabel={catalogText.applyChange}
        pointers={pointers}
        plan={(answer) => (
          <ChangePlan answer={answer} names={{ name: partsText.name, description: partsText.description }} />
        )}
        onDone={onClose}
        onCancel={onClose}
      >
        {(problem) => <LineFields wish={wish} onChange={setWish} problem={problem} />}
      </OperationForm>
    </Modal>
  );
}

interface LineFieldsProps {
  readonly wish: LineWish;
  readonly onChange: (wish: LineWish) => void;
  readonly problem: unknown;
}

function LineFields({ wish, onChange, problem }: LineFieldsProps): JSX.Element {
  return (
    <Stack gap="xs">
      <NameField value={wish.name} onChange={(name) => onChange({ ...wish, name })} problem={problem} />
      <DescriptionField
        value={wish.description}
        onChange={(description) => onChange({ ...wish, description })}
        problem={problem}
      />
    </Stack>
  );
}
