import { Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import type { JSX } from 'react';
import { emailsText } from '../../messages/en/producer-emails.ts';
import type { AnswerOf } from '../../shared/api/call.ts';
import { useApi } from '../../shared/api/queries.ts';
import { Instant } from '../../shared/Day.tsx';
import { useFormat } from '../../shared/days.ts';
import { EmailView } from '../../shared/EmailView.tsx';
import { Facts } from '../../shared/Facts.tsx';
import { Key } from '../../shared/Key.tsx';
import { ProblemNotice } from '../../shared/ProblemNotice.tsx';
import { useUrlState } from '../../shared/search-text.ts';
import { deliverySentence, typeTitle } from './email-words.ts';
import { EmailStatus, RunLink } from './EmailColumns.tsx';
import { ResendEmail } from './ResendEmail.tsx';

type WholeEmail = AnswerOf<'getEmail'>;

interface EmailPaneProps {
  readonly emailId: string;
  readonly hasMailServer: boolean;
}

/** One message as its reader sees it, with what became of it. */
export function EmailPane({ emailId, hasMailServer }: EmailPaneProps): JSX.Element {
  const { setSearch } = useUrlState();
  const answer = useApi('getEmail', { path: { emailId } });
  const close = (): void => setSearch({ email: undefined });
  useHotkeys([['Escape', close]]);
  const email = answer.data;
  return (
    <Stack component="section" gap="sm" aria-label={emailsText.message}>
      <Group justify="space-between">
        <Title order={2}>{email === undefined ? emailsText.message : typeTitle(email.type)}</Title>
        <Group gap="xs">
          {email !== undefined && <ResendEmail email={email} hasMailServer={hasMailServer} />}
          <Button variant="default" onClick={close} aria-label={emailsText.closePane}>
            <span aria-hidden>✕</span>
          </Button>
        </Group>
      </Group>
      {answer.error !== null && <ProblemNotice problem={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Skeleton height={560} />}
      {email !== undefined && <Message email={email} hasMailServer={hasMailServer} />}
    </Stack>
  );
}

interface MessageProps {
  readonly email: WholeEmail;
  readonly hasMailServer: boolean;
}

function Message({ email, hasMailServer }: MessageProps): JSX.Element {
  const { subject, text, html } = email;
  return (
    <>
      <About email={email} hasMailServer={hasMailServer} />
      {subject === null || text === null || html === null ? (
        <Text size="sm">{emailsText.unreadable}</Text>
      ) : (
        <EmailView email={{ to: email.to, subject, text, html }} />
      )}
    </>
  );
}

function About({ email, hasMailServer }: MessageProps): JSX.Element {
  const format = useFormat();
  const { accountId, userId, runId } = email;
  const delivery = (
    <>
      <EmailStatus status={email.status} /> <span>{deliverySentence(email, hasMailServer, format)}</span>
      {email.lastError !== null && <div className="licet-wrap">{emailsText.lastError(email.lastError)}</div>}
    </>
  );
  return (
    <Facts
      facts={[
        [emailsText.delivery, delivery],
        [emailsText.made, <Instant key="made" at={email.createdAt} />],
        [
          emailsText.account,
          accountId === null ? null : <Key key="account" value={accountId} to={addressOf('accounts', accountId)} />,
        ],
        [emailsText.user, userId === null ? null : <Key key="user" value={userId} to={addressOf('users', userId)} />],
        [emailsText.run, runId === null ? null : <RunLink key="run" runId={runId} />],
      ]}
    />
  );
}

function addressOf(page: 'accounts' | 'users', key: string): string {
  return `/${page}/${encodeURIComponent(key)}`;
}
