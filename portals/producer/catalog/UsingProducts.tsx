import { useNavigate } from '@tanstack/react-router';
import type { JSX } from 'react';
import { partsText as text } from '../../messages/en/producer-catalog-parts.ts';
import type { ItemOf } from '../../shared/api/call.ts';
import { EmptyState } from '../../shared/EmptyState.tsx';
import { Key } from '../../shared/Key.tsx';
import { ResourceTable, type ResourceColumn } from '../../shared/ResourceTable.tsx';
import { useMay } from '../../shared/session.ts';
import { CatalogStateMark } from './CatalogStateMark.tsx';

type Product = ItemOf<'listProducts'>;

const columns: readonly ResourceColumn<Product>[] = [
  { key: 'name', header: text.products, sort: 'name', cell: ({ name, version }) => `${name} ${version}` },
  {
    key: 'id',
    header: text.id,
    cell: ({ productId }) => <Key value={productId} to={`/products/${encodeURIComponent(productId)}`} />,
  },
  { key: 'kind', header: text.productKind, cell: ({ kind }) => text[`kind_${kind}`] },
  { key: 'state', header: text.state, cell: ({ state }) => <CatalogStateMark state={state} /> },
];

interface UsingProductsProps {
  /** what the products hold */
  readonly holding: Readonly<Record<string, string>>;
}

/** The products that hold a part of the catalog. */
export function UsingProducts({ holding }: UsingProductsProps): JSX.Element | null {
  const navigate = useNavigate();
  if (!useMay()('viewProducts')) return null;
  return (
    <ResourceTable
      operation="listProducts"
      fixedQuery={holding}
      prefix="products."
      limit={20}
      isPart
      label={text.products}
      columns={columns}
      rowKey={({ productId }) => productId}
      onOpen={({ productId }) => void navigate({ to: `/products/${encodeURIComponent(productId)}` })}
      empty={<EmptyState title={text.noProducts}>{text.noProductsText}</EmptyState>}
    />
  );
}
