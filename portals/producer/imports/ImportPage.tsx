import { Progress, Skeleton, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState, type JSX } from 'react';
import { importsText } from '../../messages/en/producer-imports.ts';
import { useLanguage } from '../../messages/messages.ts';
import type { AnswerOf } from '../../shared/api/call.ts';
import { useApi } from '../../shared/api/queries.ts';
import { Instant } from '../../shared/Day.tsx';
import { Facts } from '../../shared/Facts.tsx';
import { Key } from '../../shared/Key.tsx';
import { PageHead } from '../../shared/PageHead.tsx';
import { ProblemNotice } from '../../shared/ProblemNotice.tsx';
import { usePathPart } from '../../shared/search-text.ts';
import { Guarded } from '../../shared/SignedIn.tsx';
import { CancelImport } from './CancelImport.tsx';
import { importName, isUnderWay, sizeText } from './import-words.ts';
import { ImportCounts } from './ImportCounts.tsx';
import { ImportReport } from './ImportReport.tsx';
import { ImportStatus } from './ImportStatus.tsx';

type Import = AnswerOf<'getImport'>;

/** One import: how far it is, what became of its records, and everything that is wrong with its file. */
export function Page(): JSX.Element {
  const importId = usePathPart('importId');
  return (
    <Guarded permission="importEntities">
      <WholeImport key={importId} importId={importId} />
    </Guarded>
  );
}

function WholeImport({ importId }: { readonly importId: string }): JSX.Element {
  const [isOver, setOver] = useState(false);
  const answer = useApi('getImport', { path: { importId } }, { refetchInterval: isOver ? false : 1_000 });
  if (answer.data !== undefined && isUnderWay(answer.data) === isOver) setOver(!isOver);
  if (answer.error !== null) return <ProblemNotice problem={answer.error} onRetry={() => void answer.refetch()} />;
  if (answer.data === undefined) return <Skeleton height={480} />;
  const run = answer.data;
  return (
    <Stack gap="md">
      <div>
        <Link className="licet-link" to="/imports">
          {importsText.back}
        </Link>
        <PageHead title={importName(run)}>
          <CancelImport run={run} />
        </PageHead>
        <About run={run} />
      </div>
      {isUnderWay(run) && <Under run={run} />}
      {run.error !== null && <Text className="licet-urgent">{run.error}</Text>}
      <section aria-label={importsText.countsTitle}>
        <Title order={2} mb="xs">
          {importsText.countsTitle}
        </Title>
        <ImportCounts run={run} />
      </section>
      <ImportReport run={run} />
    </Stack>
  );
}

function About({ run }: { readonly run: Import }): JSX.Element {
  const { formatLocale } = useLanguage();
  const options = [
    ...(run.dryRun ? [importsText.wasDry] : []),
    `${importsText.onError.toLowerCase()}: ${importsText.onErrors[run.onError].label.toLowerCase()}`,
    `${importsText.onDuplicate.toLowerCase()}: ${importsText.onDuplicates[run.onDuplicate].label.toLowerCase()}`,
  ];
  return (
    <Facts
      facts={[
        [importsText.id, <Key key="id" value={run.importId} />],
        [importsText.status, <ImportStatus key="status" run={run} />],
        [importsText.options, options.join('; ')],
        [importsText.size, sizeText(run.bytes, formatLocale)],
        [importsText.requestedBy, run.requestedBy],
        [importsText.requested, <Instant key="requested" at={run.requestedAt} />],
        [importsText.ended, run.endedAt === null ? null : <Instant key="ended" at={run.endedAt} />],
      ]}
    />
  );
}

function Under({ run }: { readonly run: Import }): JSX.Element {
  const { formatLocale } = useLanguage();
  const { done, total } = run.progress;
  const far = importsText.progressOf(sizeText(done, formatLocale), sizeText(total, formatLocale));
  return (
    <div>
      <Progress.Root size="lg">
        <Progress.Section
          value={total === 0 ? 0 : (done / total) * 100}
          aria-label={importsText.progress}
          aria-valuetext={far}
        />
      </Progress.Root>
      <Text size="sm" mt={4}>
        {far}. {run.status === 'queued' ? importsText.waits : importsText.runsOn}
      </Text>
    </div>
  );
}
