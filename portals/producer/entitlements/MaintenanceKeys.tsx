import type { JSX } from 'react';
import { Key } from '../../shared/Key.tsx';
import { entitlementPath } from './item-words.ts';

/** The maintenance of a line item, each leading to its panel. */
export function MaintenanceKeys({
  entitlementId,
  ids,
}: {
  readonly entitlementId: string;
  readonly ids: readonly string[];
}): JSX.Element {
  return (
    <>
      {ids.map((id) => (
        <div key={id} className="licet-key-breaks">
          <Key value={id} to={entitlementPath(entitlementId)} search={{ tab: 'maintenance', item: id }} />
        </div>
      ))}
    </>
  );
}
