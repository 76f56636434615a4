import { SimpleGrid, Skeleton, Stack, Text, Title } from '@mantine/core';
import type { JSX, ReactNode } from 'react';
import { homeText as text } from '../../messages/en/producer-home.ts';
import type { AnswerOf } from '../../shared/api/call.ts';
import { useApi } from '../../shared/api/queries.ts';
import { PageHead } from '../../shared/PageHead.tsx';
import { ProblemNotice } from '../../shared/ProblemNotice.tsx';
import { useMay } from '../../shared/session.ts';
import { Attention } from './Attention.tsx';
import { ExpiringByMonth } from './ExpiringByMonth.tsx';
import { FirstSteps } from './FirstSteps.tsx';
import { LastSevenDays } from './LastSevenDays.tsx';
import { RecentlyOpened } from './RecentlyOpened.tsx';

/** What needs somebody, what ends when, what happened, and the way back to where they were. */
export function Page(): JSX.Element {
  const overview = useApi('getOverview');
  const isFresh = useIsFresh();
  return (
    <>
      <PageHead title={text.title} />
      {overview.error !== null && <ProblemNotice problem={overview.error} onRetry={() => void overview.refetch()} />}
      {overview.isPending && <Waiting />}
      {overview.data !== undefined && (isFresh ? <FirstSteps /> : <Overview overview={overview.data} />)}
    </>
  );
}

/** True where there is not a single entitlement, and whoever looks would see it. */
function useIsFresh(): boolean {
  const may = useMay()('viewEntitlements');
  const any = useApi('listEntitlements', { query: { limit: 1 } }, { enabled: may });
  return any.data?.items.length === 0;
}

function Overview({ overview }: { readonly overview: AnswerOf<'getOverview'> }): JSX.Element {
  const { attention, expiringByMonth, lastSevenDays } = overview;
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="xl" verticalSpacing="xl">
      <Stack gap="xl">
        <Part title={text.attention}>
          <Attention attention={attention} />
        </Part>
        <Part title={text.recent}>
          <RecentlyOpened />
        </Part>
      </Stack>
      <Stack gap="xl">
        {expiringByMonth !== null && (
          <Part title={text.expiring}>
            <ExpiringByMonth months={expiringByMonth} />
          </Part>
        )}
        {lastSevenDays !== null && (
          <Part title={text.lastSevenDays}>
            <LastSevenDays numbers={lastSevenDays} />
          </Part>
        )}
      </Stack>
    </SimpleGrid>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }): JSX.Element {
  return (
    <section>
      <Title order={2} mb={6}>
        {title}
      </Title>
      <Text size="sm" component="div">
        {children}
      </Text>
    </section>
  );
}

function Waiting(): JSX.Element {
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="xl">
      <Skeleton height={180} />
      <Skeleton height={180} />
    </SimpleGrid>
  );
}
