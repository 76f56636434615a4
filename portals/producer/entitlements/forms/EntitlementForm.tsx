import { Alert, Button, Fieldset, Group, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useState, type JSX } from 'react';
import { entitlementFormsText as text } from '../../../messages/en/producer-entitlements-forms.ts';
import { AttributeFields } from '../../attributes/AttributeFields.tsx';
import { DeliverySection } from './DeliverySection.tsx';
import type { EntitlementWish } from './entitlement-wish.ts';
import { noLock, type FormPart, hintBelow } from './field-props.ts';
import { FormFoot } from './FormFoot.tsx';
import { CustomerField } from './HeaderFields.tsx';
import type { HeaderWish } from './header-wish.ts';
import type { OpenItem } from './ItemsSection.tsx';
import { LeaveGuard } from './LeaveGuard.tsx';
import { LineItemsSection } from './LineItemsSection.tsx';
import { MaintenanceSection } from './MaintenanceSection.tsx';
import { Refusal } from './Refusal.tsx';
import { TextField } from './TextField.tsx';
import { useEntitlementForm, type EntitlementForm as Form } from './use-entitlement-form.ts';
import { useLineItemNames, useMaintenanceNames } from './use-row-names.ts';

interface EntitlementFormProps {
  /** tells forms apart, for what is kept of each */
  readonly name: string;
  readonly start: EntitlementWish;
  readonly isTest: boolean;
}

/** Makes an entitlement with everything that it holds, on one page. */
export function EntitlementForm({ name, start, isTest }: EntitlementFormProps): JSX.Element {
  const form = useEntitlementForm(name, start);
  const [lineItem, openLineItem] = useState<OpenItem>();
  const [maintenance, openMaintenance] = useState<OpenItem>();
  const part = headerPart(form);
  return (
    <Stack gap="md">
      <LeaveGuard isDirty={form.isDirty} onLeave={form.forget} />
      {form.isRestored && <Restored onAnew={form.startAnew} />}
      <WhoFor form={form} part={part} />
      <LineItemsSection form={form} isTest={isTest} open={lineItem} onOpen={openLineItem} />
      <MaintenanceSection form={form} isTest={isTest} open={maintenance} onOpen={openMaintenance} />
      <DeliverySection {...part} />
      <AttributeFields
        entity="entitlement"
        values={part.wish.attributes}
        onChange={(attributes) => part.change({ attributes })}
        problem={part.problem}
      />
      <Refused form={form} onLineItem={openLineItem} onMaintenance={openMaintenance} />
      <FormFoot form={form} isTest={isTest} />
    </Stack>
  );
}

function headerPart({ wish, setWish, refused }: Form): FormPart<HeaderWish> {
  return {
    wish: wish.header,
    change: (patch) => setWish((before) => ({ ...before, header: { ...before.header, ...patch } })),
    problem: refused,
    lockOf: noLock,
  };
}

function Restored({ onAnew }: { readonly onAnew: () => void }): JSX.Element {
  return (
    <Alert color="gray" variant="outline" role="status" p="xs">
      <Group gap="sm">
        {text.restored}
        <Button variant="default" size="compact-xs" onClick={onAnew}>
          {text.startAnew}
        </Button>
      </Group>
    </Alert>
  );
}

function WhoFor({ form, part }: { readonly form: Form; readonly part: FormPart<HeaderWish> }): JSX.Element {
  return (
    <Fieldset legend={text.whoFor} p="xs">
      <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} spacing="sm" verticalSpacing="xs">
        <CustomerField {...part} />
        <TextInput
          label={text.orderOfAll}
          description={text.orderOfAllHint}
          inputWrapperOrder={[...hintBelow]}
          value={form.wish.orderId}
          onChange={(event) => {
            const orderId = event.currentTarget.value;
            form.setWish((before) => ({ ...before, orderId }));
          }}
          autoComplete="off"
        />
        <TextField part={part} field="description" label={text.description} />
        <TextField part={part} field="entitlementId" label={text.entitlementId} hint={text.idHint} />
      </SimpleGrid>
    </Fieldset>
  );
}

interface RefusedProps {
  readonly form: Form;
  readonly onLineItem: (key: string) => void;
  readonly onMaintenance: (key: string) => void;
}

function Refused({ form: { wish, refused }, onLineItem, onMaintenance }: RefusedProps): JSX.Element {
  const [lineItemName, maintenanceName] = [useLineItemNames(wish.lineItems), useMaintenanceNames(wish.maintenance)];
  return (
    <Refusal
      problem={refused}
      items={[
        ...wish.lineItems.map(({ key, wish: item }, index) => ({
          pointer: `/lineItems/${index}`,
          name: lineItemName(item),
          open: () => onLineItem(key),
        })),
        ...wish.maintenance.map(({ key, wish: item }, index) => ({
          pointer: `/maintenanceLineItems/${index}`,
          name: maintenanceName(item),
          open: () => onMaintenance(key),
        })),
      ]}
    />
  );
}
