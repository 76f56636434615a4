import { Box, List, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { producerJobs } from '../../messages/en/producer-jobs.ts';
import type { ItemOf } from '../../shared/api/call.ts';
import { useFormat } from '../../shared/days.ts';
import { EmptyState } from '../../shared/EmptyState.tsx';
import { Key } from '../../shared/Key.tsx';
import { Reasons } from '../../shared/ProblemNotice.tsx';
import { ResourceTable, type ResourceColumn } from '../../shared/ResourceTable.tsx';
import type { Filter } from '../../shared/resource-table-state.ts';
import { useMay } from '../../shared/session.ts';
import { ListedItems } from './ListedItems.tsx';
import { OutcomeMark } from './OutcomeMark.tsx';
import { keyOf } from './PreviewList.tsx';
import { reasonsOf } from './run-reasons.ts';
import { isOpen, type JobRun } from './RunStatus.tsx';

const texts = producerJobs.runs;

type RunItem = ItemOf<'listJobRunItems'>;

interface RunItemsProps {
  readonly run: JobRun;
  /** the one outcome to show; all of them where there is none */
  readonly outcome: string | undefined;
}

/** What a run acted on, each with its outcome and why, a page at a time. */
export function RunItems({ run, outcome }: RunItemsProps): JSX.Element {
  return (
    <ResourceTable
      operation="listJobRunItems"
      path={{ runId: run.runId }}
      label={texts.items}
      columns={columns}
      rowKey={keyOf}
      filters={filters}
      fixedQuery={outcome === undefined ? {} : { outcome }}
      refetchInterval={isOpen(run) ? 3_000 : false}
      detail={(item) => <Detail run={run} item={item} />}
      empty={
        isOpen(run) ? (
          <EmptyState title={texts.noItemsYet}>{texts.noItemsYetText}</EmptyState>
        ) : (
          <EmptyState title={texts.noItems}>{texts.noItemsText}</EmptyState>
        )
      }
    />
  );
}

const columns: readonly ResourceColumn<RunItem>[] = [
  { key: 'account', header: texts.account, cell: (item) => <Account item={item} /> },
  {
    key: 'item',
    header: texts.item,
    isHiddenAtFirst: true,
    cell: ({ activationId }) => activationId !== null && <Key value={activationId} />,
  },
  { key: 'outcome', header: texts.outcomeColumn, cell: ({ outcome }) => <OutcomeMark outcome={outcome} /> },
  { key: 'reasons', header: texts.reasons, cell: (item) => item.reasons.map(({ message }) => message).join(' ') },
  { key: 'receivers', header: texts.receivers, isNumber: true, cell: (item) => <Count of={item.receivers.length} /> },
  { key: 'listed', header: texts.listed, isNumber: true, cell: (item) => <Count of={item.listed.length} /> },
];

const filters: readonly Filter[] = [{ name: 'accountId', label: texts.account, kind: 'text' }];

function Count({ of: count }: { readonly of: number }): JSX.Element {
  const format = useFormat();
  return <>{format.number(count)}</>;
}

function Account({ item: { accountId, accountName } }: { readonly item: RunItem }): JSX.Element | null {
  const mayView = useMay()('viewAccounts');
  if (accountId === null) return null;
  return (
    <Box miw={{ sm: 260 }}>
      <Key value={accountId} to={mayView ? `/accounts/${encodeURIComponent(accountId)}` : undefined} /> {accountName}
    </Box>
  );
}

function Detail({ run, item }: { readonly run: JobRun; readonly item: RunItem }): JSX.Element {
  const mayViewEmails = useMay()('viewEmails');
  const { accountId, receivers } = item;
  return (
    <Stack gap="xs" pb="sm">
      <Reasons reasons={reasonsOf(item)} />
      {receivers.length > 0 && (
        <List size="sm" aria-label={texts.receivers}>
          {receivers.map((address) => (
            <List.Item key={address}>{address}</List.Item>
          ))}
        </List>
      )}
      {receivers.length > 0 && mayViewEmails && accountId !== null && (
        <Text size="sm">
          <Link to="/emails" search={{ runId: run.runId, accountId }}>
            {texts.emailsOf(receivers.length)}
          </Link>
        </Text>
      )}
      <ListedItems listed={item.listed} />
    </Stack>
  );
}
