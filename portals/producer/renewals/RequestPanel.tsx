import { Drawer, Skeleton, Stack, Text } from '@mantine/core';
import type { JSX } from 'react';
import { renewalsText as text } from '../../messages/en/producer-renewals.ts';
import type { AnswerOf } from '../../shared/api/call.ts';
import { useApi } from '../../shared/api/queries.ts';
import { Instant } from '../../shared/Day.tsx';
import { Facts } from '../../shared/Facts.tsx';
import { ProblemNotice } from '../../shared/ProblemNotice.tsx';
import { AccountLink } from '../accounts/AccountLink.tsx';
import { CloseRequest } from './CloseRequest.tsx';
import { RequestItems } from './RequestItems.tsx';

type Request = AnswerOf<'getRenewalRequest'>;

interface RequestPanelProps {
  readonly renewalRequestId: string;
  readonly onClose: () => void;
}

/** One renewal request: who asks, for what, and how it ended. */
export function RequestPanel({ renewalRequestId, onClose }: RequestPanelProps): JSX.Element {
  const answer = useApi('getRenewalRequest', { path: { renewalRequestId } });
  return (
    <Drawer opened onClose={onClose} position="right" size="lg" title={text.request(renewalRequestId)}>
      {answer.error !== null && <ProblemNotice problem={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Skeleton height={200} />}
      {answer.data !== undefined && <RequestView request={answer.data} />}
    </Drawer>
  );
}

function RequestView({ request }: { readonly request: Request }): JSX.Element {
  const { requestedBy, note, closedAt, closedBy } = request;
  return (
    <Stack gap="md">
      <Facts
        facts={[
          [text.account, <AccountLink key="account" id={request.accountId} name={request.accountName} />],
          [
            text.by,
            <span key="by">
              {requestedBy.name}{' '}
              {requestedBy.email !== null && <a href={`mailto:${requestedBy.email}`}>{requestedBy.email}</a>}
            </span>,
          ],
          [text.requested, <Instant key="at" at={request.requestedAt} />],
          [text.note, note],
          [
            text.closedAt,
            closedAt === null ? null : (
              <span key="closed">
                <Instant at={closedAt} /> {closedBy === null ? '' : text.closedBy(closedBy)}
              </span>
            ),
          ],
          [text.closeReasonLabel, request.closeReason],
        ]}
      />
      <RequestItems items={request.items} />
      {request.status === 'open' && (
        <Text size="sm" className="licet-quiet">
          {text.renewHint}
        </Text>
      )}
      <CloseRequest key={request.version} request={request} />
    </Stack>
  );
}
