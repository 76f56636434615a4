import { Fieldset, Group, NumberInput, SimpleGrid, Stack, TextInput } from '@mantine/core';
import type { JSX } from 'react';
import { entitlementFormsText as text } from '../../../messages/en/producer-entitlements-forms.ts';
import { AttributeFields } from '../../attributes/AttributeFields.tsx';
import { LineItemDates } from './DatesFields.tsx';
import { fieldProps, type FormPart } from './field-props.ts';
import type { LineItemWish } from './line-item-wish.ts';
import { ModelChoice } from './ModelChoice.tsx';
import { ModelValues } from './ModelValues.tsx';
import { PolicyFields } from './PolicyFields.tsx';
import { ProductFields } from './ProductFields.tsx';
import { RenewalFields } from './RenewalFields.tsx';
import { useHasDateBasedFeature, useLicenseModels, useProducts } from './use-catalog.ts';
import { VersionDateFields } from './VersionDateFields.tsx';
import { TextField } from './TextField.tsx';
import { quantityWrong } from './wish-checks.ts';

export interface LineItemFieldsProps extends FormPart<LineItemWish> {
  readonly isTest: boolean;
  readonly isNew: boolean;
  /** the order ID that it gets where none is typed */
  readonly orderId?: string | undefined;
}

/** Everything that can be said about a line item, in the order in which an order is read. */
export function LineItemFields(part: LineItemFieldsProps): JSX.Element {
  const products = useProducts(part.wish.products.map(({ productId }) => productId));
  const models = useLicenseModels(part.wish.licenseModels);
  const isDateBased = useHasDateBasedFeature(products) || part.wish.versionDate !== '';
  return (
    <Stack gap="sm">
      <Fieldset legend={text.product} p="xs">
        <ProductFields {...part} products={products} />
      </Fieldset>
      <Fieldset legend={text.license} p="xs">
        <Stack gap="xs">
          <ModelChoice {...part} products={products} />
          <ModelValues {...part} models={models} />
          <PolicyFields {...part} models={models} />
        </Stack>
      </Fieldset>
      <Amount {...part} />
      <Fieldset legend={text.days} p="xs">
        <Stack gap="xs">
          <LineItemDates {...part} />
          <RenewalFields {...part} />
          {isDateBased && <VersionDateFields {...part} />}
        </Stack>
      </Fieldset>
      <More {...part} />
      <AttributeFields
        entity="lineItem"
        values={part.wish.attributes}
        onChange={(attributes) => part.change({ attributes })}
        problem={part.problem}
      />
    </Stack>
  );
}

function Amount(part: LineItemFieldsProps): JSX.Element {
  const { wish, change } = part;
  const quantity = fieldProps(part, text.quantity, 'quantity');
  return (
    <Fieldset legend={text.amount} p="xs">
      <Group gap="sm" align="flex-start">
        <NumberInput
          {...quantity}
          error={quantityWrong(wish.quantity)?.message ?? quantity.error}
          value={wish.quantity}
          onChange={(quantity) => change({ quantity: String(quantity) })}
          min={1}
          max={1_000_000_000}
          allowDecimal={false}
          // What is typed must not become another number.
          clampBehavior="none"
          w={110}
          required
        />
        <TextInput
          {...fieldProps(part, text.orderId, 'orderId')}
          value={wish.orderId}
          placeholder={part.orderId}
          onChange={(event) => change({ orderId: event.currentTarget.value })}
          w={{ base: '100%', xs: 200 }}
        />
        <TextField part={part} field="orderLineNumber" label={text.orderLine} width={100} />
      </Group>
    </Fieldset>
  );
}

function More(part: LineItemFieldsProps): JSX.Element {
  return (
    <Fieldset legend={text.more} p="xs">
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing="xs">
        <TextField part={part} field="description" label={text.description} />
        <TextField
          part={part}
          field="activationId"
          label={text.activationId}
          hint={part.isNew ? text.idHint : text.idHintStored}
        />
        <TextField part={part} field="notice" label={text.notice} hint={text.noticeHint} />
        <TextField part={part} field="serialNumber" label={text.serialNumber} />
      </SimpleGrid>
    </Fieldset>
  );
}
