import { Skeleton, Table, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { templatesText } from '../../messages/en/producer-email-templates.ts';
import type { ItemOf } from '../../shared/api/call.ts';
import { useApi } from '../../shared/api/queries.ts';
import { Mark } from '../../shared/Mark.tsx';
import { ProblemNotice } from '../../shared/ProblemNotice.tsx';
import { insteadOf, languageName, type Template } from './template-words.ts';

/** Types and languages, with the version of each that is sent now. */
export function TemplatesInUse(): JSX.Element {
  const types = useApi('listEmailTypes');
  const active = useApi('listEmailTemplates', { query: { active: 'true', limit: 500 } });
  const problem = types.error ?? active.error;
  if (problem !== null) return <ProblemNotice problem={problem} />;
  return (
    <section aria-label={templatesText.sentNow}>
      <Title order={2}>{templatesText.sentNow}</Title>
      <Text size="sm" className="licet-quiet" mb="xs">
        {templatesText.sentNowHint}
      </Text>
      {types.data === undefined || active.data === undefined ? (
        <Skeleton height={240} />
      ) : (
        <Overview types={types.data.items} active={active.data.items} />
      )}
    </section>
  );
}

interface OverviewProps {
  readonly types: readonly ItemOf<'listEmailTypes'>[];
  readonly active: readonly Template[];
}

function Overview({ types, active }: OverviewProps): JSX.Element {
  const locales = [...new Set(active.map(({ locale }) => locale))].toSorted(englishFirst);
  return (
    <Table.ScrollContainer minWidth={300}>
      <Table className="licet-table" aria-label={templatesText.sentNow}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{templatesText.type}</Table.Th>
            {locales.map((locale) => (
              <Table.Th key={locale}>{languageName(locale)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {types.map(({ type, title, inUse }) => (
            <Table.Tr key={type}>
              <Table.Td data-wide>
                <div>
                  {title}
                  {!inUse && (
                    <Text size="xs">
                      <Mark tone="soon">{templatesText.notInUse}</Mark>
                    </Text>
                  )}
                </div>
              </Table.Td>
              {locales.map((locale) => (
                <Table.Td key={locale} data-label={languageName(locale)}>
                  <WhatIsSent type={type} title={title} locale={locale} active={active} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function englishFirst(a: string, b: string): number {
  return Number(b.startsWith('en')) - Number(a.startsWith('en')) || a.localeCompare(b);
}

interface WhatIsSentProps {
  readonly type: string;
  readonly title: string;
  readonly locale: string;
  readonly active: readonly Template[];
}

function WhatIsSent({ type, title, locale, active }: WhatIsSentProps): JSX.Element {
  const own = active.filter((one) => one.type === type && one.locale === locale);
  const instead = insteadOf(active, type, locale);
  if (own.length === 0)
    return (
      <span className="licet-quiet">
        {instead === undefined ? templatesText.nothingSent : templatesText.insteadOf(languageName(instead.locale))}
      </span>
    );
  return (
    <div>
      {own.map(({ emailTemplateId, version, variation, shipped }) => (
        <div key={emailTemplateId}>
          <Link
            to={`/email-templates/${emailTemplateId}`}
            aria-label={`${templatesText.short(version)}, ${title}, ${languageName(locale)}`}
          >
            {templatesText.short(version)}
          </Link>{' '}
          <Text component="span" size="xs" className="licet-quiet">
            {variation === 'DEFAULT' ? '' : `${variation}, `}
            {shipped ? templatesText.shipped : templatesText.own}
          </Text>
        </div>
      ))}
    </div>
  );
}
