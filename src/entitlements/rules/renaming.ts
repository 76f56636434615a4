import type { Reason } from '../../shared/decision.ts';
import type { RightState } from '../../shared/vocabulary.ts';
import { reasonsAgainstEditing, type EditedKind } from './editing.ts';

/** A right that is to get another key. */
export interface AskedRenaming {
  readonly kind: EditedKind;
  readonly from: string;
  readonly to: string;
  /** the weaker one of its own state and its entitlement's */
  readonly state: RightState;
}

/** What speaks against other keys: they are changed in draft and test only, and no other right has one of them. */
export function reasonsAgainstRenaming(
  { kind, from, to, state }: AskedRenaming,
  taken: ReadonlySet<string>,
): readonly Reason[] {
  const field = kind === 'entitlement' ? 'entitlementId' : 'activationId';
  const edited = { kind, key: from, state, activated: 0, allowEditingOfDeployedEntities: false };
  return [...reasonsAgainstEditing(edited, [field], ''), ...(taken.has(to) ? [idTaken(to, `/${field}`)] : [])];
}

function idTaken(id: string, pointer: string): Reason {
  return {
    code: 'id_taken',
    message: `The ID ${id} is used already; entitlement IDs, activation IDs and web register keys share one namespace.`,
    remedy: 'Choose another ID.',
    pointer,
  };
}
