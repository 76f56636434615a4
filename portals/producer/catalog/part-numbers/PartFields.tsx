import { Select, Stack } from '@mantine/core';
import type { JSX } from 'react';
import { catalogText } from '../../../messages/en/producer-catalog.ts';
import { partNumbersText as text } from '../../../messages/en/producer-product-lines.ts';
import { useApi } from '../../../shared/api/queries.ts';
import { DescriptionField } from '../DescriptionField.tsx';
import { CatalogPicker } from '../pickers/CatalogPicker.tsx';
import { sentences } from '../pickers/sentences.ts';
import type { PartWish } from './part-wish.ts';

interface PartFieldsProps {
  readonly wish: PartWish;
  readonly onChange: (wish: PartWish) => void;
  readonly problem: unknown;
}

/** The fields that tell what is wrong with them themselves. */
export const partPointers = ['/productId', '/licenseModelId', '/description'];

/** What a part number stands for, and what it is. */
export function PartFields({ wish, onChange, problem }: PartFieldsProps): JSX.Element {
  return (
    <Stack gap="xs">
      <DescriptionField
        value={wish.description}
        onChange={(description) => onChange({ ...wish, description })}
        problem={problem}
      />
      <CatalogPicker
        kind="product"
        label={text.product}
        value={wish.productId}
        onChange={(productId) => onChange({ ...wish, productId, licenseModelId: undefined })}
        error={sentences(problem, '/productId')}
        isForNew
      />
      <ModelField wish={wish} onChange={onChange} problem={problem} />
    </Stack>
  );
}

/** One of the license models of the product. */
function ModelField({ wish, onChange, problem }: PartFieldsProps): JSX.Element {
  const { productId = '', licenseModelId } = wish;
  const product = useApi('getProduct', { path: { productId } }, { enabled: productId !== '' });
  const models = product.data?.licenseModels ?? [];
  return (
    <Select
      label={text.licenseModel}
      description={hintOf(productId, product.data?.licenseModels)}
      placeholder={text.anyModel}
      data={licenseModelId === undefined || models.includes(licenseModelId) ? models : [licenseModelId, ...models]}
      value={licenseModelId ?? null}
      onChange={(chosen) => onChange({ ...wish, licenseModelId: chosen ?? undefined })}
      error={sentences(problem, '/licenseModelId')}
      disabled={models.length === 0 && licenseModelId === undefined}
      clearable
      clearButtonProps={{ 'aria-label': catalogText.clear(text.licenseModel) }}
    />
  );
}

function hintOf(productId: string, models: readonly string[] | undefined): string {
  if (productId === '') return text.productFirst;
  return models?.length === 0 ? text.noModels : text.modelHint;
}
