import type { Actor } from '../accounts/rules/permissions.ts';
import type { BatchOutcome } from '../platform/batch.ts';
import type { Transaction } from '../platform/database.ts';
import { refusal } from '../shared/problems.ts';
import type { RightState } from '../shared/vocabulary.ts';
import type { ChangingOptions } from './item-changing.ts';
import { lockItems, requireItem, type ItemTarget } from './item-targets.ts';
import { planItemState, type StatePlan } from './rules/change-state.ts';
import { reasonsAgainstUnseen } from './rules/unseen.ts';
import { selectUnseenItems } from './seen-entitlement.ts';
import { learnForStates, saveStates, type StateSave } from './state-saving.ts';

/** One item whose state is to be changed. */
export interface ItemStateChangeRequest {
  readonly activationId: string;
  readonly state: RightState;
  readonly reason?: string | undefined;
  readonly includeChildren?: boolean | undefined;
  readonly expectedVersion?: number | undefined;
}

/** What becomes of the state of an item, and of its descendants. */
export interface ItemStatePlan {
  readonly target: ItemTarget;
  readonly plan: StatePlan;
}

/**
 * Changes the states of many items at once, each named once, in a fixed number of queries. What becomes of each is answered in
 * their order; where everything must be done and something is refused, nothing is saved.
 */
export async function changeItemStates(
  transaction: Transaction,
  actor: Actor,
  requests: readonly ItemStateChangeRequest[],
  { preview, atomic }: Pick<ChangingOptions, 'preview' | 'atomic'>,
): Promise<readonly BatchOutcome<ItemStatePlan>[]> {
  const named = requests.map((request) => request.activationId);
  const found = await lockItems(transaction, actor, named);
  const holders = new Map([...found.values()].map(({ holder }) => [holder.id, holder]));
  const facts = await learnForStates(transaction, [...holders.values()]);
  const unseen = await selectUnseenItems(transaction, actor, [...holders.values()]);
  // Of whoever is named it is said what becomes of it, also where it descends from another one.
  const except = new Set(named);
  const outcomes = requests.map((request): BatchOutcome<ItemStatePlan> => {
    try {
      const target = requireItem(found.get(request.activationId), request);
      const { holder, item } = target;
      const { includeChildren, state } = request;
      const decision = planItemState(holder.entity, item.entity, state, facts, { includeChildren, except });
      if (!decision.allowed) return { refused: refusal(decision.reasons) };
      const touched = decision.plan.items.map((one) => one.activationId);
      const reasons = reasonsAgainstUnseen(unseen, touched);
      return reasons.length > 0 ? { refused: refusal(reasons) } : { made: { target, plan: decision.plan } };
    } catch (problem) {
      return { refused: problem };
    }
  });
  const isRefused = outcomes.some((outcome) => 'refused' in outcome);
  if (!preview && !(atomic && isRefused)) await saveStates(transaction, actor, savesOf(requests, outcomes));
  return outcomes;
}

// A descendant of two of them is changed once, as the first one says.
function savesOf(
  requests: readonly ItemStateChangeRequest[],
  outcomes: readonly BatchOutcome<ItemStatePlan>[],
): readonly StateSave[] {
  const seen = new Set<string>();
  return outcomes.flatMap((outcome, index) => {
    if ('refused' in outcome) return [];
    const { target, plan } = outcome.made;
    const items = plan.items.filter(({ activationId }) => !seen.has(activationId));
    for (const { activationId } of items) seen.add(activationId);
    const reason = requests[index]?.reason;
    return [{ stored: target.holder, plan: { ...plan, items }, reason, ofEntitlement: false }];
  });
}
