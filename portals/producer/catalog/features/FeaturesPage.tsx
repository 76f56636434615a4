import { useNavigate } from '@tanstack/react-router';
import type { JSX } from 'react';
import { partsText } from '../../../messages/en/producer-catalog-parts.ts';
import { featuresText as text } from '../../../messages/en/producer-features.ts';
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
import { moreFeatureFilters } from '../more-filters.ts';
import { useReasonsAgainst } from '../reasons-against.ts';
import { NewFeatureForm } from './NewFeatureForm.tsx';
import { UseWords } from '../UseWords.tsx';

type Feature = ItemOf<'listFeatures'>;

const columns: readonly ResourceColumn<Feature>[] = [
  { key: 'name', header: partsText.name, sort: 'name', cell: ({ name }) => name },
  {
    key: 'version',
    header: partsText.version,
    cell: ({ version }) => version ?? <span className="licet-quiet">{text.dated}</span>,
  },
  {
    key: 'id',
    header: partsText.id,
    cell: ({ featureId }) => <Key value={featureId} to={`/features/${encodeURIComponent(featureId)}`} />,
  },
  { key: 'state', header: partsText.state, cell: ({ state }) => <CatalogStateMark state={state} /> },
  {
    key: 'use',
    header: partsText.usedBy,
    cell: ({ featureId, productCount, featureBundleCount }) => (
      <UseWords
        to={`/features/${encodeURIComponent(featureId)}`}
        uses={[
          [productCount, partsText.inProducts],
          [featureBundleCount, partsText.inBundles],
        ]}
      />
    ),
  },
  { key: 'description', header: partsText.description, isHiddenAtFirst: true, cell: ({ description }) => description },
  {
    key: 'made',
    header: partsText.made,
    sort: 'createdAt',
    cell: ({ createdAt }) => <Instant at={createdAt} />,
  },
];

/** What applications ask for. */
export function Page(): JSX.Element {
  const navigate = useNavigate();
  const { search, setSearch } = useUrlState();
  const reasonsAgainst = useReasonsAgainst()('createFeatures');
  return (
    <Guarded permission="viewFeatures">
      <PageHead title={text.title}>
        <Verb onClick={() => setSearch({ new: '1' })} reasonsAgainst={reasonsAgainst}>
          {text.newTitle}
        </Verb>
      </PageHead>
      <ResourceTable
        operation="listFeatures"
        label={text.title}
        columns={columns}
        filters={catalogFilters}
        moreFilters={moreFeatureFilters}
        rowKey={({ featureId }) => featureId}
        onOpen={({ featureId }) => void navigate({ to: `/features/${encodeURIComponent(featureId)}` })}
        empty={<EmptyState title={text.empty}>{text.emptyText}</EmptyState>}
      />
      {search['new'] !== undefined && reasonsAgainst.length === 0 && (
        <NewFeatureForm onClose={() => setSearch({ new: undefined }, { replace: true })} />
      )}
    </Guarded>
  );
}
