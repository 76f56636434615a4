import { SimpleGrid, Title } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { JSX } from 'react';
import { partsText } from '../../../messages/en/producer-catalog-parts.ts';
import { featuresText as text } from '../../../messages/en/producer-features.ts';
import type { ItemOf } from '../../../shared/api/call.ts';
import { Facts } from '../../../shared/Facts.tsx';
import { EmptyState } from '../../../shared/EmptyState.tsx';
import { Key } from '../../../shared/Key.tsx';
import { ResourceTable, type ResourceColumn } from '../../../shared/ResourceTable.tsx';
import { useMay } from '../../../shared/session.ts';
import { stamps } from '../../accounts/AccountFacts.tsx';
import { CatalogStateMark } from '../CatalogStateMark.tsx';
import { UsingProducts } from '../UsingProducts.tsx';
import type { Feature } from './feature-wish.ts';
import { dupGroupWords } from './feature-words.ts';

/** What a feature is, what licenses say of it, and what holds it. */
export function FeatureFacts({ feature }: { readonly feature: Feature }): JSX.Element {
  const { featureId, vendorString, notice, serialNumber, dupGroup } = feature;
  const may = useMay();
  return (
    <>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl" verticalSpacing={4}>
        <Facts
          facts={[
            [partsText.version, feature.version ?? text.versionFormatHint],
            [partsText.description, feature.description],
            ...stamps(feature),
          ]}
        />
        <Facts
          facts={[
            [text.vendorString, vendorString],
            [text.notice, notice],
            [text.serialNumber, serialNumber],
            [text.dupGroup, dupGroupWords(dupGroup)],
          ]}
        />
      </SimpleGrid>
      <Title order={2} mt="lg" mb="xs">
        {partsText.usedBy}
      </Title>
      <UsingProducts holding={{ featureId }} />
      {may('viewFeatureBundles') && <UsingBundles featureId={featureId} />}
    </>
  );
}

const columns: readonly ResourceColumn<ItemOf<'listFeatureBundles'>>[] = [
  { key: 'name', header: text.bundles, sort: 'name', cell: ({ name }) => name },
  {
    key: 'id',
    header: partsText.id,
    cell: ({ featureBundleId }) => (
      <Key value={featureBundleId} to={`/feature-bundles/${encodeURIComponent(featureBundleId)}`} />
    ),
  },
  { key: 'state', header: partsText.state, cell: ({ state }) => <CatalogStateMark state={state} /> },
];

function UsingBundles({ featureId }: { readonly featureId: string }): JSX.Element {
  const navigate = useNavigate();
  return (
    <ResourceTable
      operation="listFeatureBundles"
      fixedQuery={{ featureId }}
      prefix="bundles."
      limit={20}
      isPart
      label={text.bundles}
      columns={columns}
      rowKey={({ featureBundleId }) => featureBundleId}
      onOpen={({ featureBundleId }) => void navigate({ to: `/feature-bundles/${encodeURIComponent(featureBundleId)}` })}
      empty={<EmptyState title={text.noBundles} />}
    />
  );
}
