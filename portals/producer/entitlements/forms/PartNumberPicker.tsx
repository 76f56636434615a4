import type { JSX } from 'react';
import { entitlementFormsText as text } from '../../../messages/en/producer-entitlements-forms.ts';
import type { ItemOf } from '../../../shared/api/call.ts';
import { useApi } from '../../../shared/api/queries.ts';
import { SearchPicker, type PickerProps } from '../../../shared/SearchPicker.tsx';

/** Finds a part number by any part of it or of its description. */
export function PartNumberPicker(props: PickerProps): JSX.Element {
  const { value } = props;
  return (
    <SearchPicker
      placeholder={text.findPartNumber}
      {...props}
      chosen={value === undefined ? undefined : { value, label: value }}
      useOptions={usePartNumbers}
      clearLabel={text.anyPartNumber}
    />
  );
}

function usePartNumbers(asked: string, isOpen: boolean) {
  const found = useApi(
    'listPartNumbers',
    { query: { limit: 20, sort: 'partNumber', ...(asked === '' ? {} : { q: asked }) } },
    { enabled: isOpen, keepPrevious: true },
  );
  return {
    options: (found.data?.items ?? []).map((part) => ({ value: part.partNumber, label: labelOf(part) })),
    empty: found.isFetching ? text.looking : text.noPartNumber,
  };
}

function labelOf({ partNumber, description }: ItemOf<'listPartNumbers'>): string {
  return description === null ? partNumber : `${partNumber}, ${description}`;
}
