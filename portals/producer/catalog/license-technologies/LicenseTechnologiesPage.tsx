import { useNavigate } from '@tanstack/react-router';
import type { JSX } from 'react';
import { licenseTechnologies } from '../../../../src/shared/vocabulary.ts';
import { partsText } from '../../../messages/en/producer-catalog-parts.ts';
import { catalogText } from '../../../messages/en/producer-catalog.ts';
import { technologiesText as text } from '../../../messages/en/producer-license-technologies.ts';
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
import { findFilter } from '../catalog-filters.ts';
import { CatalogStateMark } from '../CatalogStateMark.tsx';
import { moreCatalogFilters } from '../more-filters.ts';
import { useReasonsAgainst } from '../reasons-against.ts';
import { UseWords } from '../UseWords.tsx';
import { NewTechnologyForm } from './TechnologyForms.tsx';

type LicenseTechnology = ItemOf<'listLicenseTechnologies'>;

function addressOf({ licenseTechnologyId }: Pick<LicenseTechnology, 'licenseTechnologyId'>): string {
  return `/license-technologies/${encodeURIComponent(licenseTechnologyId)}`;
}

const columns: readonly ResourceColumn<LicenseTechnology>[] = [
  { key: 'name', header: partsText.name, sort: 'name', cell: ({ name }) => name },
  {
    key: 'id',
    header: partsText.id,
    cell: (technology) => <Key value={technology.licenseTechnologyId} to={addressOf(technology)} />,
  },
  {
    key: 'technology',
    header: text.technology,
    cell: ({ technology, letter }) => (
      <>
        <span className="licet-key">{letter}</span> {text[`technology_${technology}`]}
      </>
    ),
  },
  { key: 'state', header: partsText.state, cell: ({ state }) => <CatalogStateMark state={state} /> },
  { key: 'origin', header: text.origin, cell: ({ builtIn }) => (builtIn ? text.builtIn : text.own) },
  {
    key: 'generator',
    header: text.generator,
    cell: ({ generator }) => text[`generator_${generator?.kind ?? 'builtIn'}`],
  },
  {
    key: 'use',
    header: partsText.usedBy,
    cell: (one) => <UseWords to={addressOf(one)} uses={[[one.licenseModelCount, partsText.inModels]]} />,
  },
  {
    key: 'made',
    header: partsText.made,
    sort: 'createdAt',
    isHiddenAtFirst: true,
    cell: ({ createdAt }) => <Instant at={createdAt} />,
  },
];

const filters: readonly Filter[] = [
  findFilter,
  {
    name: 'state',
    label: partsText.state,
    kind: 'choice',
    choices: (['draft', 'deployed'] as const).map((value) => ({ value, label: catalogText[`state_${value}`] })),
  },
  {
    name: 'technology',
    label: text.technology,
    kind: 'choice',
    choices: licenseTechnologies.map((value) => ({ value, label: text[`technology_${value}`] })),
  },
];

/** How licenses are made. */
export function Page(): JSX.Element {
  const navigate = useNavigate();
  const { search, setSearch } = useUrlState();
  const reasonsAgainst = useReasonsAgainst()('createLicenseModels');
  return (
    <Guarded permission="viewLicenseModels">
      <PageHead title={text.title}>
        <Verb onClick={() => setSearch({ new: '1' })} reasonsAgainst={reasonsAgainst}>
          {text.newTitle}
        </Verb>
      </PageHead>
      <ResourceTable
        operation="listLicenseTechnologies"
        label={text.title}
        columns={columns}
        filters={filters}
        moreFilters={moreCatalogFilters}
        rowKey={({ licenseTechnologyId }) => licenseTechnologyId}
        onOpen={(technology) => void navigate({ to: addressOf(technology) })}
        empty={<EmptyState title={text.empty}>{text.emptyText}</EmptyState>}
      />
      {search['new'] !== undefined && reasonsAgainst.length === 0 && (
        <NewTechnologyForm onClose={() => setSearch({ new: undefined }, { replace: true })} />
      )}
    </Guarded>
  );
}
