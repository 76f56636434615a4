import type { JSX } from 'react';
import type { ItemOf } from '../../shared/api/call.ts';

/** The products of a line item with their versions. */
export function ProductNames({ item }: { readonly item: Pick<ItemOf<'listLineItems'>, 'products'> }): JSX.Element {
  return <>{item.products.map(({ name, version }) => `${name} ${version}`).join(', ')}</>;
}
