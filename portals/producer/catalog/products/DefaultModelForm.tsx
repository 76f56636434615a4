import { Modal, Stack, Text } from '@mantine/core';
import { useState, type JSX } from 'react';
import { catalogText } from '../../../messages/en/producer-catalog.ts';
import { productsText as text } from '../../../messages/en/producer-products.ts';
import { OperationForm } from '../../../shared/OperationForm.tsx';
import { ChangePlan } from '../ChangePlan.tsx';
import { DefaultModelField } from './DefaultModelField.tsx';
import type { Relationship } from './product-words.ts';
import { sentence } from './RelationshipPicture.tsx';

interface DefaultModelFormProps {
  readonly relationship: Relationship;
  readonly onClose: () => void;
}

/** Changes the license model that line items get by an upgrade or upsell. */
export function DefaultModelForm({ relationship, onClose }: DefaultModelFormProps): JSX.Element {
  const [model, setModel] = useState(relationship.defaultLicenseModelId);
  const { productRelationshipId, toProductId, version } = relationship;
  return (
    <Modal opened onClose={onClose} title={text.changeModel}>
      <OperationForm
        operation="changeProductRelationship"
        request={{ path: { productRelationshipId }, body: { defaultLicenseModelId: model }, version }}
        submitLabel={catalogText.applyChange}
        pointers={['/defaultLicenseModelId']}
        plan={(answer) => <ChangePlan answer={answer} names={{ defaultLicenseModelId: text.defaultModel }} />}
        onDone={onClose}
        onCancel={onClose}
      >
        {(problem) => (
          <Stack gap="xs">
            <Text size="sm">{sentence(relationship)}</Text>
            <DefaultModelField productId={toProductId} value={model} onChange={setModel} problem={problem} />
          </Stack>
        )}
      </OperationForm>
    </Modal>
  );
}
