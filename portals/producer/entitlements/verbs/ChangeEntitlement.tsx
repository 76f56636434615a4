import { Fieldset, SimpleGrid, Stack } from '@mantine/core';
import { useState, type JSX } from 'react';
import { entitlementsText } from '../../../messages/en/producer-entitlements.ts';
import { entitlementFormsText } from '../../../messages/en/producer-entitlements-forms.ts';
import { entitlementVerbsText as text } from '../../../messages/en/producer-entitlements-verbs.ts';
import { OperationForm } from '../../../shared/OperationForm.tsx';
import { AttributeFields } from '../../attributes/AttributeFields.tsx';
import { ChangePlan } from '../../catalog/ChangePlan.tsx';
import { changedParts } from '../forms/changed-parts.ts';
import type { FormPart } from '../forms/field-props.ts';
import { GuardedDrawer } from '../forms/GuardedDrawer.tsx';
import { CustomerField, DeliveryFields } from '../forms/HeaderFields.tsx';
import { headerRecord, headerWishOf, type HeaderWish } from '../forms/header-wish.ts';
import { TextField } from '../forms/TextField.tsx';
import type { Entitlement } from '../item-words.ts';
import { fieldWords } from './field-words.ts';
import { LockedNotice } from './LockedNotice.tsx';
import { useLocks } from './use-locks.ts';
import { useValuesInWords } from './use-values-in-words.ts';

interface ChangeEntitlementProps {
  readonly entitlement: Entitlement;
  readonly onClose: () => void;
  readonly onDone: (entitlementId: string) => void;
}

/** Changes an entitlement itself, after it has shown what will be different. */
export function ChangeEntitlement({ entitlement: current, onClose, onDone }: ChangeEntitlementProps): JSX.Element {
  // As it was when it was opened: a change by somebody else in the meantime is told, not overwritten.
  const [entitlement] = useState(current);
  const { entitlementId, version, state } = entitlement;
  const [before] = useState(() => headerWishOf(entitlement));
  const [wish, setWish] = useState(before);
  const inWords = useValuesInWords();
  const locks = useLocks('entitlement', entitlementId, state);
  const newId = wish.entitlementId.trim();
  const body = {
    ...changedParts(headerRecord(before), headerRecord(wish)),
    ...(newId === entitlementId || newId === '' ? {} : { entitlementId: newId }),
  };
  return (
    <GuardedDrawer title={text.changeOf(entitlementId)} isDirty={wish !== before} onClose={onClose}>
      <OperationForm
        operation="changeEntitlement"
        request={{ path: { entitlementId }, body, version }}
        submitLabel={text.apply}
        pointers={[]}
        plan={(answer) => <ChangePlan answer={answer} names={fieldWords} inWords={inWords} />}
        onDone={(changed) => onDone('entitlementId' in changed ? changed.entitlementId : entitlementId)}
        onCancel={onClose}
      >
        {(problem) => (
          <Stack gap="sm">
            <LockedNotice locks={locks} state={entitlementsText[`state_${state}`]} />
            <HeaderPart
              wish={wish}
              change={(patch) => setWish((now) => ({ ...now, ...patch }))}
              problem={problem}
              lockOf={locks.lockOf}
            />
          </Stack>
        )}
      </OperationForm>
    </GuardedDrawer>
  );
}

function HeaderPart(part: FormPart<HeaderWish>): JSX.Element {
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing="xs">
        <CustomerField {...part} />
        <TextField part={part} field="description" label={entitlementFormsText.description} />
        <TextField
          part={part}
          field="entitlementId"
          label={entitlementFormsText.entitlementId}
          hint={entitlementFormsText.idHintStored}
        />
      </SimpleGrid>
      <Fieldset legend={entitlementFormsText.delivery} p="xs">
        <DeliveryFields {...part} />
      </Fieldset>
      <AttributeFields
        entity="entitlement"
        values={part.wish.attributes}
        onChange={(attributes) => part.change({ attributes })}
        problem={part.problem}
      />
    </>
  );
}
