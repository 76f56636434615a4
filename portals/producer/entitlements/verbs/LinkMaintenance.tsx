import { Select, Text } from '@mantine/core';
import { useState, type JSX } from 'react';
import { entitlementVerbsText as text } from '../../../messages/en/producer-entitlements-verbs.ts';
import { OperationForm } from '../../../shared/OperationForm.tsx';
import { productName, type Entitlement } from '../item-words.ts';
import { VerbModal } from './VerbModal.tsx';

interface LinkMaintenanceProps {
  readonly entitlement: Entitlement;
  /** one of the two ends is chosen already */
  readonly from: { readonly lineItem: string } | { readonly maintenance: string };
  readonly onClose: () => void;
}

/** Lets maintenance of an entitlement cover one of its line items. */
export function LinkMaintenance({ entitlement, from, onClose }: LinkMaintenanceProps): JSX.Element {
  const isOfLineItem = 'lineItem' in from;
  const own = isOfLineItem ? from.lineItem : from.maintenance;
  const choices = isOfLineItem ? maintenanceFor(entitlement, own) : lineItemsFor(entitlement, own);
  const [chosen, setChosen] = useState(choices.length === 1 ? (choices[0]?.value ?? '') : '');
  const [activationId, maintenanceActivationId] = isOfLineItem ? [own, chosen] : [chosen, own];
  const label = isOfLineItem ? text.whichMaintenance : text.whichLineItem;
  return (
    <VerbModal onClose={onClose} title={text.linkTitle(own)} size="lg">
      {choices.length === 0 ? (
        <Text size="sm">{isOfLineItem ? text.nothingToLink : text.nothingToCover}</Text>
      ) : (
        <OperationForm
          operation="linkMaintenance"
          request={{ path: { activationId, maintenanceActivationId } }}
          submitLabel={text.linkMaintenance}
          reasonsAgainst={chosen === '' ? [{ code: 'required', message: label, pointer: '/chosen' }] : []}
          plan={() => (
            <Text size="sm" role="status">
              {text.linkPlan(maintenanceActivationId, activationId)}
            </Text>
          )}
          onDone={onClose}
          onCancel={onClose}
        >
          {() => (
            <Select
              label={label}
              data={[...choices]}
              value={chosen === '' ? null : chosen}
              onChange={(value) => setChosen(value ?? '')}
              searchable
            />
          )}
        </OperationForm>
      )}
    </VerbModal>
  );
}

function maintenanceFor({ maintenanceLineItems }: Entitlement, lineItem: string) {
  return maintenanceLineItems
    .filter(({ covers, state }) => !covers.includes(lineItem) && state !== 'obsolete')
    .map((one) => ({
      value: one.activationId,
      label: `${one.productName} ${one.productVersion} (${one.activationId})`,
    }));
}

function lineItemsFor({ lineItems }: Entitlement, maintenance: string) {
  return lineItems
    .filter((item) => !item.maintenance.includes(maintenance) && item.state !== 'obsolete')
    .map(({ activationId, products }) => ({
      value: activationId,
      label: `${products.map(productName).join(', ')} (${activationId})`,
    }));
}

interface UnlinkMaintenanceProps {
  readonly activationId: string;
  readonly maintenanceActivationId: string;
  readonly onClose: () => void;
}

/** Takes the link between maintenance and a line item away. */
export function UnlinkMaintenance(props: UnlinkMaintenanceProps): JSX.Element {
  const { activationId, maintenanceActivationId, onClose } = props;
  return (
    <VerbModal onClose={onClose} title={text.unlinkOf(maintenanceActivationId)}>
      <OperationForm
        operation="unlinkMaintenance"
        request={{ path: { activationId, maintenanceActivationId } }}
        submitLabel={text.unlink}
        onDone={onClose}
        onCancel={onClose}
      >
        {() => <Text size="sm">{text.unlinkText(maintenanceActivationId, activationId)}</Text>}
      </OperationForm>
    </VerbModal>
  );
}
