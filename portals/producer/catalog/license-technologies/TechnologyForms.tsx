import { Modal, Stack, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState, type JSX } from 'react';
import { partsText } from '../../../messages/en/producer-catalog-parts.ts';
import { catalogText } from '../../../messages/en/producer-catalog.ts';
import { technologiesText as text } from '../../../messages/en/producer-license-technologies.ts';
import { OperationForm } from '../../../shared/OperationForm.tsx';
import { ChangePlan } from '../ChangePlan.tsx';
import { IdField } from '../IdField.tsx';
import { copyOf, emptyTechnology, recordOf, wishOf, type LicenseTechnology } from './technology-wish.ts';
import { generatorWords } from './technology-words.ts';
import { TechnologyFields, technologyPointers } from './TechnologyFields.tsx';

interface NewTechnologyFormProps {
  /** what it is filled in from */
  readonly from?: LicenseTechnology;
  readonly onClose: () => void;
}

/** Makes a license technology, from nothing or like another one, and goes there. */
export function NewTechnologyForm({ from, onClose }: NewTechnologyFormProps): JSX.Element {
  const [typedId, setTypedId] = useState('');
  const [wish, setWish] = useState(() => (from === undefined ? emptyTechnology : copyOf(from)));
  const navigate = useNavigate();
  const licenseTechnologyId = typedId.trim();
  return (
    <Modal opened onClose={onClose} size="lg" title={from === undefined ? text.newTitle : partsText.copyOf(from.name)}>
      <OperationForm
        operation="createLicenseTechnology"
        keyAt="/licenseTechnologyId"
        request={{ body: { ...recordOf(wish), ...(licenseTechnologyId === '' ? {} : { licenseTechnologyId }) } }}
        submitLabel={text.make}
        pointers={[...technologyPointers, '/licenseTechnologyId']}
        onDone={(made) => {
          onClose();
          void navigate({ to: `/license-technologies/${encodeURIComponent(made.licenseTechnologyId)}` });
        }}
        onCancel={onClose}
      >
        {(problem) => (
          <Stack gap="xs">
            {from !== undefined && <Text size="sm">{partsText.copiedFrom(from.name)}</Text>}
            <TechnologyFields wish={wish} onChange={setWish} problem={problem} />
            <IdField value={typedId} onChange={setTypedId} problem={problem} pointer="/licenseTechnologyId" />
          </Stack>
        )}
      </OperationForm>
    </Modal>
  );
}

interface ChangeTechnologyFormProps {
  readonly technology: LicenseTechnology;
  readonly onClose: () => void;
}

const names = {
  name: partsText.name,
  description: partsText.description,
  generator: text.generator,
  hostTypes: text.hostTypes,
};

/** Changes a license technology, after it has shown what will be different. */
export function ChangeTechnologyForm({ technology: current, onClose }: ChangeTechnologyFormProps): JSX.Element {
  // As it was when it was opened: a change by somebody else in the meantime is told, not overwritten.
  const [technology] = useState(current);
  const [wish, setWish] = useState(() => wishOf(technology));
  const { licenseTechnologyId, state, version } = technology;
  const record = recordOf(wish);
  const body = state === 'draft' ? record : { description: record.description };
  return (
    <Modal opened onClose={onClose} size="lg" title={catalogText.changeOf(technology.name)}>
      <OperationForm
        operation="changeLicenseTechnology"
        request={{ path: { licenseTechnologyId }, body, version }}
        submitLabel={catalogText.applyChange}
        pointers={technologyPointers}
        plan={(answer) => (
          <ChangePlan
            answer={answer}
            names={names}
            inWords={(name, value) => (name === 'generator' ? generatorWords(value) : value)}
          />
        )}
        onDone={onClose}
        onCancel={onClose}
      >
        {(problem) => <TechnologyFields wish={wish} onChange={setWish} problem={problem} state={state} />}
      </OperationForm>
    </Modal>
  );
}
