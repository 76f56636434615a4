import { Modal, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useState, type JSX } from 'react';
import { productsText as text } from '../../../messages/en/producer-products.ts';
import { OperationForm } from '../../../shared/OperationForm.tsx';
import { sentences } from '../pickers/sentences.ts';
import { productName, type Product } from './product-words.ts';

interface NewPartNumberFormProps {
  readonly product: Product;
  readonly onClose: () => void;
}

/** Gives a product a part number, alone or with one of its license models. */
export function NewPartNumberForm({ product, onClose }: NewPartNumberFormProps): JSX.Element {
  const [partNumber, setPartNumber] = useState('');
  const [description, setDescription] = useState('');
  const [licenseModelId, setLicenseModelId] = useState<string | null>(null);
  const { productId } = product;
  const given = description.trim();
  const body = { partNumber: partNumber.trim(), productId, licenseModelId, description: given === '' ? null : given };
  return (
    <Modal opened onClose={onClose} title={text.partNumberTitle(productName(product))}>
      <OperationForm
        operation="createPartNumber"
        request={{ body }}
        submitLabel={text.makePartNumber}
        pointers={['/partNumber', '/licenseModelId', '/description']}
        onDone={onClose}
        onCancel={onClose}
      >
        {(problem) => (
          <Stack gap="xs">
            <TextInput
              label={text.partNumber}
              value={partNumber}
              onChange={(event) => setPartNumber(event.currentTarget.value)}
              error={sentences(problem, '/partNumber')}
              required
            />
            {product.licenseModels.length > 0 && (
              <ModelChoice {...{ product, licenseModelId, problem }} onChange={setLicenseModelId} />
            )}
            <Textarea
              label={text.description}
              value={description}
              onChange={(event) => setDescription(event.currentTarget.value)}
              error={sentences(problem, '/description')}
              autosize
            />
          </Stack>
        )}
      </OperationForm>
    </Modal>
  );
}

interface ModelChoiceProps {
  readonly product: Product;
  readonly licenseModelId: string | null;
  readonly onChange: (licenseModelId: string | null) => void;
  readonly problem: unknown;
}

function ModelChoice({ product, licenseModelId, onChange, problem }: ModelChoiceProps): JSX.Element {
  return (
    <Select
      label={text.licenseModel}
      placeholder={text.anyModel}
      data={[...product.licenseModels]}
      value={licenseModelId}
      onChange={onChange}
      error={sentences(problem, '/licenseModelId')}
      clearable
      clearButtonProps={{ 'aria-label': text.anyModel }}
    />
  );
}
