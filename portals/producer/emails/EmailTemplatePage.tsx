import { Grid, Group, Skeleton, Text } from '@mantine/core';
import { Link, useBlocker } from '@tanstack/react-router';
import type { JSX } from 'react';
import { templatesText } from '../../messages/en/producer-email-templates.ts';
import { useApi } from '../../shared/api/queries.ts';
import { Mark } from '../../shared/Mark.tsx';
import { PageHead } from '../../shared/PageHead.tsx';
import { ProblemNotice } from '../../shared/ProblemNotice.tsx';
import { usePathPart } from '../../shared/search-text.ts';
import { Guarded } from '../../shared/SignedIn.tsx';
import { typeTitle } from './email-words.ts';
import { languageName, type Template } from './template-words.ts';
import { TemplateSide } from './TemplateSide.tsx';
import { TemplateSource } from './TemplateSource.tsx';
import { TemplateVerbs } from './TemplateVerbs.tsx';
import { useDraft } from './use-draft.ts';
import { useEditors } from './use-editors.ts';

/** The editor of one template version: its source, and how it will be read. */
export function Page(): JSX.Element {
  const emailTemplateId = usePathPart('emailTemplateId');
  return (
    <Guarded permission="viewEmailTemplates">
      <WholeTemplate key={emailTemplateId} emailTemplateId={emailTemplateId} />
    </Guarded>
  );
}

function WholeTemplate({ emailTemplateId }: { readonly emailTemplateId: string }): JSX.Element {
  const answer = useApi('getEmailTemplate', { path: { emailTemplateId } });
  if (answer.error !== null) return <ProblemNotice problem={answer.error} onRetry={() => void answer.refetch()} />;
  if (answer.data === undefined) return <Skeleton height={640} />;
  return <Editor template={answer.data} />;
}

function Editor({ template }: { readonly template: Template }): JSX.Element {
  const draft = useDraft(template);
  const editors = useEditors();
  const isChanged = draft.isChanged();
  useBlocker({
    enableBeforeUnload: isChanged,
    shouldBlockFn: ({ current, next }) =>
      // eslint-disable-next-line no-alert -- the one question that a browser asks by itself when a tab is closed
      isChanged && current.pathname !== next.pathname && !window.confirm(templatesText.leave),
  });
  return (
    <>
      <Link className="licet-link" to="/email-templates">
        {templatesText.back}
      </Link>
      <PageHead title={<TemplateTitle template={template} />} label={typeTitle(template.type)}>
        <TemplateVerbs template={template} draft={draft} />
      </PageHead>
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, lg: 6 }}>
          <TemplateSource draft={draft} editors={editors} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 6 }}>
          <TemplateSide template={template} draft={draft} onInsert={editors.insert} />
        </Grid.Col>
      </Grid>
    </>
  );
}

function TemplateTitle({ template }: { readonly template: Template }): JSX.Element {
  const { type, locale, version, variation, active } = template;
  return (
    <Group gap="xs" component="span">
      {typeTitle(type)}
      <Text component="span" size="sm">
        {languageName(locale)}, {templatesText.versionOf(version)}
        {variation === 'DEFAULT' ? '' : `, ${variation}`}
      </Text>
      <Text component="span" size="sm">
        <Mark tone={active ? 'good' : 'quiet'}>{active ? templatesText.active : templatesText.inactive}</Mark>
      </Text>
    </Group>
  );
}
