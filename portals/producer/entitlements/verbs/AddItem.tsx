import { Checkbox, Stack } from '@mantine/core';
import { useState, type JSX } from 'react';
import { entitlementFormsText } from '../../../messages/en/producer-entitlements-forms.ts';
import { entitlementVerbsText as text } from '../../../messages/en/producer-entitlements-verbs.ts';
import type { ApiProblem, Reason } from '../../../shared/api/problem.ts';
import { OperationForm } from '../../../shared/OperationForm.tsx';
import { useBranding, useMay } from '../../../shared/session.ts';
import { newLineItem, newMaintenance } from '../forms/entitlement-wish.ts';
import { noLock } from '../forms/field-props.ts';
import { GuardedDrawer } from '../forms/GuardedDrawer.tsx';
import { emptyLineItem } from '../forms/line-item-wish.ts';
import { LineItemFields } from '../forms/LineItemFields.tsx';
import { emptyMaintenance, type MaintenanceWish } from '../forms/maintenance-wish.ts';
import { MaintenanceFields } from '../forms/MaintenanceFields.tsx';
import { problemUnder } from '../forms/problem-parts.ts';
import { salePlanView } from '../forms/SalePlanView.tsx';
import { checkLineItem, checkMaintenance } from '../forms/wish-checks.ts';
import { productName, type Entitlement } from '../item-words.ts';

interface AddItemProps {
  readonly entitlement: Entitlement;
  readonly onClose: () => void;
}

/** Adds a line item to an entitlement that is there, after it has shown what that makes. */
export function AddLineItem({ entitlement, onClose }: AddItemProps): JSX.Element {
  const [{ entitlementId, version, test }] = useState(entitlement);
  const [wish, setWish] = useState(emptyLineItem);
  const [deploy, setDeploy] = useState(false);
  const { today } = useBranding();
  return (
    <GuardedDrawer title={entitlementFormsText.newLineItem} isDirty={wish !== emptyLineItem} onClose={onClose}>
      <OperationForm
        operation="addLineItems"
        request={{ path: { entitlementId }, body: { lineItems: [newLineItem(wish)], deploy }, version }}
        submitLabel={text.addTo}
        reasonsAgainst={placed(checkLineItem(wish, today), '/lineItems/0')}
        pointers={[]}
        plan={salePlanView}
        onDone={onClose}
        onCancel={onClose}
      >
        {(problem) => (
          <Stack gap="sm">
            <LineItemFields
              wish={wish}
              change={(patch) => setWish((now) => ({ ...now, ...patch }))}
              problem={problemUnder(problem, '/lineItems/0')}
              lockOf={noLock}
              isTest={test}
              isNew
            />
            <DeployBox entitlement={entitlement} deploy={deploy} onChange={setDeploy} />
          </Stack>
        )}
      </OperationForm>
    </GuardedDrawer>
  );
}

/** Adds maintenance to an entitlement that is there, after it has shown what that makes. */
export function AddMaintenance({ entitlement, onClose }: AddItemProps): JSX.Element {
  const [{ entitlementId, version, test, lineItems }] = useState(entitlement);
  const coverable = lineItems
    .filter(({ state }) => state !== 'obsolete')
    .map(({ activationId: key, products, quantity }) => ({
      key,
      name: entitlementFormsText.coverable(products.map(productName).join(', '), String(quantity), key),
    }));
  const [start] = useState<MaintenanceWish>({ ...emptyMaintenance, covers: coverable.map(({ key }) => key) });
  const [wish, setWish] = useState(start);
  const [deploy, setDeploy] = useState(false);
  const { today } = useBranding();
  const maintenanceLineItems = [newMaintenance(wish, today)];
  return (
    <GuardedDrawer title={entitlementFormsText.newMaintenance} isDirty={wish !== start} onClose={onClose}>
      <OperationForm
        operation="addMaintenanceLineItems"
        request={{ path: { entitlementId }, body: { maintenanceLineItems, deploy }, version }}
        submitLabel={text.addTo}
        reasonsAgainst={placed(checkMaintenance(wish, today), '/maintenanceLineItems/0')}
        pointers={[]}
        plan={salePlanView}
        onDone={onClose}
        onCancel={onClose}
      >
        {(problem) => (
          <Stack gap="sm">
            <MaintenanceFields
              wish={wish}
              change={(patch) => setWish((now) => ({ ...now, ...patch }))}
              problem={problemUnder(problem, '/maintenanceLineItems/0')}
              lockOf={noLock}
              isTest={test}
              coverable={coverable}
              isNew
            />
            <DeployBox entitlement={entitlement} deploy={deploy} onChange={setDeploy} />
          </Stack>
        )}
      </OperationForm>
    </GuardedDrawer>
  );
}

/** What the page itself found missing, where the server would say it. */
function placed(problem: ApiProblem | null, place: string): readonly Reason[] {
  return problem?.reasons.map((reason) => ({ ...reason, pointer: `${place}${reason.pointer ?? ''}` })) ?? [];
}

interface DeployBoxProps {
  readonly entitlement: Entitlement;
  readonly deploy: boolean;
  readonly onChange: (deploy: boolean) => void;
}

/** What is added to a deployed entitlement is a draft, unless it is deployed at once. */
function DeployBox({ entitlement, deploy, onChange }: DeployBoxProps): JSX.Element | null {
  const may = useMay()('changeEntitlementState');
  if (entitlement.state !== 'deployed' || !may) return null;
  return (
    <Checkbox
      label={text.deployIt}
      description={text.deployItHint}
      checked={deploy}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}
