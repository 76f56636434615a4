import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { importsText } from '../../messages/en/producer-imports.ts';
import { Instant } from '../../shared/Day.tsx';
import { EmptyState } from '../../shared/EmptyState.tsx';
import { PageHead } from '../../shared/PageHead.tsx';
import { ResourceTable, type ResourceColumn } from '../../shared/ResourceTable.tsx';
import { Guarded } from '../../shared/SignedIn.tsx';
import { importName, type ImportSummary } from './import-words.ts';
import { Amount } from './Amount.tsx';
import { ImportFile } from './ImportFile.tsx';
import { ImportStatus } from './ImportStatus.tsx';

/** Files that were imported, and the way to import another. */
export function Page(): JSX.Element {
  return (
    <Guarded permission="importEntities">
      <PageHead title={importsText.title} />
      <ImportFile />
      <ResourceTable
        operation="listImports"
        label={importsText.list}
        columns={columns}
        rowKey={(one) => one.importId}
        empty={<EmptyState title={importsText.emptyTitle}>{importsText.emptyText}</EmptyState>}
        refetchInterval={5_000}
      />
    </Guarded>
  );
}

const columns: readonly ResourceColumn<ImportSummary>[] = [
  {
    key: 'file',
    header: importsText.file,
    cell: (run) => (
      <>
        <Link to={`/imports/${run.importId}`} className="licet-link licet-wrap">
          {importName(run)}
        </Link>
        {run.dryRun && (
          <Text size="xs" className="licet-quiet">
            {importsText.wasDry}
          </Text>
        )}
      </>
    ),
  },
  { key: 'status', header: importsText.status, cell: (run) => <ImportStatus run={run} /> },
  amount('records'),
  amount('created'),
  amount('updated'),
  amount('unchanged'),
  amount('failed'),
  { key: 'requestedBy', header: importsText.requestedBy, cell: (run) => run.requestedBy },
  { key: 'requestedAt', header: importsText.requested, cell: (run) => <Instant at={run.requestedAt} /> },
];

function amount(name: 'records' | 'created' | 'updated' | 'unchanged' | 'failed'): ResourceColumn<ImportSummary> {
  return {
    key: name,
    header: importsText.counts[name],
    isNumber: true,
    cell: ({ counts }) => <Amount count={counts[name]} isBad={name === 'failed'} />,
  };
}
