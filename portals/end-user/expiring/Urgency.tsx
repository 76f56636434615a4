import type { JSX } from 'react';
import { useMessages } from '../../messages/messages.ts';
import type { ItemOf } from '../../shared/api/call.ts';
import { Mark, type Tone } from '../../shared/Mark.tsx';

type Item = ItemOf<'listExpiringEntitlements'>;

const tones: Readonly<Record<Item['urgency'], Tone>> = {
  critical: 'urgent',
  window: 'soon',
  lookAhead: 'plain',
  expired: 'urgent',
};

/** How many days are left, and what that means: in words, a shape and a colour. */
export function Urgency({ item }: { readonly item: Item }): JSX.Element {
  const { customer } = useMessages();
  const { daysRemaining: days } = item;
  return (
    <Mark tone={tones[item.urgency]}>
      {days < 0 ? customer.daysAgo(-days) : customer.days(days)}, {customer[item.urgency]}
    </Mark>
  );
}
