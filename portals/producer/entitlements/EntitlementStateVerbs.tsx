import type { JSX } from 'react';
import { mayHold } from '../../../src/entitlements/rules/line-item-states.ts';
import type { RightState } from '../../../src/shared/vocabulary.ts';
import { entitlementsText as text } from '../../messages/en/producer-entitlements.ts';
import type { Reason } from '../../shared/api/problem.ts';
import { OperationForm } from '../../shared/OperationForm.tsx';
import type { MenuVerb } from '../../shared/VerbMenu.tsx';
import type { Entitlement, LineItem, MaintenanceLineItem } from './item-words.ts';
import { StatePlanView } from './StatePlanView.tsx';
import { StateVerbs, type StateWish } from './StateVerbs.tsx';

/** What can be done beside changes of state, before and after these in the menu. */
interface OtherVerbs {
  readonly first: readonly MenuVerb[];
  readonly last: readonly MenuVerb[];
}

/** The changes of state of a whole entitlement. */
export function EntitlementStateVerbs({
  entitlement,
  ...others
}: OtherVerbs & { readonly entitlement: Entitlement }): JSX.Element {
  const { entitlementId, state, version } = entitlement;
  return (
    <StateVerbs
      {...others}
      name={entitlementId}
      current={state}
      form={(wish) => (
        <OperationForm
          operation="changeEntitlementState"
          request={{ path: { entitlementId }, body: toldBodyOf(wish), version }}
          submitLabel={wish.label}
          plan={(answer) => <StatePlanView answer={answer} own={entitlementId} />}
          onDone={wish.close}
          onCancel={wish.close}
        >
          {wish.asked}
        </OperationForm>
      )}
      isTold
    />
  );
}

interface ItemVerbsProps<Item> extends OtherVerbs {
  readonly entitlement: Entitlement;
  readonly item: Item;
}

/** The changes of state of one line item. */
export function LineItemStateVerbs({ entitlement, item, ...others }: ItemVerbsProps<LineItem>): JSX.Element {
  const { activationId, state, version } = item;
  const hasChildren = entitlement.lineItems.some((one) => one.parentActivationId === activationId);
  return (
    <StateVerbs
      {...others}
      name={activationId}
      current={state}
      alsoAgainst={(to) => reasonsAgainstHolding(entitlement, to)}
      hasChildren={hasChildren}
      form={(wish) => (
        <OperationForm
          operation="changeLineItemState"
          request={{
            path: { activationId },
            body: { ...toldBodyOf(wish), ...(wish.includeChildren ? { includeChildren: true } : {}) },
            version,
          }}
          submitLabel={wish.label}
          plan={(answer) => <StatePlanView answer={answer} own={activationId} />}
          onDone={wish.close}
          onCancel={wish.close}
        >
          {wish.asked}
        </OperationForm>
      )}
      isTold
    />
  );
}

/** The changes of state of one maintenance line item. */
export function MaintenanceStateVerbs({
  entitlement,
  item,
  ...others
}: ItemVerbsProps<MaintenanceLineItem>): JSX.Element {
  const { activationId, state, version } = item;
  return (
    <StateVerbs
      {...others}
      name={activationId}
      current={state}
      alsoAgainst={(to) => reasonsAgainstHolding(entitlement, to)}
      form={(wish) => (
        <OperationForm
          operation="changeMaintenanceLineItemState"
          request={{ path: { activationId }, body: bodyOf(wish), version }}
          submitLabel={wish.label}
          plan={(answer) => <StatePlanView answer={answer} own={activationId} />}
          onDone={wish.close}
          onCancel={wish.close}
        >
          {wish.asked}
        </OperationForm>
      )}
    />
  );
}

function bodyOf({ state, reason }: StateWish): { readonly state: RightState; readonly reason?: string } {
  const given = reason.trim();
  return { state, ...(given === '' ? {} : { reason: given }) };
}

function toldBodyOf(wish: StateWish) {
  return { ...bodyOf(wish), ...(wish.sendEmail === undefined ? {} : { sendEmail: wish.sendEmail }) };
}

function reasonsAgainstHolding({ entitlementId, state }: Entitlement, to: RightState): readonly Reason[] {
  if (mayHold(state, to)) return [];
  const message = text.entitlementHolds(entitlementId, text[`state_${state}`].toLowerCase());
  return [{ code: 'entitlement_state', message, remedy: text.entitlementHoldsRemedy }];
}
