import { Code } from '@mantine/core';
import { Fragment, type JSX } from 'react';
import { entitlementsText as text } from '../../messages/en/producer-entitlements.ts';
import type { ItemOf, PathOf } from '../../shared/api/call.ts';
import { Instant } from '../../shared/Day.tsx';
import { EmptyState } from '../../shared/EmptyState.tsx';
import { ResourceTable, type ResourceColumn } from '../../shared/ResourceTable.tsx';

type HistoryRecord = ItemOf<'getEntitlementHistory'>;

const kinds: ReadonlyMap<string, string> = new Map([
  ['entitlement', text.of_entitlement],
  ['lineItem', text.of_lineItem],
  ['maintenanceLineItem', text.of_maintenanceLineItem],
]);

const columns: readonly ResourceColumn<HistoryRecord>[] = [
  { key: 'when', header: text.when, cell: ({ at }) => <Instant at={at} /> },
  { key: 'who', header: text.who, cell: ({ actor }) => actor },
  {
    key: 'what',
    header: text.what,
    cell: ({ entity, entityKey, event }) => (
      <>
        {kinds.get(entity) ?? entity} <span className="licet-key">{entityKey}</span> {text[`event_${event}`]}
      </>
    ),
  },
  { key: 'how', header: text.how, cell: (record) => <Changes record={record} /> },
  { key: 'why', header: text.why, cell: ({ reason }) => reason },
];

/** Beside an entitlement there is less room, and it is clear what the history is of. */
const itemColumns: readonly ResourceColumn<HistoryRecord>[] = [
  {
    key: 'when',
    header: text.when,
    cell: ({ at, actor }) => (
      <>
        <Instant at={at} ago={false} />
        <div className="licet-quiet licet-wrap">{actor}</div>
      </>
    ),
  },
  { key: 'what', header: text.what, cell: ({ event }) => text[`event_${event}`] },
  { key: 'how', header: text.how, cell: (record) => <Changes record={record} /> },
  { key: 'why', header: text.why, cell: ({ reason }) => reason },
];

type Operation = 'getEntitlementHistory' | 'getLineItemHistory' | 'getMaintenanceLineItemHistory';

interface EntitlementHistoryProps {
  readonly operation: Operation;
  readonly path: PathOf<Operation>;
}

/** Everything that happened to an entitlement and what it holds, or to one item of it: who, when, what, and why. */
export function EntitlementHistory({ operation, path }: EntitlementHistoryProps): JSX.Element {
  return (
    <ResourceTable<Operation>
      operation={operation}
      path={path}
      prefix="history."
      label={text.historyTab}
      columns={operation === 'getEntitlementHistory' ? columns : itemColumns}
      rowKey={({ at, entity, entityKey, event }) => `${at} ${entity} ${entityKey} ${event}`}
      detail={(record) => <AllFields record={record} />}
      empty={<EmptyState title={text.noHistory} />}
    />
  );
}

/** What a change turned into what; of something that was made, how much there is to see. */
function Changes({ record }: { readonly record: HistoryRecord }): JSX.Element {
  const fields = changedFields(record);
  if (record.event === 'created') return <span className="licet-quiet">{text.fields(fields.length)}</span>;
  return (
    <>
      {fields.map(([name, before, after]) => (
        <div key={name}>
          {name}: {shown(before)} <span aria-label="becomes">→</span> {shown(after)}
        </div>
      ))}
    </>
  );
}

function AllFields({ record }: { readonly record: HistoryRecord }): JSX.Element {
  return (
    <dl className="licet-facts">
      {changedFields(record).map(([name, before, after]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>
            {record.before !== null && (
              <>
                <Code>{shown(before)}</Code> →{' '}
              </>
            )}
            <Code>{shown(after)}</Code>
          </dd>
        </Fragment>
      ))}
    </dl>
  );
}

type Field = readonly [name: string, before: unknown, after: unknown];

function changedFields({ before, after }: HistoryRecord): readonly Field[] {
  const [earlier, later] = [fieldsOf(before), fieldsOf(after)];
  return [...new Set([...earlier.keys(), ...later.keys()])]
    .map((name) => [name, earlier.get(name), later.get(name)] as const)
    .filter(([, one, other]) => shown(one) !== text.nothing || shown(other) !== text.nothing);
}

function fieldsOf(values: unknown): ReadonlyMap<string, unknown> {
  return new Map(typeof values === 'object' && values !== null ? Object.entries(values) : []);
}

function shown(value: unknown): string {
  if (value === null || value === undefined || value === '' || isEmpty(value)) return text.nothing;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
