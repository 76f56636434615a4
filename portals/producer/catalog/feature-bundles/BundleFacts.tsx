import { Table, Title } from '@mantine/core';
import type { JSX } from 'react';
import { partsText } from '../../../messages/en/producer-catalog-parts.ts';
import { bundlesText as text } from '../../../messages/en/producer-features.ts';
import { useApi } from '../../../shared/api/queries.ts';
import { Facts } from '../../../shared/Facts.tsx';
import { Key } from '../../../shared/Key.tsx';
import { useMay } from '../../../shared/session.ts';
import { stamps } from '../../accounts/AccountFacts.tsx';
import { CatalogStateMark } from '../CatalogStateMark.tsx';
import { UsingProducts } from '../UsingProducts.tsx';
import type { FeatureBundle } from './bundle-wish.ts';

/** What a feature bundle holds, and what holds it. */
export function BundleFacts({ bundle }: { readonly bundle: FeatureBundle }): JSX.Element {
  const { features, featureBundleId } = bundle;
  return (
    <>
      <Facts facts={[[partsText.description, bundle.description], ...stamps(bundle)]} />
      <Title order={2} mt="lg" mb="xs">
        {text.features}
      </Title>
      {features.length === 0 ? (
        <span className="licet-quiet">{text.noFeatures}</span>
      ) : (
        <Table className="licet-table" aria-label={text.features} maw="48rem">
          <Table.Thead>
            <Table.Tr>
              <Table.Th className="licet-number">{partsText.count}</Table.Th>
              <Table.Th>{text.feature}</Table.Th>
              <Table.Th>{partsText.id}</Table.Th>
              <Table.Th>{partsText.state}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {features.map((part) => (
              <FeatureRow key={part.featureId} {...part} />
            ))}
          </Table.Tbody>
        </Table>
      )}
      <Title order={2} mt="lg" mb="xs">
        {partsText.usedBy}
      </Title>
      <UsingProducts holding={{ featureBundleId }} />
    </>
  );
}

function FeatureRow({ featureId, count }: FeatureBundle['features'][number]): JSX.Element {
  const may = useMay()('viewFeatures');
  const { data: feature } = useApi('getFeature', { path: { featureId } }, { enabled: may });
  return (
    <Table.Tr>
      <Table.Td className="licet-number" data-label={partsText.count}>
        {count}
      </Table.Td>
      <Table.Td data-label={text.feature}>
        {feature === undefined ? featureId : `${feature.name} ${feature.version ?? ''}`}
      </Table.Td>
      <Table.Td data-label={partsText.id}>
        <Key value={featureId} to={may ? `/features/${encodeURIComponent(featureId)}` : undefined} />
      </Table.Td>
      <Table.Td data-label={partsText.state}>{feature && <CatalogStateMark state={feature.state} />}</Table.Td>
    </Table.Tr>
  );
}
