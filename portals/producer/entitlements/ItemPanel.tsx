import { Alert, Drawer, Group, Stack, Tabs } from '@mantine/core';
import type { JSX, ReactNode } from 'react';
import { entitlementsText as text } from '../../messages/en/producer-entitlements.ts';
import { entitlementVerbsText } from '../../messages/en/producer-entitlements-verbs.ts';
import { onOwnEscape } from '../../shared/form-focus.ts';
import { Key } from '../../shared/Key.tsx';
import { useUrlState } from '../../shared/search-text.ts';
import { EntitlementHistory } from './EntitlementHistory.tsx';
import type { Entitlement } from './item-words.ts';
import { LineItemPanel } from './LineItemPanel.tsx';
import { MaintenancePanel } from './MaintenancePanel.tsx';
import { RightStateMark } from './RightStateMark.tsx';
import { LineItemVerbs, MaintenanceVerbs } from './verbs/ItemVerbs.tsx';

interface ItemPanelProps {
  readonly entitlement: Entitlement;
  readonly activationId: string;
  readonly onClose: () => void;
}

/** A line item or maintenance beside its entitlement: everything about it, and what can be done with it. */
export function ItemPanel({ entitlement, activationId, onClose }: ItemPanelProps): JSX.Element {
  const lineItem = entitlement.lineItems.find((item) => item.activationId === activationId);
  const maintenance = entitlement.maintenanceLineItems.find((item) => item.activationId === activationId);
  const state = lineItem?.state ?? maintenance?.state;
  const path = { activationId };
  return (
    <Drawer
      opened
      onClose={onClose}
      closeOnEscape={false}
      onKeyDown={onOwnEscape(onClose)}
      position="right"
      size="lg"
      title={
        <>
          <Key value={activationId} /> {state !== undefined && <RightStateMark state={state} />}
        </>
      }
    >
      {lineItem !== undefined && (
        <Parts
          verbs={<LineItemVerbs key={activationId} entitlement={entitlement} item={lineItem} onGone={onClose} />}
          facts={<LineItemPanel entitlement={entitlement} item={lineItem} />}
          history={<EntitlementHistory operation="getLineItemHistory" path={path} />}
        />
      )}
      {maintenance !== undefined && (
        <Parts
          verbs={<MaintenanceVerbs key={activationId} entitlement={entitlement} item={maintenance} onGone={onClose} />}
          facts={<MaintenancePanel item={maintenance} />}
          history={<EntitlementHistory operation="getMaintenanceLineItemHistory" path={path} />}
        />
      )}
      {lineItem === undefined && maintenance === undefined && (
        <Alert color="gray" variant="outline">
          {text.notFoundItem(activationId)}
        </Alert>
      )}
    </Drawer>
  );
}

interface PartsProps {
  readonly verbs: ReactNode;
  readonly facts: ReactNode;
  readonly history: ReactNode;
}

/** The verbs above, and below them the facts or the history; which one stands in the address. */
function Parts({ verbs, facts, history }: PartsProps): JSX.Element {
  const { search, setSearch } = useUrlState();
  return (
    <Stack gap="sm">
      <Group gap="xs">{verbs}</Group>
      <Tabs
        value={search['panel'] ?? 'facts'}
        onChange={(panel) => setSearch({ panel: panel === 'history' ? panel : undefined }, { replace: true })}
        keepMounted={false}
      >
        <Tabs.List mb="sm">
          <Tabs.Tab value="facts">{entitlementVerbsText.facts}</Tabs.Tab>
          <Tabs.Tab value="history">{entitlementVerbsText.history}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="facts">
          <Stack gap="lg">{facts}</Stack>
        </Tabs.Panel>
        <Tabs.Panel value="history">{history}</Tabs.Panel>
      </Tabs>
    </Stack>
  );
}
