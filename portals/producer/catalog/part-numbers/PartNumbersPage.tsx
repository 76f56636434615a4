import { useNavigate } from '@tanstack/react-router';
import type { JSX } from 'react';
import { partsText } from '../../../messages/en/producer-catalog-parts.ts';
import { partNumbersText as text } from '../../../messages/en/producer-product-lines.ts';
import type { ItemOf } from '../../../shared/api/call.ts';
import { Instant } from '../../../shared/Day.tsx';
import { EmptyState } from '../../../shared/EmptyState.tsx';
import { Key } from '../../../shared/Key.tsx';
import { PageHead } from '../../../shared/PageHead.tsx';
import type { Filter } from '../../../shared/resource-table-state.ts';
import { ResourceTable, type ResourceColumn } from '../../../shared/ResourceTable.tsx';
import { useUrlState } from '../../../shared/search-text.ts';
import { Guarded } from '../../../shared/SignedIn.tsx';
import { Verb } from '../../../shared/Verb.tsx';
import { morePartFilters } from '../more-filters.ts';
import { CatalogPicker } from '../pickers/CatalogPicker.tsx';
import { useReasonsAgainst } from '../reasons-against.ts';
import { ThingLink } from '../ThingLink.tsx';
import { NewPartForm } from './PartForms.tsx';

type PartNumber = ItemOf<'listPartNumbers'>;

function addressOf({ partNumber }: Pick<PartNumber, 'partNumber'>): string {
  return `/part-numbers/${encodeURIComponent(partNumber)}`;
}

const columns: readonly ResourceColumn<PartNumber>[] = [
  {
    key: 'partNumber',
    header: text.partNumber,
    sort: 'partNumber',
    cell: (part) => <Key value={part.partNumber} to={addressOf(part)} />,
  },
  {
    key: 'product',
    header: text.product,
    cell: ({ productId }) =>
      productId === null ? (
        <span className="licet-quiet">{text.unmapped}</span>
      ) : (
        <ThingLink kind="product" id={productId} />
      ),
  },
  {
    key: 'licenseModel',
    header: text.licenseModel,
    cell: ({ productId, licenseModelId }) =>
      licenseModelId === null ? (
        productId !== null && <span className="licet-quiet">{text.anyModel}</span>
      ) : (
        <ThingLink kind="licenseModel" id={licenseModelId} />
      ),
  },
  { key: 'description', header: partsText.description, cell: ({ description }) => description },
  { key: 'made', header: partsText.made, sort: 'createdAt', cell: ({ createdAt }) => <Instant at={createdAt} /> },
];

const filters: readonly Filter[] = [
  { name: 'q', label: text.find, kind: 'text' },
  {
    name: 'unmappedWithProduct',
    label: text.mapped,
    kind: 'choice',
    choices: [
      { value: 'false', label: text.isMapped },
      { value: 'true', label: text.isUnmapped },
    ],
  },
  {
    name: 'productId',
    label: text.product,
    kind: 'own',
    field: (value, onChange) => (
      <CatalogPicker kind="product" label={text.product} value={value} onChange={onChange} width={220} />
    ),
  },
  {
    name: 'licenseModelId',
    label: text.licenseModel,
    kind: 'own',
    field: (value, onChange) => (
      <CatalogPicker kind="licenseModel" label={text.licenseModel} value={value} onChange={onChange} width={220} />
    ),
  },
];

/** What order systems call products. */
export function Page(): JSX.Element {
  const navigate = useNavigate();
  const { search, setSearch } = useUrlState();
  const reasonsAgainst = useReasonsAgainst()('updateProducts');
  return (
    <Guarded permission="viewProducts">
      <PageHead title={text.title}>
        <Verb onClick={() => setSearch({ new: '1' })} reasonsAgainst={reasonsAgainst}>
          {text.newTitle}
        </Verb>
      </PageHead>
      <ResourceTable
        operation="listPartNumbers"
        label={text.title}
        columns={columns}
        filters={filters}
        moreFilters={morePartFilters}
        rowKey={({ partNumber }) => partNumber}
        onOpen={(part) => void navigate({ to: addressOf(part) })}
        empty={<EmptyState title={text.empty}>{text.emptyText}</EmptyState>}
      />
      {search['new'] !== undefined && reasonsAgainst.length === 0 && (
        <NewPartForm onClose={() => setSearch({ new: undefined }, { replace: true })} />
      )}
    </Guarded>
  );
}
