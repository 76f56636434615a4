import { Modal, Stack, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState, type JSX } from 'react';
import { partsText } from '../../../messages/en/producer-catalog-parts.ts';
import { featuresText as text } from '../../../messages/en/producer-features.ts';
import { OperationForm } from '../../../shared/OperationForm.tsx';
import { IdField } from '../IdField.tsx';
import { copyOf, emptyFeature, recordOf, type Feature } from './feature-wish.ts';
import { FeatureFields, featurePointers } from './FeatureFields.tsx';

interface NewFeatureFormProps {
  /** what it is filled in from */
  readonly from?: Feature;
  readonly onClose: () => void;
}

/** Makes a feature, from nothing or like another one, and goes there. */
export function NewFeatureForm({ from, onClose }: NewFeatureFormProps): JSX.Element {
  const [featureId, setFeatureId] = useState('');
  const [wish, setWish] = useState(() => (from === undefined ? emptyFeature : copyOf(from)));
  const navigate = useNavigate();
  return (
    <Modal opened onClose={onClose} size="lg" title={from === undefined ? text.newTitle : partsText.copyOf(from.name)}>
      <OperationForm
        operation="createFeature"
        keyAt="/featureId"
        request={{ body: { ...recordOf(wish), ...(featureId.trim() === '' ? {} : { featureId: featureId.trim() }) } }}
        submitLabel={text.make}
        pointers={[...featurePointers, '/featureId']}
        onDone={(made) => {
          onClose();
          void navigate({ to: `/features/${encodeURIComponent(made.featureId)}` });
        }}
        onCancel={onClose}
      >
        {(problem) => (
          <Stack gap="xs">
            {from !== undefined && <Text size="sm">{partsText.copiedFrom(from.name)}</Text>}
            <FeatureFields wish={wish} onChange={setWish} problem={problem} />
            <IdField value={featureId} onChange={setFeatureId} problem={problem} pointer="/featureId" />
          </Stack>
        )}
      </OperationForm>
    </Modal>
  );
}
