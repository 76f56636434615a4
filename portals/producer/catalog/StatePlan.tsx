import { Stack, Table, Text } from '@mantine/core';
import type { JSX } from 'react';
import { catalogText as text } from '../../messages/en/producer-catalog.ts';
import type { AnswerOf } from '../../shared/api/call.ts';
import { Key } from '../../shared/Key.tsx';
import { CatalogStateMark } from './CatalogStateMark.tsx';

type Answer =
  | AnswerOf<'changeProductState'>
  | AnswerOf<'changeFeatureState'>
  | AnswerOf<'changeFeatureBundleState'>
  | AnswerOf<'changeLicenseModelState'>
  | AnswerOf<'changeLicenseTechnologyState'>;
type Changes = Extract<Answer, { readonly changes: readonly unknown[] }>['changes'];

/** What a change of state will do: to the thing itself, and to each draft that it takes along. */
export function StatePlan({ answer }: { readonly answer: Answer }): JSX.Element | null {
  if (!('changes' in answer)) return null;
  const [own, ...others] = answer.changes;
  if (own === undefined) return null;
  return (
    <Stack gap="xs" role="status">
      <Text size="sm" fw={600}>
        {text.planTitle(text[`state_${own.from}`], text[`state_${own.to}`])}
      </Text>
      <Text size="sm">{others.length === 0 ? text.planAlone : text.planOthers(others.length)}</Text>
      {others.length > 0 && <Others changes={others} />}
    </Stack>
  );
}

function Others({ changes }: { readonly changes: Changes }): JSX.Element {
  return (
    <Table className="licet-table" aria-label={text.planOthers(changes.length)}>
      <Table.Tbody>
        {changes.map(({ entity, key, from, to }) => (
          <Table.Tr key={`${entity} ${key}`}>
            <Table.Td>{text[`entity_${entity}`]}</Table.Td>
            <Table.Td>
              <Key value={key} />
            </Table.Td>
            <Table.Td>
              <CatalogStateMark state={from} /> → <CatalogStateMark state={to} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
