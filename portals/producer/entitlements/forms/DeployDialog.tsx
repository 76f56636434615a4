import { Button, Checkbox, Group, Stack, Table, Text } from '@mantine/core';
import type { JSX } from 'react';
import { entitlementFormsText as text } from '../../../messages/en/producer-entitlements-forms.ts';
import type { EntitlementWish } from './entitlement-wish.ts';
import { useDaysInWords } from './use-days-in-words.ts';
import { useLineItemNames, useMaintenanceNames } from './use-row-names.ts';
import { VerbModal } from '../verbs/VerbModal.tsx';

interface DeployDialogProps {
  readonly wish: EntitlementWish;
  /** who it is for, in words; undefined where that is not known */
  readonly account: string | undefined;
  readonly isBusy: boolean;
  readonly sendsEmail: boolean;
  readonly onSendsEmail: (sends: boolean) => void;
  readonly onDeploy: () => void;
  readonly onClose: () => void;
}

/** What saving and deploying will do, before it does. */
export function DeployDialog(props: DeployDialogProps): JSX.Element {
  const { wish, account, isBusy, onClose } = props;
  const items = useItems(wish);
  return (
    <VerbModal onClose={onClose} title={text.deployTitle} size="lg">
      <Stack gap="xs">
        <Text size="sm">{account === undefined ? text.deployForUnknown : text.deployFor(account)}</Text>
        <Text size="sm">{items.length === 0 ? text.deployNothing : text.deployItems(items.length)}</Text>
        {items.length > 0 && (
          <Table className="licet-table" aria-label={text.deployItems(items.length)}>
            <Table.Tbody>
              {items.map(({ key, name, copies, days }) => (
                <Table.Tr key={key}>
                  <Table.Td>{name}</Table.Td>
                  <Table.Td className="licet-number">{copies}</Table.Td>
                  <Table.Td>{days}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
        <Checkbox
          label={text.deployEmail}
          description={text.deployEmailHint}
          checked={props.sendsEmail}
          onChange={(event) => props.onSendsEmail(event.currentTarget.checked)}
        />
        <Group gap="xs">
          <Button onClick={props.onDeploy} loading={isBusy} data-autofocus>
            {text.saveAndDeploy}
          </Button>
          <Button variant="default" onClick={onClose}>
            {text.backToForm}
          </Button>
        </Group>
      </Stack>
    </VerbModal>
  );
}

function useItems({ lineItems, maintenance }: EntitlementWish) {
  const [lineItemName, maintenanceName, daysOf] = [
    useLineItemNames(lineItems),
    useMaintenanceNames(maintenance),
    useDaysInWords(),
  ];
  return [
    ...lineItems.map(({ key, wish }) => ({
      key,
      name: lineItemName(wish),
      copies: text.copies(Number(wish.quantity)),
      days: daysOf(wish).words,
    })),
    ...maintenance.map(({ key, wish }) => ({ key, name: maintenanceName(wish), copies: '', days: daysOf(wish).words })),
  ];
}
