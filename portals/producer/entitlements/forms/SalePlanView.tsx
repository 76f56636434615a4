import { Stack, Table, Text } from '@mantine/core';
import type { JSX, ReactNode } from 'react';
import { entitlementFormsText as text } from '../../../messages/en/producer-entitlements-forms.ts';
import type { AnswerOf } from '../../../shared/api/call.ts';
import { Day } from '../../../shared/Day.tsx';
import { Key } from '../../../shared/Key.tsx';
import { EndDay } from '../EndDay.tsx';
import { RightStateMark } from '../RightStateMark.tsx';
import { PlannedEmails } from '../verbs/PlannedEmails.tsx';
import { useProductNames } from './use-row-names.ts';

/** What each way to sell something answers. */
type Answer = AnswerOf<'createEntitlement'>;

/** What a sale would make, as the server says. */
export type SalePlan = Extract<Answer, { readonly emails: unknown }>;

/** The plan of a sale, where it is one; nothing of what was sold. */
export function salePlanView(answer: Answer): ReactNode {
  if (!('emails' in answer)) return undefined;
  return (
    <>
      <SalePlanView plan={answer} />
      <PlannedEmails emails={answer.emails} />
    </>
  );
}

/** What a sale will make: each new item as it will be stored. */
export function SalePlanView({ plan }: { readonly plan: SalePlan }): JSX.Element {
  const items = useItems(plan);
  const title = titleOf(plan);
  return (
    <Stack gap="xs" role="status">
      <Text size="sm">{title}</Text>
      {items.length > 0 && (
        <Table.ScrollContainer minWidth={300} mah={420}>
          <Table className="licet-table" aria-label={title}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{text.product}</Table.Th>
                <Table.Th>{text.plannedState}</Table.Th>
                <Table.Th className="licet-number">{text.quantity}</Table.Th>
                <Table.Th>{text.days}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map(({ key, ...item }) => (
                <ItemRow key={key} {...item} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Stack>
  );
}

function titleOf({ lineItems, maintenanceLineItems }: SalePlan): string {
  const items = [...lineItems, ...maintenanceLineItems];
  if (items.length === 0) return text.planNothing;
  return items.every(({ state }) => state === 'deployed')
    ? text.planDeployed(items.length)
    : text.planItems(items.length);
}

type Dated = SalePlan['lineItems'][number] | SalePlan['maintenanceLineItems'][number];

interface PlannedItem {
  readonly name: string;
  readonly models: readonly string[];
  readonly quantity: number | undefined;
  readonly item: Dated;
}

function useItems({ lineItems, maintenanceLineItems }: SalePlan): readonly (PlannedItem & { readonly key: string })[] {
  const nameOf = useProductNames([
    ...lineItems.flatMap(({ products }) => products.map(({ productId }) => productId)),
    ...maintenanceLineItems.map(({ productId }) => productId),
  ]);
  const names = lineItems.map(({ products }) =>
    products.map(({ productId, quantityPerCopy }) => text.inCopy(nameOf(productId), quantityPerCopy)).join(', '),
  );
  return [
    // What has no ID yet is told apart by its place alone.
    ...lineItems.map((item, place) => ({
      key: `line ${place}`,
      name: numberedIfAlike(names, place),
      models: item.licenseModels,
      quantity: item.quantity,
      item,
    })),
    ...maintenanceLineItems.map((item, place) => ({
      key: `maintenance ${place}`,
      name: nameOf(item.productId),
      models: [],
      quantity: undefined,
      item,
    })),
  ];
}

/** Those that are called alike are told apart by their places, as in the form. */
function numberedIfAlike(names: readonly string[], place: number): string {
  const name = names[place] ?? '';
  return names.filter((other) => other === name).length < 2 ? name : text.numbered(place + 1, name);
}

function ItemRow({ name, models, quantity, item }: PlannedItem): JSX.Element {
  return (
    <Table.Tr>
      <Table.Td data-label={text.product}>
        <div>
          {name} {item.activationId !== null && <Key value={item.activationId} />}
          {models.length > 0 && (
            <Text size="xs" className="licet-quiet">
              {models.join(', ')}
            </Text>
          )}
        </div>
      </Table.Td>
      <Table.Td data-label={text.plannedState}>
        <RightStateMark state={item.state} />
      </Table.Td>
      <Table.Td data-label={text.quantity} className="licet-number">
        <div>{quantity}</div>
      </Table.Td>
      <Table.Td data-label={text.days}>
        <div>
          <span className="licet-one-line">
            <Start item={item} /> →
          </span>{' '}
          <span className="licet-one-line">
            <EndDay item={item} distance={false} />
          </span>
        </div>
      </Table.Td>
    </Table.Tr>
  );
}

function Start({ item }: { readonly item: Dated }): JSX.Element {
  if (item.startDate === null && 'startDateOption' in item) return <>{text[`start_${item.startDateOption}`]}</>;
  return <Day day={item.startDate} distance={false} />;
}
