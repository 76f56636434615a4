import { Checkbox, Stack, Text } from '@mantine/core';
import { useState, type JSX, type ReactNode } from 'react';
import { isFinal, reasonsAgainstArrow } from '../../../src/entitlements/rules/line-item-states.ts';
import type { RightState } from '../../../src/shared/vocabulary.ts';
import { entitlementsText as text } from '../../messages/en/producer-entitlements.ts';
import { entitlementVerbsText } from '../../messages/en/producer-entitlements-verbs.ts';
import type { Reason } from '../../shared/api/problem.ts';
import { NoteField } from '../../shared/NoteField.tsx';
import { useMay } from '../../shared/session.ts';
import { Verb } from '../../shared/Verb.tsx';
import { VerbMenu, type MenuVerb } from '../../shared/VerbMenu.tsx';
import { useSendsEmail } from './forms/use-choices.ts';
import { VerbModal } from './verbs/VerbModal.tsx';

const targets = [
  ['deployed', text.deploy],
  ['draft', text.withdraw],
  ['inactive', text.deactivate],
  ['obsolete', text.retire],
] as const;

/** What the form of a change needs: where to, why, and what to do when it is over. */
export interface StateWish {
  readonly state: RightState;
  readonly label: string;
  readonly reason: string;
  /** tells of a deployment by email; undefined where that is not asked */
  readonly sendEmail: boolean | undefined;
  readonly includeChildren: boolean;
  readonly asked: () => ReactNode;
  readonly close: () => void;
}

interface StateVerbsProps {
  readonly name: string;
  readonly current: RightState;
  /** what else speaks against a state, beside the arrows */
  readonly alsoAgainst?: (to: RightState) => readonly Reason[];
  /** a deployment can be told by email */
  readonly isTold?: boolean;
  /** something was made from it, which can go along */
  readonly hasChildren?: boolean;
  /** what else can be done, before and after the states */
  readonly first?: readonly MenuVerb[];
  readonly last?: readonly MenuVerb[];
  readonly form: (wish: StateWish) => ReactNode;
}

/** What can be done with a right: deploying it stands by itself where it is next, the rest in a menu, each with what speaks against it. */
export function StateVerbs(props: StateVerbsProps): JSX.Element {
  const { current, first = [], last = [] } = props;
  const [to, setTo] = useState<(typeof targets)[number]>();
  const verbs = useTargets(props, setTo);
  const isNext = (label: string): boolean =>
    label === text.deploy && (current === 'draft' || current === 'inactive' || current === 'onHold');
  return (
    <>
      <VerbMenu
        label={entitlementVerbsText.more}
        verbs={[...first, ...verbs.filter(({ label }) => !isNext(label)), ...last]}
      />
      {verbs
        .filter(({ label }) => isNext(label))
        .map(({ label, onClick, reasonsAgainst }) => (
          <Verb key={label} onClick={onClick} reasonsAgainst={reasonsAgainst}>
            {label}
          </Verb>
        ))}
      {to !== undefined && <StateDialog {...props} target={to} onClose={() => setTo(undefined)} />}
    </>
  );
}

/** The changes of state that are possible, and those that are not with the reason, by the server's own table. */
function useTargets(
  { name, current, alsoAgainst }: StateVerbsProps,
  choose: (target: (typeof targets)[number]) => void,
): readonly MenuVerb[] {
  const may = useMay()('changeEntitlementState');
  if (isFinal(current)) {
    const final = { code: 'state_not_reachable', message: text.finalState(text[`state_${current}`]) };
    return [{ label: text.changeState, onClick: () => undefined, reasonsAgainst: [final] }];
  }
  return targets
    .filter(([to]) => to !== current)
    .map((target) => ({
      label: target[1],
      onClick: () => choose(target),
      reasonsAgainst: may
        ? [...reasonsAgainstArrow(name, current, target[0]), ...(alsoAgainst?.(target[0]) ?? [])]
        : notAllowed,
    }));
}

const notAllowed: readonly Reason[] = [
  { code: 'forbidden', message: text.needsPermission, remedy: text.needsPermissionRemedy },
];

interface StateDialogProps extends StateVerbsProps {
  readonly target: (typeof targets)[number];
  readonly onClose: () => void;
}

function StateDialog(props: StateDialogProps): JSX.Element {
  const { name, target, form, isTold = false, hasChildren = false, onClose } = props;
  const [state, label] = target;
  const [reason, setReason] = useState('');
  const [includeChildren, setIncludeChildren] = useState(false);
  const { sendsEmail, setSendsEmail } = useSendsEmail();
  const asksEmail = isTold && state === 'deployed';
  return (
    <VerbModal onClose={onClose} size="lg" title={text.changeStateOf(label, name)}>
      {form({
        state,
        label,
        reason,
        sendEmail: asksEmail ? sendsEmail : undefined,
        includeChildren,
        close: onClose,
        asked: () => (
          <Stack gap="xs">
            <Asked to={state} reason={reason} onReason={setReason} />
            {asksEmail && (
              <Checkbox
                label={entitlementVerbsText.tellByEmail}
                checked={sendsEmail}
                onChange={(event) => setSendsEmail(event.currentTarget.checked)}
              />
            )}
            {hasChildren && (
              <Checkbox
                label={entitlementVerbsText.includeChildren}
                checked={includeChildren}
                onChange={(event) => setIncludeChildren(event.currentTarget.checked)}
              />
            )}
          </Stack>
        ),
      })}
    </VerbModal>
  );
}

interface AskedProps {
  readonly to: RightState;
  readonly reason: string;
  readonly onReason: (reason: string) => void;
}

function Asked({ to, reason, onReason }: AskedProps): JSX.Element {
  return (
    <>
      {to === 'obsolete' && (
        <Text size="sm" className="licet-soon">
          {text.obsoleteIsFinal}
        </Text>
      )}
      <NoteField
        label={text.reason}
        description={text.reasonHint}
        value={reason}
        lengthMax={1000}
        onChange={onReason}
        isFirst
      />
    </>
  );
}
