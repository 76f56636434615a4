import type { JSX } from 'react';
import { useMessages } from '../messages/messages.ts';
import type { ItemOf } from '../shared/api/call.ts';
import { Mark, type Tone } from '../shared/Mark.tsx';

type State = ItemOf<'listLineItems'>['state'];

const tones: Readonly<Record<State, Tone>> = {
  deployed: 'good',
  inactive: 'quiet',
  onHold: 'soon',
  test: 'plain',
  draft: 'quiet',
  obsolete: 'quiet',
};

/** The state of a right, in the customer's words. */
export function RightState({ state }: { readonly state: State }): JSX.Element {
  const { customer } = useMessages();
  return <Mark tone={tones[state]}>{customer[state]}</Mark>;
}
