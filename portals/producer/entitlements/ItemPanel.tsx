import { Alert, Drawer, Group, Stack } from '@mantine/core';
import type { JSX } from 'react';
import { entitlementsText as text } from '../../messages/en/producer-entitlements.ts';
import { Key } from '../../shared/Key.tsx';
import { LineItemStateVerbs, MaintenanceStateVerbs } from './EntitlementStateVerbs.tsx';
import type { Entitlement } from './item-words.ts';
import { LineItemPanel } from './LineItemPanel.tsx';
import { MaintenancePanel } from './MaintenancePanel.tsx';
import { RightStateMark } from './RightStateMark.tsx';

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
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={
        <>
          <Key value={activationId} /> {state !== undefined && <RightStateMark state={state} />}
        </>
      }
    >
      <Stack gap="lg">
        {lineItem !== undefined && (
          <>
            <Group gap="xs">
              <LineItemStateVerbs entitlement={entitlement} item={lineItem} />
            </Group>
            <LineItemPanel entitlement={entitlement} item={lineItem} />
          </>
        )}
        {maintenance !== undefined && (
          <>
            <Group gap="xs">
              <MaintenanceStateVerbs entitlement={entitlement} item={maintenance} />
            </Group>
            <MaintenancePanel item={maintenance} />
          </>
        )}
        {lineItem === undefined && maintenance === undefined && (
          <Alert color="gray" variant="outline">
            {text.notFoundItem(activationId)}
          </Alert>
        )}
      </Stack>
    </Drawer>
  );
}
