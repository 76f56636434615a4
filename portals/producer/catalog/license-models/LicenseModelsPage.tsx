import { useNavigate } from '@tanstack/react-router';
import type { JSX } from 'react';
import { licenseTechnologies } from '../../../../src/shared/vocabulary.ts';
import { partsText } from '../../../messages/en/producer-catalog-parts.ts';
import { modelsText as text } from '../../../messages/en/producer-license-models.ts';
import { technologiesText } from '../../../messages/en/producer-license-technologies.ts';
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
import { catalogFilters } from '../catalog-filters.ts';
import { CatalogStateMark } from '../CatalogStateMark.tsx';
import { moreModelFilters } from '../more-filters.ts';
import { CatalogPicker } from '../pickers/CatalogPicker.tsx';
import { useReasonsAgainst } from '../reasons-against.ts';
import { UseWords } from '../UseWords.tsx';
import { NewModelForm } from './ModelForms.tsx';

type LicenseModel = ItemOf<'listLicenseModels'>;

function addressOf({ licenseModelId }: Pick<LicenseModel, 'licenseModelId'>): string {
  return `/license-models/${encodeURIComponent(licenseModelId)}`;
}

const columns: readonly ResourceColumn<LicenseModel>[] = [
  { key: 'name', header: partsText.name, sort: 'name', cell: ({ name }) => name },
  { key: 'id', header: partsText.id, cell: (model) => <Key value={model.licenseModelId} to={addressOf(model)} /> },
  { key: 'state', header: partsText.state, cell: ({ state }) => <CatalogStateMark state={state} /> },
  {
    key: 'technology',
    header: text.technology,
    cell: ({ technology, licenseTechnologyId }) => (
      <>
        {technologiesText[`technology_${technology}`]}
        {licenseTechnologyId !== null && <span className="licet-quiet"> {licenseTechnologyId}</span>}
      </>
    ),
  },
  { key: 'counting', header: text.countingColumn, cell: ({ counting }) => text[`counting_${counting}`] },
  { key: 'lock', header: text.lock, cell: ({ lock }) => text[`lock_${lock}`] },
  {
    key: 'attributes',
    header: text.attributes,
    isNumber: true,
    cell: ({ attributes }) => attributes.length,
  },
  {
    key: 'use',
    header: partsText.usedBy,
    cell: (model) => <UseWords to={addressOf(model)} uses={[[model.productCount, partsText.inProducts]]} />,
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
  ...catalogFilters,
  {
    name: 'technology',
    label: text.technology,
    kind: 'choice',
    choices: licenseTechnologies.map((value) => ({ value, label: technologiesText[`technology_${value}`] })),
  },
  {
    name: 'licenseTechnologyId',
    label: text.ownTechnology,
    kind: 'own',
    field: (value, onChange) => (
      <CatalogPicker
        kind="licenseTechnology"
        label={text.ownTechnology}
        value={value}
        onChange={onChange}
        width={200}
      />
    ),
  },
];

/** How licenses behave. */
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
        operation="listLicenseModels"
        label={text.title}
        columns={columns}
        filters={filters}
        moreFilters={moreModelFilters}
        rowKey={({ licenseModelId }) => licenseModelId}
        onOpen={(model) => void navigate({ to: addressOf(model) })}
        empty={<EmptyState title={text.empty}>{text.emptyText}</EmptyState>}
      />
      {search['new'] !== undefined && reasonsAgainst.length === 0 && (
        <NewModelForm onClose={() => setSearch({ new: undefined }, { replace: true })} />
      )}
    </Guarded>
  );
}
