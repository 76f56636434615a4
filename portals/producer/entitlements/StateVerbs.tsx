import { Modal, Stack, Text } from '@mantine/core';
import { useState, type JSX, type ReactNode } from 'react';
import { isFinal, reasonsAgainstArrow } from '../../../src/entitlements/rules/line-item-states.ts';
import type { RightState } from '../../../src/shared/vocabulary.ts';
import { entitlementsText as text } from '../../messages/en/producer-entitlements.ts';
import type { Reason } from '../../shared/api/problem.ts';
import { NoteField } from '../../shared/NoteField.tsx';
import { useMay } from '../../shared/session.ts';
import { Verb } from '../../shared/Verb.tsx';

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
  readonly asked: () => ReactNode;
  readonly close: () => void;
}

interface StateVerbsProps {
  readonly name: string;
  readonly current: RightState;
  /** what else speaks against a state, beside the arrows */
  readonly alsoAgainst?: (to: RightState) => readonly Reason[];
  readonly form: (wish: StateWish) => ReactNode;
}

/** The changes of state that are possible, and those that are not with the reason, by the server's own table. */
export function StateVerbs({ name, current, alsoAgainst, form }: StateVerbsProps): JSX.Element {
  const [wish, setWish] = useState<(typeof targets)[number]>();
  const [reason, setReason] = useState('');
  const may = useMay()('changeEntitlementState');
  const close = (): void => setWish(undefined);
  const against = (to: RightState): readonly Reason[] =>
    may ? [...reasonsAgainstArrow(name, current, to), ...(alsoAgainst?.(to) ?? [])] : notAllowed;
  if (isFinal(current)) return <FinalVerb current={current} />;
  return (
    <>
      {targets
        .filter(([to]) => to !== current)
        .map((target) => (
          <Verb
            key={target[0]}
            variant={target[0] === 'deployed' ? 'filled' : 'default'}
            reasonsAgainst={against(target[0])}
            onClick={() => setWish(target)}
          >
            {target[1]}
          </Verb>
        ))}
      {wish !== undefined && (
        <Modal opened onClose={close} size="lg" title={text.changeStateOf(wish[1], name)}>
          {form({
            state: wish[0],
            label: wish[1],
            reason,
            close,
            asked: () => <Asked to={wish[0]} reason={reason} onReason={setReason} />,
          })}
        </Modal>
      )}
    </>
  );
}

const notAllowed: readonly Reason[] = [
  { code: 'forbidden', message: text.needsPermission, remedy: text.needsPermissionRemedy },
];

function FinalVerb({ current }: { readonly current: RightState }): JSX.Element {
  const reason = { code: 'state_not_reachable', message: text.finalState(text[`state_${current}`]) };
  return (
    <Verb variant="default" reasonsAgainst={[reason]} onClick={() => undefined}>
      {text.changeState}
    </Verb>
  );
}

interface AskedProps {
  readonly to: RightState;
  readonly reason: string;
  readonly onReason: (reason: string) => void;
}

function Asked({ to, reason, onReason }: AskedProps): JSX.Element {
  return (
    <Stack gap="xs">
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
    </Stack>
  );
}
