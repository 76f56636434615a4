import { useNavigate } from '@tanstack/react-router';
import type { JSX } from 'react';
import { partsText } from '../../../messages/en/producer-catalog-parts.ts';
import { linesText as text } from '../../../messages/en/producer-product-lines.ts';
import type { ItemOf } from '../../../shared/api/call.ts';
import { Instant } from '../../../shared/Day.tsx';
import { EmptyState } from '../../../shared/EmptyState.tsx';
import { Key } from '../../../shared/Key.tsx';
import { PageHead } from '../../../shared/PageHead.tsx';
import { ResourceTable, type ResourceColumn } from '../../../shared/ResourceTable.tsx';
import { useUrlState } from '../../../shared/search-text.ts';
import { Guarded } from '../../../shared/SignedIn.tsx';
import { Verb } from '../../../shared/Verb.tsx';
import { findFilter } from '../catalog-filters.ts';
import { moreCatalogFilters } from '../more-filters.ts';
import { useReasonsAgainst } from '../reasons-against.ts';
import { UseWords } from '../UseWords.tsx';
import { NewLineForm } from './LineForms.tsx';

type ProductLine = ItemOf<'listProductLines'>;

function addressOf({ productLineId }: Pick<ProductLine, 'productLineId'>): string {
  return `/product-lines/${encodeURIComponent(productLineId)}`;
}

const columns: readonly ResourceColumn<ProductLine>[] = [
  { key: 'name', header: partsText.name, sort: 'name', cell: ({ name }) => name },
  { key: 'id', header: partsText.id, cell: (line) => <Key value={line.productLineId} to={addressOf(line)} /> },
  {
    key: 'products',
    header: text.products,
    cell: ({ productLineId, productCount }) => (
      <UseWords to="/products" search={{ productLine: productLineId }} uses={[[productCount, partsText.inProducts]]} />
    ),
  },
  { key: 'description', header: partsText.description, cell: ({ description }) => description },
  { key: 'made', header: partsText.made, sort: 'createdAt', cell: ({ createdAt }) => <Instant at={createdAt} /> },
];

/** Products that belong together. */
export function Page(): JSX.Element {
  const navigate = useNavigate();
  const { search, setSearch } = useUrlState();
  const reasonsAgainst = useReasonsAgainst()('manageProductLines');
  return (
    <Guarded permission="viewProducts">
      <PageHead title={text.title}>
        <Verb onClick={() => setSearch({ new: '1' })} reasonsAgainst={reasonsAgainst}>
          {text.newTitle}
        </Verb>
      </PageHead>
      <ResourceTable
        operation="listProductLines"
        label={text.title}
        columns={columns}
        filters={[findFilter]}
        moreFilters={moreCatalogFilters}
        rowKey={({ productLineId }) => productLineId}
        onOpen={(line) => void navigate({ to: addressOf(line) })}
        empty={<EmptyState title={text.empty}>{text.emptyText}</EmptyState>}
      />
      {search['new'] !== undefined && reasonsAgainst.length === 0 && (
        <NewLineForm onClose={() => setSearch({ new: undefined }, { replace: true })} />
      )}
    </Guarded>
  );
}
