import { Skeleton, Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { templatesText } from '../../messages/en/producer-email-templates.ts';
import { useApi } from '../../shared/api/queries.ts';
import { Instant } from '../../shared/Day.tsx';
import { Mark } from '../../shared/Mark.tsx';
import { ProblemNotice } from '../../shared/ProblemNotice.tsx';
import type { Template } from './template-words.ts';

/** All versions of a type in a language, the newest first. */
export function TemplateVersions({ template }: { readonly template: Template }): JSX.Element {
  const { type, variation, locale, emailTemplateId } = template;
  const versions = useApi('listEmailTemplates', { query: { type, variation, locale, limit: 500 } });
  if (versions.error !== null) return <ProblemNotice problem={versions.error} />;
  if (versions.data === undefined) return <Skeleton height={120} />;
  return (
    <Table className="licet-table" aria-label={templatesText.versions}>
      <Table.Tbody>
        {versions.data.items
          .toSorted((a, b) => b.version - a.version)
          .map((one) => (
            <Table.Tr key={one.emailTemplateId}>
              <Table.Td>
                <Link
                  className="licet-link"
                  to={`/email-templates/${one.emailTemplateId}`}
                  search={{ side: 'versions' }}
                  aria-current={one.emailTemplateId === emailTemplateId ? 'page' : undefined}
                >
                  {templatesText.versionOf(one.version)}
                </Link>
              </Table.Td>
              <Table.Td>
                <Mark tone={one.active ? 'good' : 'quiet'}>
                  {one.active ? templatesText.active : templatesText.inactive}
                </Mark>
              </Table.Td>
              <Table.Td>{one.shipped ? templatesText.shipped : templatesText.by(one.createdBy)}</Table.Td>
              <Table.Td>
                <Instant at={one.createdAt} />
              </Table.Td>
            </Table.Tr>
          ))}
      </Table.Tbody>
    </Table>
  );
}
