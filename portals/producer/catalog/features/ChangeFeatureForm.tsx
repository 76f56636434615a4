import { Modal } from '@mantine/core';
import { useState, type JSX } from 'react';
import { partsText } from '../../../messages/en/producer-catalog-parts.ts';
import { catalogText } from '../../../messages/en/producer-catalog.ts';
import { featuresText as text } from '../../../messages/en/producer-features.ts';
import { OperationForm } from '../../../shared/OperationForm.tsx';
import { ChangePlan } from '../ChangePlan.tsx';
import { dupGroupWords, formatWords } from './feature-words.ts';
import { recordOf, wishOf, type Feature } from './feature-wish.ts';
import { FeatureFields, featurePointers } from './FeatureFields.tsx';

interface ChangeFeatureFormProps {
  readonly feature: Feature;
  readonly onClose: () => void;
}

const names = {
  name: partsText.name,
  versionFormat: text.versionFormat,
  version: text.version,
  description: partsText.description,
  vendorString: text.vendorString,
  notice: text.notice,
  serialNumber: text.serialNumber,
  dupGroup: text.dupGroup,
};

/** Changes a feature, after it has shown what will be different. */
export function ChangeFeatureForm({ feature: current, onClose }: ChangeFeatureFormProps): JSX.Element {
  // As it was when it was opened: a change by somebody else in the meantime is told, not overwritten.
  const [feature] = useState(current);
  const [wish, setWish] = useState(() => wishOf(feature));
  const { featureId, state, recordVersion } = feature;
  const record = recordOf(wish);
  return (
    <Modal opened onClose={onClose} size="lg" title={catalogText.changeOf(feature.name)}>
      <OperationForm
        operation="changeFeature"
        request={{
          path: { featureId },
          body: state === 'draft' ? record : { description: record.description },
          version: recordVersion,
        }}
        submitLabel={catalogText.applyChange}
        pointers={featurePointers}
        plan={(answer) => <ChangePlan answer={answer} names={names} inWords={inWords} />}
        onDone={onClose}
        onCancel={onClose}
      >
        {(problem) => <FeatureFields wish={wish} onChange={setWish} problem={problem} state={state} />}
      </OperationForm>
    </Modal>
  );
}

function inWords(name: string, value: unknown): unknown {
  if (name === 'versionFormat') return formatWords(value);
  return name === 'dupGroup' ? dupGroupWords(value) : value;
}
