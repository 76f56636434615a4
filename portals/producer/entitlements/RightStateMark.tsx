import type { JSX } from 'react';
import type { RightState } from '../../../src/shared/vocabulary.ts';
import { entitlementsText as text } from '../../messages/en/producer-entitlements.ts';
import { Mark, type Tone } from '../../shared/Mark.tsx';

const tones: Readonly<Record<RightState, Tone>> = {
  draft: 'quiet',
  deployed: 'good',
  inactive: 'soon',
  test: 'plain',
  obsolete: 'quiet',
  onHold: 'soon',
};

/** The state of an entitlement or item. */
export function RightStateMark({ state }: { readonly state: RightState }): JSX.Element {
  return <Mark tone={tones[state]}>{text[`state_${state}`]}</Mark>;
}
