import { Drawer, Skeleton, Text } from '@mantine/core';
import type { JSX } from 'react';
import { accountEmailsText as text } from '../../messages/en/producer-entitlements.ts';
import type { ItemOf } from '../../shared/api/call.ts';
import { useApi } from '../../shared/api/queries.ts';
import { Instant } from '../../shared/Day.tsx';
import { EmailView } from '../../shared/EmailView.tsx';
import { EmptyState } from '../../shared/EmptyState.tsx';
import { Mark, type Tone } from '../../shared/Mark.tsx';
import { ProblemNotice } from '../../shared/ProblemNotice.tsx';
import { ResourceTable, type ResourceColumn } from '../../shared/ResourceTable.tsx';
import { useUrlState } from '../../shared/search-text.ts';
import { Guarded } from '../../shared/SignedIn.tsx';

type Email = ItemOf<'listEmails'>;

const tones: Readonly<Record<Email['status'], Tone>> = {
  queued: 'quiet',
  sent: 'good',
  failed: 'urgent',
  suppressed: 'soon',
};

const columns: readonly ResourceColumn<Email>[] = [
  { key: 'createdAt', header: text.created, sort: 'createdAt', cell: ({ createdAt }) => <Instant at={createdAt} /> },
  { key: 'to', header: text.to, cell: ({ to }) => to },
  { key: 'subject', header: text.subject, cell: ({ subject }) => subject ?? text.notRendered },
  { key: 'type', header: text.type, cell: ({ type }) => type },
  {
    key: 'status',
    header: text.status,
    cell: ({ status }) => <Mark tone={tones[status]}>{text[`status_${status}`]}</Mark>,
  },
];

interface AccountEmailsProps {
  readonly accountId: string;
  readonly name: string;
}

/** What was written to the people of an account; one of them opens as it was read. */
export function AccountEmails({ accountId, name }: AccountEmailsProps): JSX.Element {
  const { search, setSearch } = useUrlState();
  const emailId = search['email'];
  return (
    <Guarded permission="viewEmails">
      <Text size="sm" className="licet-quiet" mb="xs">
        {text.intro(name)}
      </Text>
      <ResourceTable
        operation="listEmails"
        fixedQuery={{ accountId }}
        prefix="emails."
        label={text.emptyTitle}
        columns={columns}
        rowKey={(row) => row.emailId}
        openKey={emailId}
        onOpen={(row) => setSearch({ email: row.emailId })}
        empty={<EmptyState title={text.emptyTitle}>{text.emptyText}</EmptyState>}
      />
      {emailId !== undefined && (
        <EmailDrawer emailId={emailId} onClose={() => setSearch({ email: undefined }, { replace: true })} />
      )}
    </Guarded>
  );
}

interface EmailDrawerProps {
  readonly emailId: string;
  readonly onClose: () => void;
}

function EmailDrawer({ emailId, onClose }: EmailDrawerProps): JSX.Element {
  const answer = useApi('getEmail', { path: { emailId } });
  const email = answer.data;
  return (
    <Drawer opened onClose={onClose} position="right" size="lg" title={email?.subject ?? ''}>
      {answer.error !== null && <ProblemNotice problem={answer.error} />}
      {answer.isPending && <Skeleton height={480} />}
      {email !== undefined && (
        <EmailView
          email={{
            to: email.to,
            subject: email.subject ?? text.notRendered,
            text: email.text ?? email.lastError ?? '',
            html: email.html ?? '',
          }}
        />
      )}
    </Drawer>
  );
}
