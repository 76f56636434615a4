import { Checkbox, Stack, Table, Text, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState, type JSX } from 'react';
import { entitlementsText } from '../../../messages/en/producer-entitlements.ts';
import { entitlementFormsText } from '../../../messages/en/producer-entitlements-forms.ts';
import { entitlementVerbsText as text } from '../../../messages/en/producer-entitlements-verbs.ts';
import type { AnswerOf } from '../../../shared/api/call.ts';
import { Day } from '../../../shared/Day.tsx';
import { Key } from '../../../shared/Key.tsx';
import { OperationForm } from '../../../shared/OperationForm.tsx';
import { AccountPicker } from '../../accounts/AccountPicker.tsx';
import { hintBelow, sentencesAt } from '../forms/field-props.ts';
import { productName, type Entitlement } from '../item-words.ts';
import { PlannedEmails } from './PlannedEmails.tsx';
import { VerbModal } from './VerbModal.tsx';

type Answer = AnswerOf<'copyEntitlement'>;
type CopyPlan = Extract<Answer, { readonly copiedFrom: unknown }>;

interface CopyEntitlementProps {
  readonly entitlement: Entitlement;
  readonly onClose: () => void;
  readonly onDone: (entitlementId: string) => void;
}

interface CopyWish {
  readonly entitlementId: string;
  readonly accountId: string;
  readonly test: boolean;
  readonly deploy: boolean;
}

/** Makes a new order like this one, after it has shown what is copied and what is not. */
export function CopyEntitlement({ entitlement, onClose, onDone }: CopyEntitlementProps): JSX.Element {
  const { entitlementId, accountId, test } = entitlement;
  const [wish, setWish] = useState<CopyWish>({ entitlementId: '', accountId, test, deploy: false });
  return (
    <VerbModal onClose={onClose} title={text.copyTitle(entitlementId)} size="lg">
      <OperationForm
        operation="copyEntitlement"
        request={{ path: { entitlementId }, body: bodyOf(wish) }}
        submitLabel={text.copySubmit}
        pointers={[]}
        plan={(answer) =>
          'copiedFrom' in answer ? <CopyPlanView plan={answer} entitlement={entitlement} /> : undefined
        }
        onDone={(made) => {
          if ('accountName' in made) onDone(made.entitlementId);
        }}
        onCancel={onClose}
      >
        {(problem) => (
          <Stack gap="xs">
            <Text size="sm">
              {text.copyIntro}{' '}
              <Link to="/entitlements/new" search={{ copyOf: entitlementId }}>
                {text.openInForm}
              </Link>{' '}
              <span className="licet-quiet">({text.openInFormHint})</span>
            </Text>
            <CopyFields wish={wish} change={(patch) => setWish((now) => ({ ...now, ...patch }))} problem={problem} />
          </Stack>
        )}
      </OperationForm>
    </VerbModal>
  );
}

function bodyOf({ entitlementId, accountId, test, deploy }: CopyWish) {
  const newId = entitlementId.trim();
  return { ...(newId === '' ? {} : { entitlementId: newId }), accountId, test, ...(test ? {} : { deploy }) };
}

interface CopyFieldsProps {
  readonly wish: CopyWish;
  readonly change: (patch: Partial<CopyWish>) => void;
  readonly problem: unknown;
}

function CopyFields({ wish, change, problem }: CopyFieldsProps): JSX.Element {
  return (
    <>
      <AccountPicker
        label={text.copyAccount}
        description={text.copyAccountHint}
        value={wish.accountId}
        onChange={(accountId) => change({ accountId: accountId ?? 'unknown' })}
        error={sentencesAt(problem, ['/accountId'])}
      />
      <TextInput
        label={text.copyId}
        description={entitlementFormsText.idHint}
        inputWrapperOrder={[...hintBelow]}
        value={wish.entitlementId}
        onChange={(event) => change({ entitlementId: event.currentTarget.value })}
        error={sentencesAt(problem, ['/entitlementId'])}
      />
      <Checkbox
        label={text.copyTest}
        checked={wish.test}
        onChange={(event) => change({ test: event.currentTarget.checked })}
      />
      {!wish.test && (
        <Checkbox
          label={text.copyDeploy}
          checked={wish.deploy}
          onChange={(event) => change({ deploy: event.currentTarget.checked })}
        />
      )}
    </>
  );
}

interface CopyPlanViewProps {
  readonly plan: CopyPlan;
  readonly entitlement: Entitlement;
}

function CopyPlanView({ plan, entitlement }: CopyPlanViewProps): JSX.Element {
  const names = namesOf(entitlement);
  const { lineItems, maintenanceLineItems, leftOut, emails } = plan;
  const count = lineItems.length + maintenanceLineItems.length;
  return (
    <Stack gap="xs" role="status">
      <Text size="sm">{text.copyPlan(count, entitlementsText[`state_${plan.state}`].toLowerCase())}</Text>
      <Table className="licet-table" aria-label={text.copyPlan(count, plan.state)}>
        <Table.Tbody>
          {lineItems.map(({ copiedFrom, quantity, startDate, expirationDate }) => (
            <Table.Tr key={copiedFrom}>
              <Table.Td>{names.get(copiedFrom) ?? copiedFrom}</Table.Td>
              <Table.Td className="licet-number">{entitlementFormsText.copies(quantity)}</Table.Td>
              <Table.Td>
                {startDate !== null && <Day day={startDate} distance={false} />}
                {expirationDate !== null && (
                  <>
                    {' → '}
                    <Day day={expirationDate} />
                  </>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
          {maintenanceLineItems.map(({ copiedFrom }) => (
            <Table.Tr key={copiedFrom}>
              <Table.Td colSpan={3}>{names.get(copiedFrom) ?? copiedFrom}</Table.Td>
            </Table.Tr>
          ))}
          {leftOut.map(({ activationId, reason }) => (
            <Table.Tr key={activationId}>
              <Table.Td>
                {names.get(activationId)} <Key value={activationId} />
              </Table.Td>
              <Table.Td colSpan={2} className="licet-quiet">
                {text[`leftOut_${reason}`]}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <PlannedEmails emails={emails} />
    </Stack>
  );
}

/** What the items of an entitlement are called. */
function namesOf({ lineItems, maintenanceLineItems }: Entitlement): ReadonlyMap<string, string> {
  return new Map([
    ...lineItems.map((item) => [item.activationId, item.products.map(productName).join(', ')] as const),
    ...maintenanceLineItems.map((item) => [item.activationId, `${item.productName} ${item.productVersion}`] as const),
  ]);
}
