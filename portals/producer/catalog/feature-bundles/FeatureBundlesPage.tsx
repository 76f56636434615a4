import { useNavigate } from '@tanstack/react-router';
import type { JSX } from 'react';
import { partsText } from '../../../messages/en/producer-catalog-parts.ts';
import { bundlesText as text } from '../../../messages/en/producer-features.ts';
import type { ItemOf } from '../../../shared/api/call.ts';
import { Instant } from '../../../shared/Day.tsx';
import { EmptyState } from '../../../shared/EmptyState.tsx';
import { Key } from '../../../shared/Key.tsx';
import { PageHead } from '../../../shared/PageHead.tsx';
import { ResourceTable, type ResourceColumn } from '../../../shared/ResourceTable.tsx';
import { useUrlState } from '../../../shared/search-text.ts';
import { Guarded } from '../../../shared/SignedIn.tsx';
import { Verb } from '../../../shared/Verb.tsx';
import { catalogFilters } from '../catalog-filters.ts';
import { CatalogStateMark } from '../CatalogStateMark.tsx';
import { moreCatalogFilters } from '../more-filters.ts';
import { useReasonsAgainst } from '../reasons-against.ts';
import { UseWords } from '../UseWords.tsx';
import { NewBundleForm } from './NewBundleForm.tsx';

type FeatureBundle = ItemOf<'listFeatureBundles'>;

function addressOf({ featureBundleId }: Pick<FeatureBundle, 'featureBundleId'>): string {
  return `/feature-bundles/${encodeURIComponent(featureBundleId)}`;
}

const columns: readonly ResourceColumn<FeatureBundle>[] = [
  { key: 'name', header: partsText.name, sort: 'name', cell: ({ name }) => name },
  {
    key: 'id',
    header: partsText.id,
    cell: (bundle) => <Key value={bundle.featureBundleId} to={addressOf(bundle)} />,
  },
  { key: 'state', header: partsText.state, cell: ({ state }) => <CatalogStateMark state={state} /> },
  { key: 'features', header: text.features, isNumber: true, cell: ({ features }) => features.length },
  {
    key: 'use',
    header: partsText.usedBy,
    cell: (bundle) => <UseWords to={addressOf(bundle)} uses={[[bundle.productCount, partsText.inProducts]]} />,
  },
  { key: 'description', header: partsText.description, isHiddenAtFirst: true, cell: ({ description }) => description },
  { key: 'made', header: partsText.made, sort: 'createdAt', cell: ({ createdAt }) => <Instant at={createdAt} /> },
];

/** Features that are sold together. */
export function Page(): JSX.Element {
  const navigate = useNavigate();
  const { search, setSearch } = useUrlState();
  const reasonsAgainst = useReasonsAgainst()('createFeatureBundles');
  return (
    <Guarded permission="viewFeatureBundles">
      <PageHead title={text.title}>
        <Verb onClick={() => setSearch({ new: '1' })} reasonsAgainst={reasonsAgainst}>
          {text.newTitle}
        </Verb>
      </PageHead>
      <ResourceTable
        operation="listFeatureBundles"
        label={text.title}
        columns={columns}
        filters={catalogFilters}
        moreFilters={moreCatalogFilters}
        rowKey={({ featureBundleId }) => featureBundleId}
        onOpen={(bundle) => void navigate({ to: addressOf(bundle) })}
        empty={<EmptyState title={text.empty}>{text.emptyText}</EmptyState>}
      />
      {search['new'] !== undefined && reasonsAgainst.length === 0 && (
        <NewBundleForm onClose={() => setSearch({ new: undefined }, { replace: true })} />
      )}
    </Guarded>
  );
}
