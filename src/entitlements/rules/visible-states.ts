import type { Audience } from '../../accounts/rules/permissions.ts';
import type { RightState } from '../../shared/vocabulary.ts';

/** What customers and partners see: neither what is still prepared, nor what was taken back. */
export const endUserStates: readonly RightState[] = ['deployed', 'inactive', 'onHold', 'test'];

/** The states in which somebody gets to see rights; undefined for every state. */
export function statesVisibleTo(audience: Audience): readonly RightState[] | undefined {
  return audience === 'producer' ? undefined : endUserStates;
}
