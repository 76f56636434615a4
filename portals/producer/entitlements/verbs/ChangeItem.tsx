import { Stack } from '@mantine/core';
import { useState, type JSX } from 'react';
import { weakerState } from '../../../../src/entitlements/rules/line-item-states.ts';
import { entitlementsText } from '../../../messages/en/producer-entitlements.ts';
import { entitlementVerbsText as text } from '../../../messages/en/producer-entitlements-verbs.ts';
import { useBranding } from '../../../shared/session.ts';
import { OperationForm } from '../../../shared/OperationForm.tsx';
import { ChangePlan } from '../../catalog/ChangePlan.tsx';
import { changedParts } from '../forms/changed-parts.ts';
import { GuardedDrawer } from '../forms/GuardedDrawer.tsx';
import { lineItemRecord, lineItemWishOf } from '../forms/line-item-wish.ts';
import { LineItemFields } from '../forms/LineItemFields.tsx';
import { maintenanceRecord, maintenanceWishOf } from '../forms/maintenance-wish.ts';
import { MaintenanceFields } from '../forms/MaintenanceFields.tsx';
import { quantityWrong } from '../forms/wish-checks.ts';
import type { Entitlement, LineItem, MaintenanceLineItem } from '../item-words.ts';
import { fieldWords } from './field-words.ts';
import { LockedNotice } from './LockedNotice.tsx';
import { useLocks } from './use-locks.ts';
import { useValuesInWords } from './use-values-in-words.ts';

interface ChangeItemProps<Item> {
  readonly entitlement: Entitlement;
  readonly item: Item;
  readonly onClose: () => void;
  readonly onDone: (activationId: string) => void;
}

/** Changes a line item, after it has shown what will be different. */
export function ChangeLineItem(props: ChangeItemProps<LineItem>): JSX.Element {
  const { entitlement, onClose, onDone } = props;
  // As it was when it was opened: a change by somebody else in the meantime is told, not overwritten.
  const [item] = useState(props.item);
  const { activationId, version } = item;
  const [before] = useState(() => lineItemWishOf(item));
  const [wish, setWish] = useState(before);
  const wrongQuantity = quantityWrong(wish.quantity);
  const inWords = useValuesInWords();
  const state = weakerState(entitlement.state, item.state);
  const locks = useLocks('lineItem', activationId, state);
  const body = {
    ...changedParts(lineItemRecord(before), lineItemRecord(wish)),
    ...newIdOf(wish.activationId, activationId),
  };
  return (
    <GuardedDrawer title={text.changeOf(activationId)} isDirty={wish !== before} onClose={onClose}>
      <OperationForm
        operation="changeLineItem"
        request={{ path: { activationId }, body, version }}
        reasonsAgainst={wrongQuantity === undefined ? [] : [wrongQuantity]}
        submitLabel={text.apply}
        pointers={[]}
        plan={(answer) => <ChangePlan answer={answer} names={fieldWords} inWords={inWords} />}
        onDone={(changed) => onDone('activationId' in changed ? changed.activationId : activationId)}
        onCancel={onClose}
      >
        {(problem) => (
          <Stack gap="sm">
            <LockedNotice locks={locks} state={entitlementsText[`state_${state}`]} />
            <LineItemFields
              wish={wish}
              change={(patch) => setWish((now) => ({ ...now, ...patch }))}
              problem={problem}
              lockOf={locks.lockOf}
              isTest={entitlement.test}
              isNew={false}
            />
          </Stack>
        )}
      </OperationForm>
    </GuardedDrawer>
  );
}

/** Changes maintenance, after it has shown what will be different; what it covers is linked where it is shown. */
export function ChangeMaintenance(props: ChangeItemProps<MaintenanceLineItem>): JSX.Element {
  const { entitlement, onClose, onDone } = props;
  const { today } = useBranding();
  const [item] = useState(props.item);
  const { activationId, version } = item;
  const [before] = useState(() => maintenanceWishOf(item));
  const [wish, setWish] = useState(before);
  const inWords = useValuesInWords();
  const state = weakerState(entitlement.state, item.state);
  const locks = useLocks('maintenanceLineItem', activationId, state);
  const { startDate, ...changes } = changedParts(maintenanceRecord(before, today), maintenanceRecord(wish, today));
  const body = {
    ...changes,
    ...(typeof startDate === 'string' ? { startDate } : {}),
    ...newIdOf(wish.activationId, activationId),
  };
  return (
    <GuardedDrawer title={text.changeOf(activationId)} isDirty={wish !== before} onClose={onClose}>
      <OperationForm
        operation="changeMaintenanceLineItem"
        request={{ path: { activationId }, body, version }}
        submitLabel={text.apply}
        pointers={[]}
        plan={(answer) => <ChangePlan answer={answer} names={fieldWords} inWords={inWords} />}
        onDone={(changed) => onDone('activationId' in changed ? changed.activationId : activationId)}
        onCancel={onClose}
      >
        {(problem) => (
          <Stack gap="sm">
            <LockedNotice locks={locks} state={entitlementsText[`state_${state}`]} />
            <MaintenanceFields
              wish={wish}
              change={(patch) => setWish((now) => ({ ...now, ...patch }))}
              problem={problem}
              lockOf={locks.lockOf}
              isTest={entitlement.test}
              isNew={false}
              coverable={undefined}
            />
          </Stack>
        )}
      </OperationForm>
    </GuardedDrawer>
  );
}

function newIdOf(typed: string, before: string): { readonly activationId?: string } {
  const given = typed.trim();
  return given === '' || given === before ? {} : { activationId: given };
}
