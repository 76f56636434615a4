import { decide, type Decision, type Reason } from '../../shared/decision.ts';
import type { RightState } from '../../shared/vocabulary.ts';
import type { Entitlement } from './entitlement.ts';
import { weakerState } from './line-item-states.ts';

export interface RegenerationWish {
  readonly entitlementId: boolean;
  /** of these items; null: of every item whose ID may change */
  readonly activationIds: readonly string[] | null;
}

/** The IDs that will be made anew. */
export interface RegenerationPlan {
  readonly entitlementId: boolean;
  readonly activationIds: readonly string[];
}

/** IDs that Licet makes anew, or every reason against it: they are fixed once something was deployed (reference 2.2). */
export function planRegeneration(
  { entitlementId, state, ...held }: Entitlement,
  wish: RegenerationWish,
): Decision<RegenerationPlan> {
  const items = [...held.lineItems, ...held.maintenanceLineItems];
  const stateOf = new Map(items.map((item) => [item.activationId, weakerState(state, item.state)]));
  const open = items.map((item) => item.activationId).filter((key) => hasOpenId(stateOf.get(key)));
  const activationIds = wish.activationIds === null ? open : [...new Set(wish.activationIds)];
  const reasons = [
    ...(wish.entitlementId && !hasOpenId(state) ? [fixed(entitlementId, state, '/entitlementId')] : []),
    ...(wish.activationIds ?? []).flatMap((activationId, index) =>
      reasonsAgainstItem(activationId, stateOf.get(activationId), `/activationIds/${index}`),
    ),
    ...(wish.entitlementId || activationIds.length > 0 ? [] : [nothing]),
  ];
  return decide(reasons, () => ({ entitlementId: wish.entitlementId, activationIds }));
}

function reasonsAgainstItem(activationId: string, state: RightState | undefined, pointer: string): readonly Reason[] {
  if (state === undefined)
    return [
      {
        code: 'unknown_reference',
        message: `There is no item ${activationId} in this entitlement.`,
        remedy: 'Take it out of the list.',
        pointer,
      },
    ];
  return hasOpenId(state) ? [] : [fixed(activationId, state, pointer)];
}

function hasOpenId(state: RightState | undefined): boolean {
  return state === 'draft' || state === 'test';
}

function fixed(id: string, state: RightState, pointer: string): Reason {
  return {
    code: 'id_fixed',
    message: `The ID ${id} is ${state}, so it stays as it is.`,
    remedy: 'Only of drafts and tests IDs are made anew.',
    pointer,
  };
}

const nothing: Reason = {
  code: 'nothing_to_regenerate',
  message: 'No ID is to be made anew.',
  remedy: 'Set entitlementId, or name activationIds; null stands for every draft and test item.',
};
