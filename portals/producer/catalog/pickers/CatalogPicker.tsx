import type { JSX } from 'react';
import { catalogText as text } from '../../../messages/en/producer-catalog.ts';
import { useMay } from '../../../shared/session.ts';
import { SearchPicker, type PickerProps } from '../../../shared/SearchPicker.tsx';
import { catalogKinds, pickableLabel, type CatalogKindName, type Pickable } from './catalog-kinds.ts';

interface CatalogPickerProps extends PickerProps {
  readonly kind: CatalogKindName;
  /** the picked thing is named anew: what is inactive or obsolete takes no new references, so it is not offered */
  readonly isForNew?: boolean;
  /** keys that are not offered, as they are named already */
  readonly except?: readonly string[];
}

/** Finds something of the catalog by any part of its name, version or ID. */
export function CatalogPicker({ kind, isForNew = false, except = [], ...props }: CatalogPickerProps): JSX.Element {
  const { permission, useFound, useOne } = catalogKinds[kind];
  const maySee = useMay()(permission);
  const { value } = props;
  const one = useOne(maySee ? value : undefined);
  const isOffered = ({ key, state }: Pickable): boolean =>
    !except.includes(key) && !(isForNew && (state === 'inactive' || state === 'obsolete'));
  return (
    <SearchPicker
      placeholder={isForNew ? text.find : text.any}
      {...props}
      chosen={value === undefined ? undefined : { value, label: one === undefined ? value : pickableLabel(one) }}
      useOptions={(asked, isOpen) => {
        const { items, isFetching } = useFound(asked, isOpen && maySee);
        return {
          options: items.filter(isOffered).map((item) => ({ value: item.key, label: pickableLabel(item) })),
          empty: maySee
            ? foundNothing(isFetching)
            : `${text.needsPermission} ${text.needsPermissionRemedy(permission)}`,
        };
      }}
      clearLabel={text.clear(props.label)}
    />
  );
}

function foundNothing(isLooking: boolean): string {
  return isLooking ? text.looking : text.nothingFound;
}
