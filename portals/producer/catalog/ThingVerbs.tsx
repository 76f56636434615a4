import { useState, type JSX, type ReactNode } from 'react';
import { reasonsAgainstDeleting } from '../../../src/catalog/rules/catalog-editing.ts';
import type { CatalogState } from '../../../src/shared/vocabulary.ts';
import { partsText } from '../../messages/en/producer-catalog-parts.ts';
import { catalogText as text } from '../../messages/en/producer-catalog.ts';
import type { Reason } from '../../shared/api/problem.ts';
import { Verb } from '../../shared/Verb.tsx';
import { VerbMenu, type MenuVerb } from '../../shared/VerbMenu.tsx';
import { CatalogVerbs, type CatalogStateWish } from './CatalogVerbs.tsx';
import { useReasonsAgainst } from './reasons-against.ts';

type Dialog = (close: () => void) => ReactNode;

interface ThingVerbsProps {
  /** what it is, as the server calls it */
  readonly what: string;
  readonly name: string;
  /** the permissions that the verbs need; `changeState` only for what has states */
  readonly permissions: Readonly<Record<'change' | 'create' | 'delete', string>> & { readonly changeState?: string };
  /** what speaks against any change of it */
  readonly alsoAgainst?: readonly Reason[];
  readonly change: Dialog;
  readonly copy?: Dialog;
  readonly remove: Dialog;
  /** its state and how that is changed, of what has states */
  readonly states?: {
    readonly current: CatalogState;
    readonly form: (wish: CatalogStateWish) => ReactNode;
    /** the states that it can have, where these are not all */
    readonly targets?: readonly CatalogState[];
  };
}

/** What can be done with one thing of the catalog: changed, copied, deployed and withdrawn, deleted. */
export function ThingVerbs(props: ThingVerbsProps): JSX.Element {
  const { what, name, permissions, states, alsoAgainst = [], copy } = props;
  const [dialog, setDialog] = useState<'change' | 'copy' | 'remove'>();
  const against = useReasonsAgainst();
  const close = (): void => setDialog(undefined);
  const first: readonly MenuVerb[] =
    copy === undefined
      ? []
      : [{ label: partsText.copy, onClick: () => setDialog('copy'), reasonsAgainst: against(permissions.create) }];
  const deletion: MenuVerb = {
    label: text.delete,
    onClick: () => setDialog('remove'),
    reasonsAgainst: firstOf(against(permissions.delete), alsoAgainst, [
      ...reasonsAgainstDeleting({ what, state: states?.current, references: [] }),
    ]),
  };
  return (
    <>
      <Verb
        variant="default"
        onClick={() => setDialog('change')}
        reasonsAgainst={firstOf(against(permissions.change), alsoAgainst)}
      >
        {text.change}
      </Verb>
      {states === undefined ? (
        <VerbMenu label={text.more} verbs={[...first, deletion]} />
      ) : (
        <CatalogVerbs
          name={name}
          state={states.current}
          permission={permissions.changeState ?? permissions.change}
          alsoAgainst={alsoAgainst}
          first={first}
          last={[deletion]}
          form={states.form}
          {...(states.targets === undefined ? {} : { targets: states.targets })}
        />
      )}
      {dialog !== undefined && props[dialog]?.(close)}
    </>
  );
}

/** The first list that says something: who may not do it need not hear what else stands in the way. */
function firstOf(...lists: readonly (readonly Reason[])[]): readonly Reason[] {
  return lists.find((list) => list.length > 0) ?? [];
}
