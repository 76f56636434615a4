import { Modal, Stack, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState, type JSX } from 'react';
import { partsText } from '../../../messages/en/producer-catalog-parts.ts';
import { catalogText } from '../../../messages/en/producer-catalog.ts';
import { modelsText as text } from '../../../messages/en/producer-license-models.ts';
import { OperationForm } from '../../../shared/OperationForm.tsx';
import { IdField } from '../IdField.tsx';
import { copyOf, emptyModel, recordOf, wishOf, type LicenseModel, type ModelWish } from './model-wish.ts';
import { ModelChangePlan } from './ModelChangePlan.tsx';
import { ModelFields, modelPointers } from './ModelFields.tsx';

interface NewModelFormProps {
  /** what it is filled in from */
  readonly from?: LicenseModel;
  readonly onClose: () => void;
}

const size = 'min(68rem, 100%)';

/** Makes a license model, from nothing or like another one, and goes there. */
export function NewModelForm({ from, onClose }: NewModelFormProps): JSX.Element {
  const [typedId, setTypedId] = useState('');
  const [wish, setWish] = useState(() => (from === undefined ? emptyModel : copyOf(from)));
  const navigate = useNavigate();
  const licenseModelId = typedId.trim();
  return (
    <Modal
      opened
      onClose={onClose}
      size={size}
      title={from === undefined ? text.newTitle : partsText.copyOf(from.name)}
    >
      <OperationForm
        operation="createLicenseModel"
        keyAt="/licenseModelId"
        request={{ body: { ...recordOf(wish), ...(licenseModelId === '' ? {} : { licenseModelId }) } }}
        submitLabel={text.make}
        pointers={[...pointersOf(wish), '/licenseModelId']}
        onDone={(made) => {
          onClose();
          void navigate({ to: `/license-models/${encodeURIComponent(made.licenseModelId)}` });
        }}
        onCancel={onClose}
      >
        {(problem) => (
          <Stack gap="xs">
            {from !== undefined && <Text size="sm">{partsText.copiedFrom(from.name)}</Text>}
            <ModelFields wish={wish} onChange={setWish} problem={problem} />
            <IdField value={typedId} onChange={setTypedId} problem={problem} pointer="/licenseModelId" />
          </Stack>
        )}
      </OperationForm>
    </Modal>
  );
}

interface ChangeModelFormProps {
  readonly model: LicenseModel;
  readonly onClose: () => void;
}

/** Changes a license model, after it has shown what will be different. */
export function ChangeModelForm({ model: current, onClose }: ChangeModelFormProps): JSX.Element {
  // As it was when it was opened: a change by somebody else in the meantime is told, not overwritten.
  const [model] = useState(current);
  const [wish, setWish] = useState(() => wishOf(model));
  const { licenseModelId, state, version } = model;
  const record = recordOf(wish);
  const body = state === 'draft' ? record : { description: record.description };
  return (
    <Modal opened onClose={onClose} size={size} title={catalogText.changeOf(model.name)}>
      <OperationForm
        operation="changeLicenseModel"
        request={{ path: { licenseModelId }, body, version }}
        submitLabel={catalogText.applyChange}
        pointers={pointersOf(wish)}
        plan={(answer) => <ModelChangePlan model={model} answer={answer} />}
        onDone={onClose}
        onCancel={onClose}
      >
        {(problem) => <ModelFields wish={wish} onChange={setWish} problem={problem} state={state} />}
      </OperationForm>
    </Modal>
  );
}

/** The fields that tell what is wrong with them themselves. */
function pointersOf({ attributes }: ModelWish): readonly string[] {
  const fields = ['name', 'type', 'when', 'value', 'validValues'];
  return [...modelPointers, ...attributes.flatMap((_, index) => fields.map((name) => `/attributes/${index}/${name}`))];
}
