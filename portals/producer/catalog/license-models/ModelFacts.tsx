import { SimpleGrid, Table, Title } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { JSX } from 'react';
import { partsText } from '../../../messages/en/producer-catalog-parts.ts';
import { modelsText as text } from '../../../messages/en/producer-license-models.ts';
import { technologiesText } from '../../../messages/en/producer-license-technologies.ts';
import type { ItemOf } from '../../../shared/api/call.ts';
import { EmptyState } from '../../../shared/EmptyState.tsx';
import { Facts } from '../../../shared/Facts.tsx';
import { Key } from '../../../shared/Key.tsx';
import { ResourceTable, type ResourceColumn } from '../../../shared/ResourceTable.tsx';
import { useMay } from '../../../shared/session.ts';
import { stamps } from '../../accounts/AccountFacts.tsx';
import { ThingLink } from '../ThingLink.tsx';
import { UsingProducts } from '../UsingProducts.tsx';
import type { LicenseModel } from './model-wish.ts';
import { allowanceWords, cancelWords, extraWords, overdraftWords, valueWords } from './model-words.ts';
import { countedPolicies } from './policies-wish.ts';

/** How licenses of a model behave, and what uses it. */
export function ModelFacts({ model }: { readonly model: LicenseModel }): JSX.Element {
  const { licenseModelId } = model;
  const may = useMay();
  return (
    <>
      <Behaviour model={model} />
      <Title order={2} mt="lg" mb="xs">
        {text.attributes}
      </Title>
      <Attributes attributes={model.attributes} />
      <Title order={2} mt="lg" mb="xs">
        {partsText.usedBy}
      </Title>
      <UsingProducts holding={{ licenseModelId }} />
      {may('viewProducts') && <UsingPartNumbers licenseModelId={licenseModelId} />}
    </>
  );
}

function Behaviour({ model }: { readonly model: LicenseModel }): JSX.Element {
  const { technology, licenseTechnologyId, counting, lock, policies, overdraft } = model;
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl" verticalSpacing={4}>
      <Facts
        facts={[
          [text.technology, technologiesText[`technology_${technology}`]],
          [
            text.ownTechnology,
            technology === 'custom' &&
              (licenseTechnologyId === null ? (
                text.byHand
              ) : (
                <ThingLink key="own" kind="licenseTechnology" id={licenseTechnologyId} />
              )),
          ],
          [text.countingColumn, text[`counting_${counting}`]],
          [text.lock, text[`lock_${lock}`]],
          [text.overdraft, counting === 'counted' && overdraftWords(overdraft)],
          [partsText.description, model.description],
          ...stamps(model),
        ]}
      />
      <Facts
        facts={[
          ...countedPolicies.map((name) => [text[name], allowanceWords(policies, name)] as const),
          [text.extraActivations, extraWords(policies)],
          [text.cancelLicense, cancelWords(policies)],
        ]}
      />
    </SimpleGrid>
  );
}

function Attributes({ attributes }: Pick<LicenseModel, 'attributes'>): JSX.Element {
  if (attributes.length === 0) return <span className="licet-quiet">{text.noAttributes}</span>;
  return (
    <Table className="licet-table" aria-label={text.attributes}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{text.attributeName}</Table.Th>
          <Table.Th>{text.attributeType}</Table.Th>
          <Table.Th>{text.when}</Table.Th>
          <Table.Th>{text.value}</Table.Th>
          <Table.Th>{text.validValues}</Table.Th>
          <Table.Th>{text.required}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {attributes.map(({ name, type, when, value, validValues, required }) => (
          <Table.Tr key={name}>
            <Table.Td data-label={text.attributeName}>{name}</Table.Td>
            <Table.Td data-label={text.attributeType}>{text[`type_${type}`]}</Table.Td>
            <Table.Td data-label={text.when}>{text[`when_${when}`]}</Table.Td>
            <Table.Td data-label={text.value}>{valueWords(value)}</Table.Td>
            <Table.Td data-label={text.validValues}>
              {validValues.length === 0 ? <span className="licet-quiet">{text.anyValue}</span> : validValues.join(', ')}
            </Table.Td>
            <Table.Td data-label={text.required}>{required ? text.yes : text.no}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

const columns: readonly ResourceColumn<ItemOf<'listPartNumbers'>>[] = [
  {
    key: 'partNumber',
    header: text.partNumbers,
    sort: 'partNumber',
    cell: ({ partNumber }) => <Key value={partNumber} to={`/part-numbers/${encodeURIComponent(partNumber)}`} />,
  },
  {
    key: 'product',
    header: partsText.products,
    cell: ({ productId }) => productId !== null && <ThingLink kind="product" id={productId} />,
  },
];

function UsingPartNumbers({ licenseModelId }: { readonly licenseModelId: string }): JSX.Element {
  const navigate = useNavigate();
  return (
    <ResourceTable
      operation="listPartNumbers"
      fixedQuery={{ licenseModelId }}
      prefix="parts."
      limit={20}
      isPart
      label={text.partNumbers}
      columns={columns}
      rowKey={({ partNumber }) => partNumber}
      onOpen={({ partNumber }) => void navigate({ to: `/part-numbers/${encodeURIComponent(partNumber)}` })}
      empty={<EmptyState title={text.noPartNumbers} />}
    />
  );
}
