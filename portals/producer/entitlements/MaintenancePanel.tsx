import type { JSX } from 'react';
import { entitlementsText as text } from '../../messages/en/producer-entitlements.ts';
import { Day } from '../../shared/Day.tsx';
import { Facts } from '../../shared/Facts.tsx';
import { Key } from '../../shared/Key.tsx';
import { AttributeValues } from '../attributes/AttributeValues.tsx';
import { EndDay } from './EndDay.tsx';
import { LinkedKeys } from './verbs/LinkedKeys.tsx';
import { entitlementPath, type MaintenanceLineItem } from './item-words.ts';

/** Maintenance: what it is, what it covers, and for how long. */
export function MaintenancePanel({ item }: { readonly item: MaintenanceLineItem }): JSX.Element {
  const { entitlementId, covers, startDate, parentActivationId, attributes } = item;
  const to = entitlementPath(entitlementId);
  return (
    <Facts
      facts={[
        [text.product, `${item.productName} ${item.productVersion}`],
        [
          text.covers,
          covers.length === 0 ? (
            text.coversNothing
          ) : (
            <LinkedKeys key="c" entitlementId={entitlementId} of={{ maintenance: item.activationId }} keys={covers} />
          ),
        ],
        [
          text.parent,
          parentActivationId === null ? null : (
            <Key
              key="parent"
              value={parentActivationId}
              to={to}
              search={{ tab: 'maintenance', item: parentActivationId }}
            />
          ),
        ],
        [text.startDate, startDate === null ? null : <Day key="start" day={startDate} />],
        [text.expiration, <EndDay key="end" item={item} />],
        [text.orderId, item.orderId],
        [text.orderLine, item.orderLineNumber],
        [text.description, item.description],
        [
          text.attributes,
          Object.keys(attributes).length === 0 ? null : (
            <AttributeValues key="a" entity="maintenanceLineItem" attributes={attributes} />
          ),
        ],
      ]}
    />
  );
}
