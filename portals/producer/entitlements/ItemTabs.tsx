import { Group, Text } from '@mantine/core';
import { useState, type JSX, type ReactNode } from 'react';
import { entitlementsText } from '../../messages/en/producer-entitlements.ts';
import { entitlementVerbsText as text } from '../../messages/en/producer-entitlements-verbs.ts';
import type { Reason } from '../../shared/api/problem.ts';
import { Verb } from '../../shared/Verb.tsx';
import { useReasonsAgainst } from '../catalog/reasons-against.ts';
import type { Entitlement } from './item-words.ts';
import { LineItemRows } from './LineItemRows.tsx';
import { MaintenanceRows } from './MaintenanceRows.tsx';
import { AddLineItem, AddMaintenance } from './verbs/AddItem.tsx';
import { BatchVerbs } from './verbs/BatchVerbs.tsx';

interface ItemTabProps {
  readonly entitlement: Entitlement;
  readonly openKey: string | undefined;
}

/** The line items of an entitlement, and what can be done with several of them. */
export function LineItemsTab({ entitlement, openKey }: ItemTabProps): JSX.Element {
  const [ticked, set] = useState<readonly string[]>([]);
  const [isAdding, setAdding] = useState(false);
  const { entitlementId, lineItems } = entitlement;
  return (
    <>
      <Bar ticked={ticked} onClear={() => set([])}>
        <Verb variant="default" onClick={() => setAdding(true)} reasonsAgainst={useReasonsAgainstAdding(entitlement)}>
          {text.addLineItem}
        </Verb>
      </Bar>
      {lineItems.length === 0 ? (
        <span className="licet-quiet">{entitlementsText.noLineItems}</span>
      ) : (
        <LineItemRows entitlementId={entitlementId} lineItems={lineItems} openKey={openKey} ticks={{ ticked, set }} />
      )}
      {isAdding && <AddLineItem entitlement={entitlement} onClose={() => setAdding(false)} />}
    </>
  );
}

/** The maintenance of an entitlement, and what can be done with several of it. */
export function MaintenanceTab({ entitlement, openKey }: ItemTabProps): JSX.Element {
  const [ticked, set] = useState<readonly string[]>([]);
  const [isAdding, setAdding] = useState(false);
  const items = entitlement.maintenanceLineItems;
  const maintenance = new Set(items.map((item) => item.activationId));
  return (
    <>
      <Bar ticked={ticked} maintenance={maintenance} onClear={() => set([])}>
        <Verb variant="default" onClick={() => setAdding(true)} reasonsAgainst={useReasonsAgainstAdding(entitlement)}>
          {text.addMaintenance}
        </Verb>
      </Bar>
      <MaintenanceRows items={items} openKey={openKey} ticks={{ ticked, set }} />
      {isAdding && <AddMaintenance entitlement={entitlement} onClose={() => setAdding(false)} />}
    </>
  );
}

interface BarProps {
  readonly ticked: readonly string[];
  readonly maintenance?: ReadonlySet<string>;
  readonly onClear: () => void;
  readonly children: ReactNode;
}

/** What can be done with the list; with what is ticked, as long as something is. */
function Bar({ ticked, maintenance, onClear, children }: BarProps): JSX.Element {
  return (
    <Group gap="xs" mb="xs">
      {ticked.length === 0 ? (
        children
      ) : (
        <Group gap="xs" role="region" aria-label={text.selected(ticked.length)}>
          <Text size="sm" fw={600}>
            {text.selected(ticked.length)}
          </Text>
          <BatchVerbs activationIds={ticked} maintenance={maintenance} onDone={onClear} />
        </Group>
      )}
    </Group>
  );
}

function useReasonsAgainstAdding({ state }: Entitlement): readonly Reason[] {
  const against = useReasonsAgainst()('updateEntitlements');
  const isOpen = state === 'draft' || state === 'test' || state === 'deployed';
  if (isOpen) return against;
  const words = entitlementsText[`state_${state}`].toLowerCase();
  const closed = { code: 'entitlement_state', message: text.entitlementNot(words), remedy: text.entitlementNotRemedy };
  return [...against, closed];
}
