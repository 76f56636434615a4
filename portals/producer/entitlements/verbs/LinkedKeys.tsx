import { Button, Group } from '@mantine/core';
import { useState, type JSX } from 'react';
import { entitlementVerbsText as text } from '../../../messages/en/producer-entitlements-verbs.ts';
import { Key } from '../../../shared/Key.tsx';
import { useMay } from '../../../shared/session.ts';
import { entitlementPath } from '../item-words.ts';
import { UnlinkMaintenance } from './LinkMaintenance.tsx';

interface LinkedKeysProps {
  readonly entitlementId: string;
  /** one line item and what covers it, or maintenance and what it covers */
  readonly of: { readonly lineItem: string } | { readonly maintenance: string };
  readonly keys: readonly string[];
}

/** What is linked with an item, each leading to its panel; a link can be taken away. */
export function LinkedKeys({ entitlementId, of, keys }: LinkedKeysProps): JSX.Element {
  const [unlinked, setUnlinked] = useState<string>();
  const mayUpdate = useMay()('updateEntitlements');
  const isOfLineItem = 'lineItem' in of;
  return (
    <>
      {keys.map((key) => (
        <Group key={key} gap="xs">
          <Key
            value={key}
            to={entitlementPath(entitlementId)}
            search={isOfLineItem ? { tab: 'maintenance', item: key } : { item: key }}
          />
          {mayUpdate && (
            <Button size="compact-xs" variant="subtle" aria-label={text.unlinkOf(key)} onClick={() => setUnlinked(key)}>
              {text.unlink}
            </Button>
          )}
        </Group>
      ))}
      {unlinked !== undefined && (
        <UnlinkMaintenance
          activationId={isOfLineItem ? of.lineItem : unlinked}
          maintenanceActivationId={isOfLineItem ? unlinked : of.maintenance}
          onClose={() => setUnlinked(undefined)}
        />
      )}
    </>
  );
}
