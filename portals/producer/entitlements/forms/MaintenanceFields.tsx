import { Checkbox, Fieldset, Group, Input, Stack } from '@mantine/core';
import type { JSX } from 'react';
import { entitlementFormsText as text } from '../../../messages/en/producer-entitlements-forms.ts';
import { AttributeFields } from '../../attributes/AttributeFields.tsx';
import { MaintenanceDates } from './DatesFields.tsx';
import { fieldProps, sentencesAt, type FormPart } from './field-props.ts';
import type { MaintenanceWish } from './maintenance-wish.ts';
import { SoldProductPicker } from './SoldProductPicker.tsx';
import { TextField } from './TextField.tsx';

/** A line item that maintenance can cover: its key, and what it is called. */
export interface Coverable {
  readonly key: string;
  readonly name: string;
}

export interface MaintenanceFieldsProps extends FormPart<MaintenanceWish> {
  readonly isTest: boolean;
  readonly isNew: boolean;
  /** what it can cover; undefined where that is not asked here */
  readonly coverable: readonly Coverable[] | undefined;
}

/** Everything that can be said about maintenance. */
export function MaintenanceFields(part: MaintenanceFieldsProps): JSX.Element {
  const { wish, change, isTest, isNew, coverable } = part;
  const { disabled, title, ...product } = fieldProps(part, text.maintenanceProduct, 'productId');
  return (
    <Stack gap="sm">
      <div title={title}>
        <SoldProductPicker
          {...product}
          value={wish.productId === '' ? undefined : wish.productId}
          onChange={(productId) => change({ productId: productId ?? '' })}
          isTest={isTest}
          isDisabled={disabled}
          isMaintenance
          isRequired
        />
      </div>
      <Fieldset legend={text.days} p="xs">
        <MaintenanceDates {...part} />
      </Fieldset>
      {coverable !== undefined && <Covers {...part} coverable={coverable} />}
      <Fieldset legend={text.more} p="xs">
        <Stack gap="xs">
          <Group gap="sm" align="flex-start">
            <TextField part={part} field="orderId" label={text.orderId} width={200} />
            <TextField part={part} field="orderLineNumber" label={text.orderLine} width={100} />
          </Group>
          <TextField part={part} field="description" label={text.description} />
          <TextField
            part={part}
            field="activationId"
            label={text.activationId}
            hint={isNew ? text.idHint : text.idHintStored}
          />
        </Stack>
      </Fieldset>
      <AttributeFields
        entity="maintenanceLineItem"
        values={wish.attributes}
        onChange={(attributes) => change({ attributes })}
        problem={part.problem}
      />
    </Stack>
  );
}

type CoversProps = FormPart<MaintenanceWish> & { readonly coverable: readonly Coverable[] };

function Covers({ wish, change, problem, coverable }: CoversProps): JSX.Element {
  const error = sentencesAt(problem, ['/covers', ...wish.covers.map((_, index) => `/covers/${index}`)]);
  return (
    <Input.Wrapper
      label={text.covers}
      labelElement="div"
      size="xs"
      error={error}
      description={wish.covers.length === 0 ? text.coversNone : undefined}
    >
      <Stack gap={6} mt={4} role="group" aria-label={text.covers}>
        {coverable.map(({ key, name }) => (
          <Checkbox
            key={key}
            label={name}
            checked={wish.covers.includes(key)}
            onChange={(event) =>
              change({
                covers: event.currentTarget.checked
                  ? [...wish.covers, key]
                  : wish.covers.filter((other) => other !== key),
              })
            }
          />
        ))}
      </Stack>
    </Input.Wrapper>
  );
}
