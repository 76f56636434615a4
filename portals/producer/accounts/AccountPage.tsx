import { Skeleton, Tabs, Text } from '@mantine/core';
import { useEffect, type JSX, type ReactNode } from 'react';
import { accountsText as text } from '../../messages/en/producer-accounts.ts';
import type { AnswerOf } from '../../shared/api/call.ts';
import { useApi } from '../../shared/api/queries.ts';
import { EmptyState } from '../../shared/EmptyState.tsx';
import { Key } from '../../shared/Key.tsx';
import { PageHead } from '../../shared/PageHead.tsx';
import { ProblemNotice } from '../../shared/ProblemNotice.tsx';
import { usePathPart, useUrlState } from '../../shared/search-text.ts';
import { useMay, useSession } from '../../shared/session.ts';
import { Guarded } from '../../shared/SignedIn.tsx';
import { EntitlementsTable } from '../entitlements/EntitlementsTable.tsx';
import { rememberOpened } from '../home/recently-opened.ts';
import { AccountEmails } from './AccountEmails.tsx';
import { AccountFacts } from './AccountFacts.tsx';
import { AccountStructure } from './AccountStructure.tsx';
import { AccountVerbs } from './AccountVerbs.tsx';
import { UsersTable } from './UsersTable.tsx';

type Account = AnswerOf<'getAccount'>;

/** One account: what it owns, its people, what was written to them, and its facts. */
export function Page(): JSX.Element {
  const accountId = usePathPart('accountId');
  return (
    <Guarded permission="viewAccounts">
      <Loaded key={accountId} accountId={accountId} />
    </Guarded>
  );
}

function Loaded({ accountId }: { readonly accountId: string }): JSX.Element {
  const answer = useApi('getAccount', { path: { accountId } });
  const { userId } = useSession().user;
  const account = answer.data;
  const label = account?.name;
  useEffect(() => {
    if (label !== undefined) rememberOpened(userId, { kind: 'account', key: accountId, label });
  }, [userId, accountId, label]);
  return (
    <>
      <PageHead title={account?.name ?? accountId}>
        {account !== undefined && <AccountVerbs account={account} />}
      </PageHead>
      {answer.error !== null && <ProblemNotice problem={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Skeleton height={160} />}
      {account !== undefined && (
        <>
          <Text size="sm" mb="sm" component="div">
            <Key value={account.accountId} /> <span className="licet-quiet">{text[`type_${account.type}`]}</span>
          </Text>
          <AccountTabs account={account} />
        </>
      )}
    </>
  );
}

function AccountTabs({ account }: { readonly account: Account }): JSX.Element {
  const { search, setSearch } = useUrlState();
  const tabs = useTabs(account);
  const first = tabs[0]?.[0] ?? 'facts';
  return (
    <Tabs
      value={search['tab'] ?? first}
      // Each tab has filters of its own, so none of them is taken along.
      onChange={(tab) =>
        setSearch({
          ...Object.fromEntries(Object.keys(search).map((name) => [name, undefined])),
          tab: tab === null || tab === first ? undefined : tab,
        })
      }
      keepMounted={false}
    >
      <Tabs.List mb="sm">
        {tabs.map(([value, label]) => (
          <Tabs.Tab key={value} value={value}>
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map(([value, , content]) => (
        <Tabs.Panel key={value} value={value}>
          {content}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

type Tab = readonly [value: string, label: string, content: ReactNode];

function useTabs(account: Account): readonly Tab[] {
  const may = useMay();
  const { accountId, name } = account;
  const nothingOwned = <EmptyState title={text.noEntitlements}>{text.noEntitlementsText}</EmptyState>;
  const owned = <EntitlementsTable accountId={accountId} empty={nothingOwned} />;
  return [
    ...(may('viewEntitlements') ? [['entitlements', text.entitlementsTab, owned] as const] : []),
    ...(may('viewUsers') ? [['users', text.usersTab, <UsersTable key="u" accountId={accountId} />] as const] : []),
    ...(may('viewEmails')
      ? [['emails', text.emailsTab, <AccountEmails key="e" accountId={accountId} name={name} />] as const]
      : []),
    ['structure', text.structureTab, <AccountStructure key="s" account={account} />],
    ['facts', text.factsTab, <AccountFacts key="f" account={account} />],
  ];
}
