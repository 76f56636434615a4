import { Box, Button, Group, SimpleGrid, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core';
import type { JSX } from 'react';
import { producerJobs } from '../../messages/en/producer-jobs.ts';
import { useFormat } from '../../shared/days.ts';
import { ProblemNotice } from '../../shared/ProblemNotice.tsx';
import { useBranding } from '../../shared/session.ts';
import { useUrlState, type UrlState } from '../../shared/search-text.ts';
import type { Job } from './JobSwitch.tsx';
import { OutcomeChoice } from './OutcomeChoice.tsx';
import { PreviewChoice } from './PreviewChoice.tsx';
import { PreviewList } from './PreviewList.tsx';
import { usePreview, type Preview } from './use-preview.ts';

const texts = producerJobs.preview;

/** What a run would do today or on another day: the counts, the things, and what each of them would get. */
export function PreviewPanel({ job }: { readonly job: Job }): JSX.Element {
  const state = useUrlState();
  const { today } = useBranding();
  const { asOf, preview } = state.search;
  const isShown = preview === '1';
  const show = (day: string): void => state.setSearch({ ...begin, asOf: day === today ? undefined : day });
  return (
    <section aria-labelledby="preview">
      <Group gap="xs" align="end" mb="xs">
        <Title order={2} id="preview" mr="auto">
          {texts.title}
        </Title>
        <TextInput
          type="date"
          label={texts.asOf}
          defaultValue={asOf ?? today}
          w={150}
          onChange={({ currentTarget: { value } }) => {
            if (isShown && /^2\d{3}-/.test(value)) show(value);
            else if (value !== '') state.setSearch({ asOf: value === today ? undefined : value }, { replace: true });
          }}
        />
        {!isShown && <Button onClick={() => show(asOf ?? today)}>{texts.start}</Button>}
      </Group>
      {isShown ? (
        <Shown job={job} state={state} />
      ) : (
        <Text size="sm" className="licet-quiet">
          {texts.teach}
        </Text>
      )}
    </section>
  );
}

const begin = { preview: '1', outcome: undefined, account: undefined, cursor: undefined, item: undefined } as const;

function Shown({ job, state }: { readonly job: Job; readonly state: UrlState }): JSX.Element {
  const { asOf, outcome, account, cursor } = state.search;
  // The totals come with the first page; a later page of the address asks for both.
  const first = usePreview(job.key, { asOf, outcome, accountId: account });
  const later = usePreview(job.key, { asOf, outcome, accountId: account, cursor }, { enabled: cursor !== undefined });
  const page = cursor === undefined ? first : later;
  if (first.error !== null) return <ProblemNotice problem={first.error} onRetry={() => void first.refetch()} />;
  if (first.data === undefined) return <Deciding />;
  return (
    <Stack gap="sm" aria-busy={first.isFetching} opacity={first.isPlaceholderData ? 0.5 : 1}>
      <Totals job={job} preview={first.data} onAgain={() => void first.refetch()} isBusy={first.isFetching} />
      {hasCounts(first.data) && (
        <OutcomeChoice
          summary={first.data.summary ?? {}}
          isPreview
          chosen={outcome}
          onChoose={(chosen) =>
            state.setSearch({ outcome: chosen, cursor: undefined, item: undefined }, { replace: true })
          }
        />
      )}
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <Box
          opacity={page.isPlaceholderData ? 0.5 : 1}
          miw={0}
          // On a phone one sees the list or what was chosen from it.
          visibleFrom={state.search['item'] === undefined ? undefined : 'md'}
        >
          {page.error !== null && <ProblemNotice problem={page.error} onRetry={() => void page.refetch()} />}
          <PreviewList totals={first.data} page={page.data} state={state} />
        </Box>
        <Box miw={0} mah={{ md: 'calc(100vh - 4rem)' }} style={besideTheList}>
          {state.search['item'] !== undefined && (
            <Button hiddenFrom="md" variant="default" mb="sm" onClick={() => state.setSearch({ item: undefined })}>
              {texts.backToList}
            </Button>
          )}
          <PreviewChoice digest={first.data.digest} items={page.data?.items} state={state} />
        </Box>
      </SimpleGrid>
    </Stack>
  );
}

function hasCounts({ summary }: Preview): boolean {
  return Object.keys(summary ?? {}).length > 0;
}

// What was chosen stays in sight while one goes through the list.
const besideTheList = { position: 'sticky', top: '3.5rem', alignSelf: 'start', overflowY: 'auto' } as const;

interface TotalsProps {
  readonly job: Job;
  readonly preview: Preview;
  readonly onAgain: () => void;
  readonly isBusy: boolean;
}

function Totals({ job, preview, onAgain, isBusy }: TotalsProps): JSX.Element {
  const format = useFormat();
  return (
    <Group gap="xs">
      <Text size="sm">
        <b>{texts.titleAsOf(job.title, format.day(preview.businessDay))}</b>: {texts.emails(preview.emails ?? 0)}{' '}
        {texts.wouldBeWritten}
      </Text>
      <Button variant="subtle" onClick={onAgain} loading={isBusy}>
        {texts.again}
      </Button>
    </Group>
  );
}

function Deciding(): JSX.Element {
  return (
    <Stack gap={8} role="status">
      <Text size="sm" className="licet-quiet">
        {texts.deciding}
      </Text>
      <Skeleton height={30} />
      <Skeleton height={240} />
    </Stack>
  );
}
