import { Skeleton, Stack } from '@mantine/core';
import type { JSX } from 'react';
import { templatesText } from '../../messages/en/producer-email-templates.ts';
import { useApi } from '../../shared/api/queries.ts';
import { EmailView } from '../../shared/EmailView.tsx';
import { Mark } from '../../shared/Mark.tsx';
import { ProblemNotice } from '../../shared/ProblemNotice.tsx';
import { useUrlState } from '../../shared/search-text.ts';
import { useMay } from '../../shared/session.ts';
import { AccountPicker } from '../accounts/AccountPicker.tsx';
import type { Template } from './template-words.ts';
import type { Draft } from './use-draft.ts';

interface TemplatePreviewProps {
  readonly template: Template;
  readonly draft: Draft;
}

/** The message as it will be read, with made-up data or with what an account would be told today. */
export function TemplatePreview({ template, draft }: TemplatePreviewProps): JSX.Element {
  const { search, setSearch } = useUrlState();
  const may = useMay();
  const accountId = search['account'];
  const { emailTemplateId } = template;
  const body = accountId === undefined ? draft.lastRight : { ...draft.lastRight, accountId };
  const answer = useApi('previewEmailTemplate', { path: { emailTemplateId }, body }, { keepPrevious: true });
  const reader = accountId === undefined ? templatesText.madeUpReader : templatesText.accountReader(accountId);
  return (
    <Stack gap="xs">
      {may('viewEmails') && may('viewAccounts') && (
        <AccountPicker
          label={templatesText.account}
          placeholder={templatesText.madeUp}
          value={accountId}
          onChange={(picked) => setSearch({ account: picked }, { replace: true })}
        />
      )}
      {draft.errors.length > 0 && <Mark tone="soon">{templatesText.previewIsOlder}</Mark>}
      {answer.error !== null && <ProblemNotice problem={answer.error} />}
      {answer.isPending && <Skeleton height={560} />}
      {answer.data !== undefined && answer.error === null && <EmailView email={{ ...answer.data, to: reader }} />}
    </Stack>
  );
}
