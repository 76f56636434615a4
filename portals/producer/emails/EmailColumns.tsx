import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { emailsText } from '../../messages/en/producer-emails.ts';
import { Instant } from '../../shared/Day.tsx';
import { Key } from '../../shared/Key.tsx';
import { Mark } from '../../shared/Mark.tsx';
import type { ResourceColumn } from '../../shared/ResourceTable.tsx';
import { statusTones, typeTitle, type Email } from './email-words.ts';

/** The word for what became of a message. */
export function EmailStatus({ status }: { readonly status: Email['status'] }): JSX.Element {
  return <Mark tone={statusTones[status]}>{emailsText.statuses[status]}</Mark>;
}

/** The run that decided a message. */
export function RunLink({ runId }: { readonly runId: string }): JSX.Element {
  return <Link to={`/job-runs/${runId}`}>{emailsText.runNumber(runId)}</Link>;
}

function OpenEmail({ email }: { readonly email: Email }): JSX.Element {
  return (
    <Link
      className="licet-link"
      to="."
      search={(before: Record<string, unknown>) => ({ ...before, email: email.emailId })}
    >
      {email.subject ?? emailsText.noSubject}
    </Link>
  );
}

const status: ResourceColumn<Email> = {
  key: 'status',
  header: emailsText.status,
  cell: (email) => <EmailStatus status={email.status} />,
};
const made: ResourceColumn<Email> = {
  key: 'made',
  header: emailsText.made,
  sort: 'createdAt',
  cell: (email) => <Instant at={email.createdAt} />,
};

/** The columns of the outbox. */
export const wideColumns: readonly ResourceColumn<Email>[] = [
  status,
  { key: 'type', header: emailsText.type, cell: (email) => typeTitle(email.type) },
  { key: 'to', header: emailsText.to, cell: (email) => <span className="licet-wrap">{email.to}</span> },
  {
    key: 'account',
    header: emailsText.account,
    cell: ({ accountId }) =>
      accountId !== null && <Key value={accountId} to={`/accounts/${encodeURIComponent(accountId)}`} />,
  },
  { key: 'subject', header: emailsText.subject, cell: (email) => <OpenEmail email={email} /> },
  made,
  {
    key: 'run',
    header: emailsText.run,
    isHiddenAtFirst: true,
    cell: ({ runId }) => runId !== null && <RunLink runId={runId} />,
  },
];

/** The columns that remain where a message is open beside them. */
export const besideColumns: readonly ResourceColumn<Email>[] = [
  status,
  {
    key: 'subject',
    header: emailsText.subject,
    cell: (email) => (
      <>
        <OpenEmail email={email} />
        <Text size="xs" className="licet-quiet licet-wrap">
          {email.to}
        </Text>
      </>
    ),
  },
  made,
];
