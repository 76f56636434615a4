import type { JSX } from 'react';
import { entitlementsText as text } from '../../messages/en/producer-entitlements.ts';
import { useApi } from '../../shared/api/queries.ts';
import { SearchPicker, type Option, type PickerProps } from '../../shared/SearchPicker.tsx';

/** Finds a product by any part of its name or ID. */
export function ProductPicker(props: PickerProps): JSX.Element {
  const chosen = useChosen(props.value);
  return (
    <SearchPicker
      placeholder={text.anyProduct}
      {...props}
      chosen={chosen}
      useOptions={useProducts}
      clearLabel={text.clearProduct}
    />
  );
}

function useProducts(asked: string, isOpen: boolean) {
  const found = useApi(
    'listProducts',
    { query: { limit: 20, sort: 'name', ...(asked === '' ? {} : { q: asked }) } },
    { enabled: isOpen, keepPrevious: true },
  );
  const items = found.data?.items ?? [];
  return {
    options: items.map((product) => ({ value: product.productId, label: labelOf(product) })),
    empty: found.isFetching ? text.lookingForProduct : text.noProductFound,
  };
}

function useChosen(value: string | undefined): Option | undefined {
  const product = useApi('getProduct', { path: { productId: value ?? '' } }, { enabled: value !== undefined });
  if (value === undefined) return undefined;
  return { value, label: product.data === undefined ? value : labelOf(product.data) };
}

function labelOf({ name, version }: { readonly name: string; readonly version: string }): string {
  return `${name} ${version}`.trim();
}
