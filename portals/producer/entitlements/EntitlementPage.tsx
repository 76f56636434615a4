import { Skeleton, Stack, Tabs } from '@mantine/core';
import { useEffect, type JSX, type ReactNode } from 'react';
import { entitlementsText as text } from '../../messages/en/producer-entitlements.ts';
import { useApi } from '../../shared/api/queries.ts';
import { Key } from '../../shared/Key.tsx';
import { PageHead } from '../../shared/PageHead.tsx';
import { ProblemNotice } from '../../shared/ProblemNotice.tsx';
import { usePathPart, useUrlState } from '../../shared/search-text.ts';
import { Guarded } from '../../shared/SignedIn.tsx';
import { AccountEmails } from '../accounts/AccountEmails.tsx';
import { useSession } from '../../shared/session.ts';
import { rememberOpened } from '../home/recently-opened.ts';
import { EntitlementFacts } from './EntitlementFacts.tsx';
import { EntitlementHistory } from './EntitlementHistory.tsx';
import { ItemPanel } from './ItemPanel.tsx';
import type { Entitlement } from './item-words.ts';
import { LineItemsTab, MaintenanceTab } from './ItemTabs.tsx';
import { RightStateMark } from './RightStateMark.tsx';
import { EntitlementVerbs } from './verbs/EntitlementVerbs.tsx';

/** One entitlement with everything that it holds; `tab` and `item` stand in the address. */
export function Page(): JSX.Element {
  const entitlementId = usePathPart('entitlementId');
  return (
    <Guarded permission="viewEntitlements">
      <Loaded entitlementId={entitlementId} />
    </Guarded>
  );
}

function Loaded({ entitlementId }: { readonly entitlementId: string }): JSX.Element {
  const answer = useApi('getEntitlement', { path: { entitlementId } });
  const { userId } = useSession().user;
  const found = answer.data;
  const label = found?.accountName;
  useEffect(() => {
    if (label !== undefined) rememberOpened(userId, { kind: 'entitlement', key: entitlementId, label });
  }, [userId, entitlementId, label]);
  return (
    <>
      <PageHead
        title={
          <>
            <Key value={entitlementId} /> {found !== undefined && <StateOf entitlement={found} />}
          </>
        }
        label={entitlementId}
      >
        {found !== undefined && <EntitlementVerbs entitlement={found} />}
      </PageHead>
      {answer.error !== null && <ProblemNotice problem={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Waiting />}
      {found !== undefined && <Whole entitlement={found} />}
    </>
  );
}

function StateOf({ entitlement }: { readonly entitlement: Entitlement }): JSX.Element {
  return (
    <span className="licet-beside-title">
      <RightStateMark state={entitlement.state} />
    </span>
  );
}

function Waiting(): JSX.Element {
  return (
    <Stack gap="xs">
      <Skeleton height={96} />
      <Skeleton height={32} />
      <Skeleton height={160} />
    </Stack>
  );
}

function Whole({ entitlement }: { readonly entitlement: Entitlement }): JSX.Element {
  const { search, setSearch } = useUrlState();
  const item = search['item'];
  return (
    <>
      <EntitlementFacts entitlement={entitlement} />
      <Tabs
        mt="md"
        value={search['tab'] ?? 'line-items'}
        onChange={(tab) => setSearch({ tab: tab === null || tab === 'line-items' ? undefined : tab })}
        keepMounted={false}
      >
        <Tabs.List mb="sm">
          {tabs(entitlement).map(([value, label]) => (
            <Tabs.Tab key={value} value={value}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tabs(entitlement).map(([value, , content]) => (
          <Tabs.Panel key={value} value={value}>
            {content(item)}
          </Tabs.Panel>
        ))}
      </Tabs>
      {item !== undefined && (
        <ItemPanel
          entitlement={entitlement}
          activationId={item}
          onClose={() => setSearch({ item: undefined, panel: undefined }, { replace: true })}
        />
      )}
    </>
  );
}

type Tab = readonly [value: string, label: string, content: (item: string | undefined) => ReactNode];

function tabs(entitlement: Entitlement): readonly Tab[] {
  const { entitlementId, accountId, lineItems, maintenanceLineItems } = entitlement;
  return [
    [
      'line-items',
      `${text.lineItemsTab} ${lineItems.length}`,
      (item) => <LineItemsTab entitlement={entitlement} openKey={item} />,
    ],
    [
      'maintenance',
      `${text.maintenanceTab} ${maintenanceLineItems.length}`,
      (item) => <MaintenanceTab entitlement={entitlement} openKey={item} />,
    ],
    ['emails', text.emailsTab, () => <AccountEmails accountId={accountId} name={entitlement.accountName} />],
    [
      'history',
      text.historyTab,
      () => <EntitlementHistory operation="getEntitlementHistory" path={{ entitlementId }} />,
    ],
  ];
}
