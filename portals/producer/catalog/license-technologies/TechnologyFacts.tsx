import { Code, SimpleGrid, Title } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { JSX } from 'react';
import { partsText } from '../../../messages/en/producer-catalog-parts.ts';
import { technologiesText as text } from '../../../messages/en/producer-license-technologies.ts';
import type { ItemOf } from '../../../shared/api/call.ts';
import { EmptyState } from '../../../shared/EmptyState.tsx';
import { Facts } from '../../../shared/Facts.tsx';
import { Key } from '../../../shared/Key.tsx';
import { ResourceTable, type ResourceColumn } from '../../../shared/ResourceTable.tsx';
import { stamps } from '../../accounts/AccountFacts.tsx';
import { CatalogStateMark } from '../CatalogStateMark.tsx';
import type { LicenseTechnology } from './technology-wish.ts';

/** How a license technology makes licenses, and which license models name it. */
export function TechnologyFacts({ technology: one }: { readonly technology: LicenseTechnology }): JSX.Element {
  const { licenseTechnologyId, technology, letter, builtIn, generator, hostTypes } = one;
  return (
    <>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl" verticalSpacing={4}>
        <Facts
          facts={[
            [
              text.technology,
              <span key="technology">
                <span className="licet-key">{letter}</span> {text[`technology_${technology}`]}
              </span>,
            ],
            [text.origin, builtIn ? text.builtIn : text.own],
            [text.generator, text[`generator_${generator?.kind ?? 'builtIn'}`]],
            [text.hostTypes, hostTypes.length === 0 ? text.anyHost : hostTypes.join(', ')],
          ]}
        />
        <Facts facts={[[partsText.description, one.description], ...stamps(one)]} />
      </SimpleGrid>
      {generator?.kind === 'template' && (
        <>
          <Title order={2} mt="lg" mb="xs">
            {text.template}
          </Title>
          <Code block tabIndex={0} mah={320} style={{ overflow: 'auto' }} aria-label={text.template} role="region">
            {generator.template}
          </Code>
        </>
      )}
      <Title order={2} mt="lg" mb="xs">
        {partsText.usedBy}
      </Title>
      {/* Models name a license technology of their own; of the built-in ones they name the kind. */}
      <NamingModels asked={builtIn ? { technology } : { licenseTechnologyId }} />
    </>
  );
}

const columns: readonly ResourceColumn<ItemOf<'listLicenseModels'>>[] = [
  { key: 'name', header: text.models, sort: 'name', cell: ({ name }) => name },
  {
    key: 'id',
    header: partsText.id,
    cell: ({ licenseModelId }) => (
      <Key value={licenseModelId} to={`/license-models/${encodeURIComponent(licenseModelId)}`} />
    ),
  },
  { key: 'state', header: partsText.state, cell: ({ state }) => <CatalogStateMark state={state} /> },
];

function NamingModels({ asked }: { readonly asked: Readonly<Record<string, string>> }): JSX.Element {
  const navigate = useNavigate();
  return (
    <ResourceTable
      operation="listLicenseModels"
      fixedQuery={asked}
      prefix="models."
      limit={20}
      isPart
      label={text.models}
      columns={columns}
      rowKey={({ licenseModelId }) => licenseModelId}
      onOpen={({ licenseModelId }) => void navigate({ to: `/license-models/${encodeURIComponent(licenseModelId)}` })}
      empty={<EmptyState title={text.noModels} />}
    />
  );
}
