import { Modal, Stack, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState, type JSX } from 'react';
import { partsText } from '../../../messages/en/producer-catalog-parts.ts';
import { bundlesText as text } from '../../../messages/en/producer-features.ts';
import { OperationForm } from '../../../shared/OperationForm.tsx';
import { IdField } from '../IdField.tsx';
import { copyOf, emptyBundle, recordOf, type FeatureBundle } from './bundle-wish.ts';
import { BundleFields, bundlePointers } from './BundleFields.tsx';

interface NewBundleFormProps {
  /** what it is filled in from */
  readonly from?: FeatureBundle;
  readonly onClose: () => void;
}

/** Makes a feature bundle, from nothing or like another one, and goes there. */
export function NewBundleForm({ from, onClose }: NewBundleFormProps): JSX.Element {
  const [typedId, setTypedId] = useState('');
  const [wish, setWish] = useState(() => (from === undefined ? emptyBundle : copyOf(from)));
  const navigate = useNavigate();
  const featureBundleId = typedId.trim();
  return (
    <Modal opened onClose={onClose} size="lg" title={from === undefined ? text.newTitle : partsText.copyOf(from.name)}>
      <OperationForm
        operation="createFeatureBundle"
        keyAt="/featureBundleId"
        request={{ body: { ...recordOf(wish), ...(featureBundleId === '' ? {} : { featureBundleId }) } }}
        submitLabel={text.make}
        pointers={[...bundlePointers, '/featureBundleId']}
        onDone={(made) => {
          onClose();
          void navigate({ to: `/feature-bundles/${encodeURIComponent(made.featureBundleId)}` });
        }}
        onCancel={onClose}
      >
        {(problem) => (
          <Stack gap="xs">
            {from !== undefined && <Text size="sm">{partsText.copiedFrom(from.name)}</Text>}
            <BundleFields wish={wish} onChange={setWish} problem={problem} />
            <IdField value={typedId} onChange={setTypedId} problem={problem} pointer="/featureBundleId" />
          </Stack>
        )}
      </OperationForm>
    </Modal>
  );
}
