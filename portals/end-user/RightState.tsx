import type { JSX } from 'react';
import { useMessages } from '../messages/messages.ts';
import type { ItemOf } from '../shared/api/call.ts';
import { Mark, type Tone } from '../shared/Mark.tsx';
import { useBranding } from '../shared/session.ts';

/** What a right is and until when; of one that never ends, there is no last day. */
export type Right = Pick<ItemOf<'listLineItems'>, 'state' | 'permanent' | 'expirationDate'>;

const tones: Readonly<Record<Right['state'], Tone>> = {
  deployed: 'good',
  inactive: 'quiet',
  onHold: 'soon',
  test: 'plain',
  draft: 'quiet',
  obsolete: 'quiet',
};

/** The state of a right, in the customer's words: one that is over is not active any more. */
export function RightState({ right }: { readonly right: Right }): JSX.Element {
  const { customer } = useMessages();
  const { today } = useBranding();
  const { state } = right;
  if (state === 'deployed' && isOver(right, today)) return <Mark tone="urgent">{customer.expired}</Mark>;
  return <Mark tone={tones[state]}>{customer[state]}</Mark>;
}

function isOver({ permanent, expirationDate }: Right, today: string): boolean {
  return !permanent && expirationDate !== null && expirationDate < today;
}
