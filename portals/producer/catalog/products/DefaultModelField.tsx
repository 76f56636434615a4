import { Select } from '@mantine/core';
import type { JSX } from 'react';
import { productsText as text } from '../../../messages/en/producer-products.ts';
import { useApi } from '../../../shared/api/queries.ts';
import { sentences } from '../pickers/sentences.ts';

interface DefaultModelFieldProps {
  /** what the upgrade or upsell leads to: its models are offered */
  readonly productId: string | undefined;
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
  readonly problem: unknown;
}

/** The license model that line items get by an upgrade or upsell. */
export function DefaultModelField({ productId, value, onChange, problem }: DefaultModelFieldProps): JSX.Element {
  const { data } = useApi('getProduct', { path: { productId: productId ?? '' } }, { enabled: productId !== undefined });
  const offered = data?.licenseModels ?? [];
  const all = value === null || offered.includes(value) ? offered : [value, ...offered];
  return (
    <Select
      label={text.defaultModel}
      placeholder={text.noDefaultModel}
      data={[...all]}
      value={value}
      onChange={onChange}
      error={sentences(problem, '/defaultLicenseModelId')}
      clearable
      clearButtonProps={{ 'aria-label': text.noDefaultModel }}
    />
  );
}
