import { Modal } from '@mantine/core';
import { useState, type JSX } from 'react';
import { partsText } from '../../../messages/en/producer-catalog-parts.ts';
import { catalogText } from '../../../messages/en/producer-catalog.ts';
import { bundlesText as text } from '../../../messages/en/producer-features.ts';
import { OperationForm } from '../../../shared/OperationForm.tsx';
import { ChangePlan } from '../ChangePlan.tsx';
import { recordOf, wishOf, type FeatureBundle } from './bundle-wish.ts';
import { BundleFields, bundlePointers } from './BundleFields.tsx';

interface ChangeBundleFormProps {
  readonly bundle: FeatureBundle;
  readonly onClose: () => void;
}

const names = { name: partsText.name, description: partsText.description, features: text.features };

/** Changes a feature bundle, after it has shown what will be different. */
export function ChangeBundleForm({ bundle: current, onClose }: ChangeBundleFormProps): JSX.Element {
  // As it was when it was opened: a change by somebody else in the meantime is told, not overwritten.
  const [bundle] = useState(current);
  const [wish, setWish] = useState(() => wishOf(bundle));
  const { featureBundleId, state, version } = bundle;
  const record = recordOf(wish);
  const body = state === 'draft' ? record : { description: record.description };
  return (
    <Modal opened onClose={onClose} size="lg" title={catalogText.changeOf(bundle.name)}>
      <OperationForm
        operation="changeFeatureBundle"
        request={{ path: { featureBundleId }, body, version }}
        submitLabel={catalogText.applyChange}
        pointers={bundlePointers}
        plan={(answer) => <ChangePlan answer={answer} names={names} inWords={inWords} />}
        onDone={onClose}
        onCancel={onClose}
      >
        {(problem) => <BundleFields wish={wish} onChange={setWish} problem={problem} state={state} />}
      </OperationForm>
    </Modal>
  );
}

function inWords(_: string, value: unknown): unknown {
  return Array.isArray(value) ? value.map(partWords) : value;
}

function partWords(part: unknown): string {
  if (typeof part !== 'object' || part === null || !('featureId' in part) || !('count' in part)) return '';
  return `${String(part.count)} × ${String(part.featureId)}`;
}
