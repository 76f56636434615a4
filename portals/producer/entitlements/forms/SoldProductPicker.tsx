import type { JSX } from 'react';
import { entitlementFormsText as text } from '../../../messages/en/producer-entitlements-forms.ts';
import { useApi } from '../../../shared/api/queries.ts';
import { SearchPicker, type PickerProps } from '../../../shared/SearchPicker.tsx';
import { productName } from '../item-words.ts';
import { useProducts } from './use-catalog.ts';

interface SoldProductPickerProps extends PickerProps {
  /** maintenance, or what is licensed */
  readonly isMaintenance?: boolean;
  /** of a test entitlement: drafts are offered too */
  readonly isTest: boolean;
  readonly except?: readonly string[];
}

/** Finds a product that can be sold now, by any part of its name, version or ID. */
export function SoldProductPicker({
  isMaintenance = false,
  isTest,
  except = [],
  ...props
}: SoldProductPickerProps): JSX.Element {
  const [chosen] = useProducts(props.value === undefined ? [] : [props.value]);
  return (
    <SearchPicker
      placeholder={text.findProduct}
      {...props}
      chosen={
        props.value === undefined
          ? undefined
          : { value: props.value, label: chosen === undefined ? props.value : productName(chosen) }
      }
      useOptions={(asked, isOpen) => {
        const found = useApi(
          'listProducts',
          {
            query: {
              limit: 50,
              sort: 'name',
              ...(isMaintenance ? { kind: 'maintenance' } : {}),
              ...(isTest ? {} : { state: 'deployed' }),
              ...(asked === '' ? {} : { q: asked }),
            },
          },
          { enabled: isOpen, keepPrevious: true },
        );
        const items = (found.data?.items ?? []).filter(
          ({ kind, state, productId }) =>
            (kind === 'maintenance') === isMaintenance &&
            (state === 'deployed' || state === 'draft') &&
            !except.includes(productId),
        );
        return {
          options: items.map((product) => ({ value: product.productId, label: labelOf(product) })),
          empty: found.isFetching ? text.looking : text.noProduct,
        };
      }}
      clearLabel={text.noProduct}
    />
  );
}

function labelOf(product: { readonly productId: string; readonly name: string; readonly version: string }): string {
  const name = productName(product);
  return name === product.productId ? name : `${name} (${product.productId})`;
}
