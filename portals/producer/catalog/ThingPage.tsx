import { Skeleton, Stack, Tabs, Text } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { JSX, ReactNode } from 'react';
import type { CatalogState } from '../../../src/shared/vocabulary.ts';
import { partsText as text } from '../../messages/en/producer-catalog-parts.ts';
import { catalogText } from '../../messages/en/producer-catalog.ts';
import { Key } from '../../shared/Key.tsx';
import { PageHead } from '../../shared/PageHead.tsx';
import { ProblemNotice } from '../../shared/ProblemNotice.tsx';
import { useUrlState } from '../../shared/search-text.ts';
import { CatalogStateMark } from './CatalogStateMark.tsx';

interface ThingPageProps {
  /** its key in the address */
  readonly id: string;
  readonly title: string;
  /** what kind of thing it is, in words */
  readonly kind: string;
  readonly state?: CatalogState | undefined;
  readonly answer: Pick<UseQueryResult, 'error' | 'isPending' | 'refetch'>;
  readonly verbs: ReactNode;
  /** nothing of both is shown while it is loaded */
  readonly overview: ReactNode;
  readonly history: ReactNode;
}

/** The page of one thing of the catalog: what it is and what uses it, and what happened to it. */
export function ThingPage(props: ThingPageProps): JSX.Element {
  const { id, title, kind, state, answer, verbs } = props;
  return (
    <>
      <PageHead
        label={title}
        title={
          <>
            {title}{' '}
            {state !== undefined && (
              <span className="licet-beside-title">
                <CatalogStateMark state={state} />
              </span>
            )}
          </>
        }
      >
        {verbs}
      </PageHead>
      <Text size="sm" mb="sm" component="div">
        <Key value={id} /> <span className="licet-quiet">{kind}</span>
      </Text>
      {answer.error !== null && <ProblemNotice problem={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending ? (
        <Stack gap="xs">
          <Skeleton height={32} />
          <Skeleton height={160} />
        </Stack>
      ) : (
        <ThingTabs {...props} />
      )}
    </>
  );
}

function ThingTabs({ overview, history }: ThingPageProps): JSX.Element | null {
  const { search, setSearch } = useUrlState();
  if (overview === undefined) return null;
  return (
    <Tabs
      value={search['tab'] ?? 'overview'}
      onChange={(tab) => setSearch({ tab: tab === null || tab === 'overview' ? undefined : tab })}
      keepMounted={false}
    >
      <Tabs.List mb="sm">
        <Tabs.Tab value="overview">{text.overview}</Tabs.Tab>
        <Tabs.Tab value="history">{catalogText.history}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="overview">{overview}</Tabs.Panel>
      <Tabs.Panel value="history">{history}</Tabs.Panel>
    </Tabs>
  );
}
