import { Stack, Table, Text } from '@mantine/core';
import type { JSX } from 'react';
import { entitlementsText as text } from '../../messages/en/producer-entitlements.ts';
import type { AnswerOf } from '../../shared/api/call.ts';
import { Key } from '../../shared/Key.tsx';
import { RightStateMark } from './RightStateMark.tsx';
import { PlannedEmails } from './verbs/PlannedEmails.tsx';

type Answer =
  | AnswerOf<'changeEntitlementState'>
  | AnswerOf<'changeLineItemState'>
  | AnswerOf<'changeMaintenanceLineItemState'>;
type StatePlan = Extract<Answer, { readonly items: readonly unknown[] }>;

/** What a change of state will do: to the thing itself, and to each item that goes with it. */
export function StatePlanView({
  answer,
  own,
}: {
  readonly answer: Answer;
  /** the key of what is changed itself */
  readonly own: string;
}): JSX.Element | null {
  if (!isPlan(answer)) return null;
  const others = answer.items.filter(({ activationId }) => activationId !== own);
  return (
    <Stack gap="xs" role="status">
      <Text size="sm" fw={600}>
        {text.planTitle(text[`state_${answer.from}`], text[`state_${answer.to}`])}
      </Text>
      <Text size="sm">{others.length === 0 ? text.planNoItems : text.planItems(others.length)}</Text>
      {others.length > 0 && <PlannedItems items={others} />}
      <PlannedEmails emails={answer.emails ?? []} />
    </Stack>
  );
}

function isPlan(answer: Answer): answer is StatePlan {
  return 'items' in answer;
}

function PlannedItems({ items }: Pick<StatePlan, 'items'>): JSX.Element {
  return (
    <Table className="licet-table" aria-label={text.planItems(items.length)}>
      <Table.Tbody>
        {items.map(({ activationId, from, to, restoreDeployed }) => (
          <Table.Tr key={activationId}>
            <Table.Td>
              <Key value={activationId} />
            </Table.Td>
            <Table.Td>
              <RightStateMark state={from} /> → <RightStateMark state={to} />
            </Table.Td>
            <Table.Td className="licet-quiet">{restoreDeployed && text.planRestores}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
