import { Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { templatesText } from '../../messages/en/producer-email-templates.ts';
import { useApi } from '../../shared/api/queries.ts';
import { Instant } from '../../shared/Day.tsx';
import { EmptyState } from '../../shared/EmptyState.tsx';
import { Mark } from '../../shared/Mark.tsx';
import { PageHead } from '../../shared/PageHead.tsx';
import { ResourceTable, type ResourceColumn } from '../../shared/ResourceTable.tsx';
import type { Filter } from '../../shared/resource-table-state.ts';
import { Guarded } from '../../shared/SignedIn.tsx';
import { typeChoices, typeTitle } from './email-words.ts';
import { languageName, type Template } from './template-words.ts';
import { TemplatesInUse } from './TemplatesInUse.tsx';

/** Every text that Licet sends: what is sent now, and all versions that there are. */
export function Page(): JSX.Element {
  return (
    <Guarded permission="viewEmailTemplates">
      <PageHead title={templatesText.title} />
      <TemplatesInUse />
      <Title order={2} mt="xl" mb="xs">
        {templatesText.allVersions}
      </Title>
      <Versions />
    </Guarded>
  );
}

function Versions(): JSX.Element {
  const active = useApi('listEmailTemplates', { query: { active: 'true', limit: 500 } });
  const locales = new Set((active.data?.items ?? []).map(({ locale }) => locale));
  return (
    <ResourceTable
      operation="listEmailTemplates"
      label={templatesText.allVersions}
      columns={columns}
      rowKey={(template) => template.emailTemplateId}
      filters={filtersFor([...locales].toSorted())}
      empty={<EmptyState title={templatesText.emptyTitle}>{templatesText.emptyText}</EmptyState>}
    />
  );
}

function filtersFor(locales: readonly string[]): readonly Filter[] {
  return [
    { name: 'type', label: templatesText.type, kind: 'choice', choices: typeChoices },
    {
      name: 'locale',
      label: templatesText.language,
      kind: 'choice',
      choices: locales.map((value) => ({ value, label: languageName(value) })),
    },
    {
      name: 'active',
      label: templatesText.state,
      kind: 'choice',
      choices: [
        { value: 'true', label: templatesText.active },
        { value: 'false', label: templatesText.inactive },
      ],
    },
  ];
}

const columns: readonly ResourceColumn<Template>[] = [
  {
    key: 'type',
    header: templatesText.type,
    cell: ({ type, emailTemplateId }) => <Link to={`/email-templates/${emailTemplateId}`}>{typeTitle(type)}</Link>,
  },
  { key: 'locale', header: templatesText.language, cell: ({ locale }) => languageName(locale) },
  { key: 'version', header: templatesText.version, isNumber: true, cell: ({ version }) => version },
  { key: 'state', header: templatesText.state, cell: ({ active }) => <TemplateState active={active} /> },
  {
    key: 'origin',
    header: templatesText.origin,
    cell: ({ shipped }) => (shipped ? templatesText.shipped : templatesText.own),
  },
  {
    key: 'changed',
    header: templatesText.changed,
    cell: ({ updatedAt, updatedBy }) => (
      <>
        <Instant at={updatedAt} /> <span className="licet-quiet">{templatesText.by(updatedBy)}</span>
      </>
    ),
  },
];

function TemplateState({ active }: { readonly active: boolean }): JSX.Element {
  return <Mark tone={active ? 'good' : 'quiet'}>{active ? templatesText.active : templatesText.inactive}</Mark>;
}
