import { Checkbox, Table } from '@mantine/core';
import type { JSX } from 'react';
import { entitlementVerbsText as text } from '../../messages/en/producer-entitlements-verbs.ts';

/** Which items are ticked, to do something with all of them. */
export interface Ticks {
  readonly ticked: readonly string[];
  readonly set: (activationIds: readonly string[]) => void;
}

/** Ticks one item. */
export function TickOne({
  ticks,
  activationId,
}: {
  readonly ticks: Ticks;
  readonly activationId: string;
}): JSX.Element {
  const { ticked, set } = ticks;
  return (
    <Table.Td w={30}>
      <Checkbox
        aria-label={text.select(activationId)}
        checked={ticked.includes(activationId)}
        onChange={(event) =>
          set(event.currentTarget.checked ? [...ticked, activationId] : ticked.filter((id) => id !== activationId))
        }
      />
    </Table.Td>
  );
}

/** Ticks all of them, or none. */
export function TickAll({ ticks, keys }: { readonly ticks: Ticks; readonly keys: readonly string[] }): JSX.Element {
  const { ticked, set } = ticks;
  const isAll = keys.length > 0 && keys.every((key) => ticked.includes(key));
  return (
    <Table.Th w={30}>
      <Checkbox
        aria-label={text.selectAll}
        checked={isAll}
        indeterminate={!isAll && ticked.length > 0}
        onChange={() => set(isAll ? [] : keys)}
      />
    </Table.Th>
  );
}
