import { Code } from '@mantine/core';
import type { JSX } from 'react';
import { catalogText as text } from '../../messages/en/producer-catalog.ts';
import type { ItemOf, PathOf } from '../../shared/api/call.ts';
import { Instant } from '../../shared/Day.tsx';
import { EmptyState } from '../../shared/EmptyState.tsx';
import { Facts } from '../../shared/Facts.tsx';
import { ResourceTable, type ResourceColumn } from '../../shared/ResourceTable.tsx';
import { changedFields, isNothing } from './changed-fields.ts';

type Operation =
  | 'getProductHistory'
  | 'getFeatureHistory'
  | 'getFeatureBundleHistory'
  | 'getLicenseModelHistory'
  | 'getLicenseTechnologyHistory'
  | 'getProductLineHistory'
  | 'getPartNumberHistory';
type HistoryRecord = ItemOf<'getProductHistory'>;

const columns: readonly ResourceColumn<HistoryRecord>[] = [
  { key: 'when', header: text.when, cell: ({ at }) => <Instant at={at} /> },
  { key: 'who', header: text.who, cell: ({ actor }) => actor },
  { key: 'what', header: text.what, cell: ({ event }) => text[`event_${event}`] },
  { key: 'how', header: text.how, cell: (record) => <Changes record={record} /> },
  { key: 'why', header: text.why, cell: ({ reason }) => reason },
];

interface CatalogHistoryProps {
  readonly operation: Operation;
  readonly path: PathOf<Operation>;
}

/** Everything that happened to something of the catalog: who, when, what, and why. */
export function CatalogHistory({ operation, path }: CatalogHistoryProps): JSX.Element {
  return (
    <ResourceTable<Operation>
      operation={operation}
      path={path}
      prefix="history."
      label={text.history}
      columns={columns}
      rowKey={({ at, event }) => `${at} ${event}`}
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
          {name}: {shown(before)} <span aria-label={text.becomes}>→</span> {shown(after)}
        </div>
      ))}
    </>
  );
}

function AllFields({ record }: { readonly record: HistoryRecord }): JSX.Element {
  return (
    <Facts
      facts={changedFields(record).map(([name, before, after]) => [
        name,
        <span key={name}>
          {record.before !== null && (
            <>
              <Code>{shown(before)}</Code> →{' '}
            </>
          )}
          <Code>{shown(after)}</Code>
        </span>,
      ])}
    />
  );
}

function shown(value: unknown): string {
  if (isNothing(value)) return text.nothing;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
