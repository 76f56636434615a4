import { Button, Group, Text, Title } from '@mantine/core';
import type { JSX } from 'react';
import { importsText } from '../../messages/en/producer-imports.ts';
import type { AnswerOf, ItemOf } from '../../shared/api/call.ts';
import { useFormat } from '../../shared/days.ts';
import { EmptyState } from '../../shared/EmptyState.tsx';
import { ProblemNotice } from '../../shared/ProblemNotice.tsx';
import { ResourceTable, type ResourceColumn } from '../../shared/ResourceTable.tsx';
import { importName, isUnderWay } from './import-words.ts';
import { useReportDownload } from './use-report-download.ts';
import './imports.css';

type Import = AnswerOf<'getImport'>;
type ReportRow = ItemOf<'getImportReport'>;

/** Everything that is wrong with a file, page by page, and as a file to take along. */
export function ImportReport({ run }: { readonly run: Import }): JSX.Element {
  const { importId } = run;
  return (
    <section aria-label={importsText.report}>
      <Group justify="space-between" mb="xs">
        <div>
          <Title order={2}>{importsText.report}</Title>
          <Text size="sm" className="licet-quiet">
            {importsText.reportHint}
          </Text>
        </div>
        {run.report.length > 0 && <Downloads importId={importId} name={importName(run)} />}
      </Group>
      <ResourceTable
        operation="getImportReport"
        path={{ importId }}
        label={importsText.report}
        columns={columns}
        rowKey={({ line, pointer, code, message }) => `${line} ${pointer ?? ''} ${code} ${message}`}
        empty={<NothingWrong run={run} />}
        limit={100}
        refetchInterval={isUnderWay(run) ? 3_000 : false}
        asOf={run.status}
      />
    </section>
  );
}

/** What an empty report means, which the counts know best. */
function NothingWrong({ run }: { readonly run: Import }): JSX.Element {
  if (run.counts.failed > 0 || run.report.length > 0) return <Text size="sm">{importsText.reportComes}</Text>;
  if (isUnderWay(run)) return <Text size="sm">{importsText.nothingWrongYet}</Text>;
  if (run.status !== 'succeeded') return <Text size="sm">{importsText.nothingWrongUntil}</Text>;
  return <EmptyState title={importsText.nothingWrong}>{importsText.nothingWrongText}</EmptyState>;
}

function Downloads({ importId, name }: { readonly importId: string; readonly name: string }): JSX.Element {
  const { download, rows, problem } = useReportDownload(importId, name);
  const format = useFormat();
  return (
    <div>
      <Group gap="xs">
        {rows !== null && (
          <Text size="sm" role="status">
            {importsText.downloading(rows).replace(String(rows), format.number(rows))}
          </Text>
        )}
        <Button variant="default" disabled={rows !== null} onClick={() => download('csv')}>
          {importsText.download('CSV')}
        </Button>
        <Button variant="default" disabled={rows !== null} onClick={() => download('ndjson')}>
          {importsText.download('NDJSON')}
        </Button>
      </Group>
      {problem !== null && <ProblemNotice problem={problem} />}
    </div>
  );
}

const columns: readonly ResourceColumn<ReportRow>[] = [
  { key: 'line', header: importsText.line, isNumber: true, cell: ({ line }) => line },
  { key: 'entity', header: importsText.entity, cell: ({ entity }) => entity },
  { key: 'key', header: importsText.key, cell: ({ key }) => <span className="licet-key licet-breaks">{key}</span> },
  {
    key: 'pointer',
    header: importsText.pointer,
    cell: ({ pointer }) =>
      pointer === null ? (
        <span className="licet-quiet">{importsText.wholeLine}</span>
      ) : (
        <span className="licet-key licet-breaks">{pointer}</span>
      ),
  },
  { key: 'message', header: importsText.message, cell: ({ message }) => <span className="licet-wrap">{message}</span> },
  { key: 'code', header: importsText.code, cell: ({ code }) => <span className="licet-key">{code}</span> },
];
