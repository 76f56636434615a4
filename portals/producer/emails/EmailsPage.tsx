import { Grid, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { emailsText } from '../../messages/en/producer-emails.ts';
import { useApi } from '../../shared/api/queries.ts';
import { EmptyState } from '../../shared/EmptyState.tsx';
import { Mark } from '../../shared/Mark.tsx';
import { PageHead } from '../../shared/PageHead.tsx';
import { ResourceTable } from '../../shared/ResourceTable.tsx';
import type { Filter } from '../../shared/resource-table-state.ts';
import { useUrlState } from '../../shared/search-text.ts';
import { useMay } from '../../shared/session.ts';
import { Guarded } from '../../shared/SignedIn.tsx';
import { besideColumns, wideColumns } from './EmailColumns.tsx';
import { AccountPicker } from '../accounts/AccountPicker.tsx';
import { reminderTypes, typeChoices } from './email-words.ts';
import { EmailPane } from './EmailPane.tsx';

/** The outbox: what was written to whom, and what became of it. */
export function Page(): JSX.Element {
  return (
    <Guarded permission="viewEmails">
      <PageHead title={emailsText.title} />
      <Outbox />
    </Guarded>
  );
}

function Outbox(): JSX.Element {
  const { search, setSearch } = useUrlState();
  const hasMailServer = useApi('getMailDelivery').data?.hasMailServer;
  const may = useMay();
  const open = search['email'];
  const isOpen = open !== undefined;
  return (
    <>
      {hasMailServer === false && (
        <Text size="sm" mb="sm">
          <Mark tone="soon">{emailsText.waitsTitle}</Mark> {emailsText.waitsText}
        </Text>
      )}
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, lg: isOpen ? 6 : 12 }} {...(isOpen ? { visibleFrom: 'lg' } : {})}>
          <ResourceTable
            operation="listEmails"
            label={emailsText.list}
            columns={isOpen ? besideColumns : wideColumns}
            rowKey={(email) => email.emailId}
            filters={filtersFor(may('viewAccounts'))}
            empty={<NoEmails />}
            openKey={open}
            onOpen={({ emailId }) => setSearch({ email: emailId }, { replace: isOpen })}
          />
        </Grid.Col>
        {isOpen && (
          <Grid.Col span={{ base: 12, lg: 6 }}>
            <EmailPane key={open} emailId={open} hasMailServer={hasMailServer ?? true} />
          </Grid.Col>
        )}
      </Grid>
    </>
  );
}

function filtersFor(mayViewAccounts: boolean): readonly Filter[] {
  const account: Filter = { name: 'accountId', label: emailsText.accountFilter, kind: 'text', width: 150 };
  return [find, status, type, mayViewAccounts ? { ...account, kind: 'own', field: accountField } : account, run, made];
}

const find: Filter = { name: 'q', label: emailsText.find, kind: 'text' };
const status: Filter = {
  name: 'status',
  label: emailsText.status,
  kind: 'choice',
  choices: Object.entries(emailsText.statuses).map(([value, label]) => ({ value, label })),
};
const type: Filter = {
  name: 'type',
  label: emailsText.type,
  kind: 'choice',
  choices: [...typeChoices, { value: reminderTypes, label: emailsText.allReminders }],
};
const made: Filter = { name: 'createdFrom', label: emailsText.createdFrom, kind: 'day' };
const run: Filter = { name: 'runId', label: emailsText.runFilter, kind: 'text', width: 90 };

function accountField(value: string | undefined, choose: (accountId: string | undefined) => void): JSX.Element {
  return <AccountPicker label={emailsText.account} value={value} onChange={choose} width={200} />;
}

function NoEmails(): JSX.Element {
  return (
    <EmptyState title={emailsText.emptyTitle} next={<Link to="/jobs">{emailsText.emptyNext}</Link>}>
      {emailsText.emptyText}
    </EmptyState>
  );
}
