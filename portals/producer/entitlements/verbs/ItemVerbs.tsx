import { useNavigate } from '@tanstack/react-router';
import { useState, type JSX, type ReactNode } from 'react';
import { weakerState } from '../../../../src/entitlements/rules/line-item-states.ts';
import { entitlementVerbsText as text } from '../../../messages/en/producer-entitlements-verbs.ts';
import type { Reason } from '../../../shared/api/problem.ts';
import { Verb } from '../../../shared/Verb.tsx';
import type { MenuVerb } from '../../../shared/VerbMenu.tsx';
import { useReasonsAgainst } from '../../catalog/reasons-against.ts';
import { LineItemStateVerbs, MaintenanceStateVerbs } from '../EntitlementStateVerbs.tsx';
import { entitlementPath, type Entitlement, type LineItem, type MaintenanceLineItem } from '../item-words.ts';
import { ChangeLineItem, ChangeMaintenance } from './ChangeItem.tsx';
import { DeleteRight } from './DeleteRight.tsx';
import { LinkMaintenance } from './LinkMaintenance.tsx';
import { SendEmail } from './SendEmail.tsx';
import { useLocks } from './use-locks.ts';

interface ItemVerbsProps<Item> {
  readonly entitlement: Entitlement;
  readonly item: Item;
  /** the item is gone */
  readonly onGone: () => void;
}

type VerbName = 'change' | 'link' | 'email' | 'delete';

/** Everything that can be done with a line item. */
export function LineItemVerbs({ entitlement, item, onGone }: ItemVerbsProps<LineItem>): JSX.Element {
  const [verb, setVerb] = useState<VerbName>();
  const { activationId, version } = item;
  const against = useAgainst('lineItem', entitlement, item);
  const goTo = useGoTo(entitlement, () => setVerb(undefined));
  const close = (): void => setVerb(undefined);
  const dialogs: Readonly<Record<VerbName, () => ReactNode>> = {
    change: () => <ChangeLineItem entitlement={entitlement} item={item} onClose={close} onDone={goTo} />,
    link: () => <LinkMaintenance entitlement={entitlement} from={{ lineItem: activationId }} onClose={close} />,
    email: () => <SendEmail about={{ activationId }} onClose={close} />,
    delete: () => (
      <DeleteRight
        operation="deleteLineItem"
        path={{ activationId }}
        name={activationId}
        version={version}
        onClose={close}
        onDone={onGone}
      />
    ),
  };
  return (
    <>
      <Verb variant="default" onClick={() => setVerb('change')} reasonsAgainst={against.changing}>
        {text.change}
      </Verb>
      <LineItemStateVerbs
        entitlement={entitlement}
        item={item}
        first={[
          {
            label: text.linkMaintenance,
            onClick: () => setVerb('link'),
            reasonsAgainst: [
              ...against.changing,
              ...(entitlement.maintenanceLineItems.length === 0 ? noMaintenance : []),
            ],
          },
          { label: text.sendEmail, onClick: () => setVerb('email'), reasonsAgainst: against.updating },
        ]}
        last={[deletion(() => setVerb('delete'), against.deleting)]}
      />
      {verb !== undefined && dialogs[verb]()}
    </>
  );
}

const noMaintenance: readonly Reason[] = [
  { code: 'nothing_to_link', message: text.noMaintenanceYet, remedy: text.noMaintenanceYetRemedy },
];

/** Everything that can be done with maintenance. */
export function MaintenanceVerbs({ entitlement, item, onGone }: ItemVerbsProps<MaintenanceLineItem>): JSX.Element {
  const [verb, setVerb] = useState<Exclude<VerbName, 'email'>>();
  const { activationId, version } = item;
  const against = useAgainst('maintenanceLineItem', entitlement, item);
  const goTo = useGoTo(entitlement, () => setVerb(undefined));
  const close = (): void => setVerb(undefined);
  const dialogs: Readonly<Record<Exclude<VerbName, 'email'>, () => ReactNode>> = {
    change: () => <ChangeMaintenance entitlement={entitlement} item={item} onClose={close} onDone={goTo} />,
    link: () => <LinkMaintenance entitlement={entitlement} from={{ maintenance: activationId }} onClose={close} />,
    delete: () => (
      <DeleteRight
        operation="deleteMaintenanceLineItem"
        path={{ activationId }}
        name={activationId}
        version={version}
        onClose={close}
        onDone={onGone}
      />
    ),
  };
  return (
    <>
      <Verb variant="default" onClick={() => setVerb('change')} reasonsAgainst={against.changing}>
        {text.change}
      </Verb>
      <MaintenanceStateVerbs
        entitlement={entitlement}
        item={item}
        first={[{ label: text.linkLineItem, onClick: () => setVerb('link'), reasonsAgainst: against.changing }]}
        last={[deletion(() => setVerb('delete'), against.deleting)]}
      />
      {verb !== undefined && dialogs[verb]()}
    </>
  );
}

function deletion(onClick: () => void, reasonsAgainst: readonly Reason[]): MenuVerb {
  return { label: text.delete, onClick, reasonsAgainst };
}

/** What speaks against the verbs of an item: the role of who is signed in, or its state. */
function useAgainst(
  kind: 'lineItem' | 'maintenanceLineItem',
  entitlement: Entitlement,
  item: LineItem | MaintenanceLineItem,
) {
  const against = useReasonsAgainst();
  const state = weakerState(entitlement.state, item.state);
  const locks = useLocks(kind, item.activationId, state);
  const updating = against('updateEntitlements');
  const isOpen = state === 'draft' || state === 'test';
  const fixed = { code: 'not_deletable', message: text.onlyDraftsDeleted, remedy: text.onlyDraftsDeletedRemedy };
  return {
    updating,
    changing: [...updating, ...locks.against],
    deleting: [...updating, ...(isOpen ? [] : [fixed])],
  };
}

/** Goes on with an item, also where it has got another ID. */
function useGoTo({ entitlementId }: Entitlement, close: () => void): (activationId: string) => void {
  const navigate = useNavigate();
  return (activationId) => {
    close();
    void navigate({
      to: entitlementPath(entitlementId),
      search: (before: Record<string, unknown>) => ({ ...before, item: activationId }),
      replace: true,
    });
  };
}
