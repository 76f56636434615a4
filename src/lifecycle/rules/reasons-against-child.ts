import {
  reasonsAgainstObsolete,
  reasonsAgainstWithActivations,
} from '../../entitlements/rules/states-with-activations.ts';
import type { Reason } from '../../shared/decision.ts';
import { copiesLeft, copiesToDraw, reasonsAgainstChildCopies } from './child-copies.ts';
import type { ChildType, ChildWish, ParentFacts } from './child.ts';

const verbs: Readonly<Record<ChildType, string>> = { renewal: 'renewed', upgrade: 'upgraded', upsell: 'upsold' };
const plurals: Readonly<Record<ChildType, string>> = { renewal: 'renewals', upgrade: 'upgrades', upsell: 'upsells' };

/** What speaks against continuing a line item in any way (reference 2.7, 3): its state, its copies, its maintenance. */
export function reasonsAgainstChild(type: ChildType, wish: ChildWish, facts: ParentFacts): readonly Reason[] {
  return [
    ...reasonsAgainstState(type, facts),
    ...reasonsAgainstChildCopies(wish, facts),
    ...reasonsAgainstMaintenance(type, facts),
    ...reasonsAgainstClosing(wish, facts),
  ];
}

function reasonsAgainstState(
  type: ChildType,
  { entitlementId, entitlementState, parent }: ParentFacts,
): readonly Reason[] {
  const states = [
    { what: `The line item ${parent.activationId}`, state: parent.state },
    { what: `The entitlement ${entitlementId}`, state: entitlementState },
  ];
  return states
    .filter(({ state }) => state !== 'deployed' && state !== 'test')
    .map(({ what, state }) => ({
      code: 'not_deployed',
      message: `${what} is ${state}, and only what is deployed is ${verbs[type]}.`,
      remedy: state === 'obsolete' ? 'It is final; sell a new one.' : 'Deploy it first.',
    }));
}

// A maintenance line item that is not deployed says nothing yet, or not any more.
function reasonsAgainstMaintenance(type: ChildType, { maintenance }: ParentFacts): readonly Reason[] {
  return maintenance
    .filter(({ item, allows }) => (item.state === 'deployed' || item.state === 'test') && !allows[type])
    .map(({ item }) => ({
      code: `maintenance_disallows_${plurals[type]}`,
      message: `The maintenance ${item.activationId} is of ${item.productId}, which does not allow ${plurals[type]}.`,
      remedy: `Unlink it, or link maintenance that allows ${plurals[type]}.`,
    }));
}

// An obsolete parent keeps nothing, so whatever is not drawn by then would be gone.
function reasonsAgainstClosing(wish: ChildWish, facts: ParentFacts): readonly Reason[] {
  const { activationId, state } = facts.parent;
  if (wish.allowActivationsOnParent !== false || state === 'test') return [];
  const pointer = '/allowActivationsOnParent';
  const rest = copiesLeft(facts) - copiesToDraw(wish, facts);
  const lost: Reason = {
    code: 'copies_would_be_lost',
    message: `${rest} copies of ${activationId} would stay on a line item that is obsolete.`,
    remedy: 'Draw all that is left, or allow activations on the parent.',
    pointer,
  };
  return [
    ...reasonsAgainstObsolete('obsolete', facts.policy).map((reason) => ({ ...reason, pointer })),
    ...reasonsAgainstWithActivations(activationId, 'obsolete', pointer, facts.policy),
    ...(rest > 0 ? [lost] : []),
  ];
}
