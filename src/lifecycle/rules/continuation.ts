import type { LineItem } from '../../entitlements/rules/entitlement.ts';
import { withGiven } from '../../shared/objects.ts';
import { policyNames, type RightState } from '../../shared/vocabulary.ts';
import { copiesToDraw, drawsAll } from './child-copies.ts';
import type { ChildPlan, ChildType, ChildWish, LifecycleModel, ParentFacts } from './child.ts';

/**
 * A child as it is continued, whatever as, with what is different: what is given comes first, then that, then what its parent
 * has. What the license models do not ask for any more is left behind.
 */
export function continuationOf(
  type: ChildType,
  wish: ChildWish,
  facts: ParentFacts,
  different: Partial<LineItem>,
): LineItem {
  const { parent } = facts;
  const additionalCopies = wish.additionalCopies ?? 0;
  const noOrder = wish.copyOrderId === true ? {} : { orderId: null, orderLineNumber: null };
  const child = withGiven<LineItem>({ ...parent, ...noOrder, ...different }, wish.fields);
  const { licenseModelAttributes = attributesFor(child, facts), policies = policiesFor(child, facts) } = wish.fields;
  return {
    ...child,
    ...different,
    licenseModelAttributes,
    policies,
    autoRenew: selfRenewalOf(wish, child),
    activationId: wish.activationId,
    type,
    parentActivationId: parent.activationId,
    quantity: copiesToDraw(wish, facts) + additionalCopies,
    additionalCopies,
    state: stateOfChild(wish, facts),
  };
}

function stateOfChild(wish: ChildWish, { entitlementState }: ParentFacts): RightState {
  if (entitlementState === 'test') return 'test';
  return wish.deploy === true ? 'deployed' : 'draft';
}

/** The values for attributes of the same name and type. */
function attributesFor(
  { licenseModels }: LineItem,
  { parent, models }: ParentFacts,
): LineItem['licenseModelAttributes'] {
  const asked = (keys: readonly string[]) =>
    keys
      .flatMap((key): LifecycleModel['attributes'] => models.get(key)?.attributes ?? [])
      .filter(({ when }) => when === 'entitlement');
  const before = asked(parent.licenseModels);
  const alike = asked(licenseModels).filter(({ name, type }) =>
    before.some((one) => one.name === name && one.type === type),
  );
  const names = new Set(alike.map(({ name }) => name));
  return Object.fromEntries(Object.entries(parent.licenseModelAttributes).filter(([name]) => names.has(name)));
}

/** The policies that the models still leave to the line item. */
function policiesFor({ licenseModels }: LineItem, { parent, models }: ParentFacts): LineItem['policies'] {
  if (parent.policies === null) return null;
  const open = new Set(licenseModels.flatMap((key) => models.get(key)?.policies.atEntitlement ?? []));
  const { returns, repairs, rehosts, extraActivations, cancelLicense } = parent.policies;
  const kept = {
    returns: open.has('returns') ? returns : null,
    repairs: open.has('repairs') ? repairs : null,
    rehosts: open.has('rehosts') ? rehosts : null,
    extraActivations: open.has('extraActivations') ? extraActivations : null,
    cancelLicense: open.has('cancelLicense') ? cancelLicense : null,
  };
  return policyNames.every((name) => kept[name] === null) ? null : kept;
}

/** What renews itself until a day does so no more once the child reaches it. */
function selfRenewalOf({ fields }: ChildWish, child: LineItem): LineItem['autoRenew'] {
  if (fields.autoRenew !== undefined) return fields.autoRenew;
  const { autoRenew, expirationDate, permanent } = child;
  if (autoRenew === null || permanent) return null;
  if ('term' in autoRenew || expirationDate === null) return autoRenew;
  return autoRenew.expirationDate > expirationDate ? autoRenew : null;
}

/** What becomes of a parent: a full child takes over its self-renewal; without activations on it, it is obsolete. */
export function parentAfter(wish: ChildWish, facts: ParentFacts): ChildPlan['parent'] {
  const { state, autoRenew } = facts.parent;
  const closes = wish.allowActivationsOnParent === false && state !== 'test';
  return { state: closes ? 'obsolete' : state, autoRenew: drawsAll(wish, facts) ? null : autoRenew };
}
