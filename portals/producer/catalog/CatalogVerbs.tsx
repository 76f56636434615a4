import { Modal, Stack, Text } from '@mantine/core';
import { useState, type JSX, type ReactNode } from 'react';
import { reasonsAgainstCatalogState } from '../../../src/catalog/rules/catalog-states.ts';
import type { CatalogState } from '../../../src/shared/vocabulary.ts';
import { catalogText as text } from '../../messages/en/producer-catalog.ts';
import type { Reason } from '../../shared/api/problem.ts';
import { NoteField } from '../../shared/NoteField.tsx';
import { Verb } from '../../shared/Verb.tsx';
import { VerbMenu, type MenuVerb } from '../../shared/VerbMenu.tsx';
import { useReasonsAgainst } from './reasons-against.ts';

const targets = [
  { to: 'deployed', label: text.deploy, words: text.deployText },
  { to: 'draft', label: text.withdraw, words: text.withdrawText },
  { to: 'inactive', label: text.deactivate, words: text.deactivateText },
  { to: 'obsolete', label: text.retire, words: text.retireText },
] as const;

/** What the form of a change of state needs: where to, why, and what to do when it is over. */
export interface CatalogStateWish {
  readonly label: string;
  readonly body: { readonly state: CatalogState; readonly reason?: string };
  readonly asked: () => ReactNode;
  readonly close: () => void;
}

interface CatalogVerbsProps {
  readonly name: string;
  readonly state: CatalogState;
  /** what a change of state needs */
  readonly permission: string;
  readonly form: (wish: CatalogStateWish) => ReactNode;
  /** the states that it can have, where these are not all */
  readonly targets?: readonly CatalogState[];
  /** what speaks against any change of it */
  readonly alsoAgainst?: readonly Reason[];
  /** what else can be done, before and after the states */
  readonly first?: readonly MenuVerb[];
  readonly last?: readonly MenuVerb[];
}

/** What can be done with something of the catalog: deploying it stands there by itself, the rest in a menu. */
export function CatalogVerbs(props: CatalogVerbsProps): JSX.Element {
  const { name, state, form, first = [], last = [] } = props;
  const [to, setTo] = useState<CatalogState>();
  const verbs = useStateVerbs(props, setTo);
  const isNextDeployed = state === 'draft' || state === 'inactive';
  return (
    <>
      <VerbMenu
        label={text.more}
        verbs={[...first, ...verbs.filter((one) => !isNextDeployed || one.to !== 'deployed'), ...last]}
      />
      {verbs
        .filter((one) => isNextDeployed && one.to === 'deployed')
        .map(({ label, ...verb }) => (
          <Verb key={label} onClick={verb.onClick} reasonsAgainst={verb.reasonsAgainst}>
            {label}
          </Verb>
        ))}
      {to !== undefined && <StateDialog name={name} to={to} form={form} onClose={() => setTo(undefined)} />}
    </>
  );
}

function useStateVerbs(props: CatalogVerbsProps, choose: (to: CatalogState) => void) {
  const { state, permission, targets: possible, alsoAgainst = [] } = props;
  const against = [...useReasonsAgainst()(permission), ...alsoAgainst];
  return targets
    .filter(({ to }) => to !== state && (possible?.includes(to) ?? true))
    .map(({ to, label }) => ({
      to,
      label,
      onClick: () => choose(to),
      reasonsAgainst: against.length > 0 ? against : reasonsAgainstCatalogState(state, to, []),
    }));
}

interface StateDialogProps extends Pick<CatalogVerbsProps, 'name' | 'form'> {
  readonly to: CatalogState;
  readonly onClose: () => void;
}

function StateDialog({ name, to, form, onClose }: StateDialogProps): JSX.Element {
  const [reason, setReason] = useState('');
  const { label, words } = targets.find((target) => target.to === to) ?? targets[0];
  const given = reason.trim();
  return (
    <Modal opened onClose={onClose} size="lg" title={text.changeStateOf(label, name)}>
      {form({
        label,
        body: { state: to, ...(given === '' ? {} : { reason: given }) },
        asked: () => <Asked words={words} reason={reason} onReason={setReason} />,
        close: onClose,
      })}
    </Modal>
  );
}

interface AskedProps {
  readonly words: string;
  readonly reason: string;
  readonly onReason: (reason: string) => void;
}

function Asked({ words, reason, onReason }: AskedProps): JSX.Element {
  return (
    <Stack gap="xs">
      <Text size="sm">{words}</Text>
      <NoteField
        label={text.reason}
        description={text.reasonHint}
        value={reason}
        lengthMax={2000}
        onChange={onReason}
        isFirst
      />
    </Stack>
  );
}
