import { keepPreviousData, QueryClient, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { call, type AnswerOf, type CallOptions, type OperationId } from './call.ts';
import { ApiProblem } from './problem.ts';

/** One cache for a page that is open all day: it asks again when the window comes back, and a problem is told at once. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failures, error) => error instanceof ApiProblem && isPassing(error) && failures < 3,
        throwOnError: false,
      },
      mutations: { retry: false },
    },
  });
}

function isPassing(problem: ApiProblem): boolean {
  return problem.status === 0 || problem.status === 502 || problem.status === 503 || problem.status === 504;
}

export interface ApiQueryOptions {
  readonly enabled?: boolean;
  /** asks again after so many milliseconds, while something is under way */
  readonly refetchInterval?: number | false;
  /** asked once: what it answers is used up by what follows, so it is not asked again when something has changed */
  readonly isOnce?: boolean;
  /** while other filters are loaded, the answer before stays */
  readonly keepPrevious?: boolean;
  /** how long an answer that is dear to make is good enough, in milliseconds */
  readonly staleTime?: number | undefined;
  /** where what is told changes with something else, such as the state of a run: what that is now. Another one asks again */
  readonly asOf?: string | undefined;
}

/** What an operation answers, kept fresh. */
export function useApi<Id extends OperationId>(
  id: Id,
  options: CallOptions<Id> = {},
  { enabled = true, refetchInterval = false, keepPrevious = false, asOf, ...keeping }: ApiQueryOptions = {},
): UseQueryResult<AnswerOf<Id>, Error> {
  const { path, query, body } = options;
  return useQuery<AnswerOf<Id>, Error>({
    queryKey: [id, path, query, body, ...(asOf === undefined ? [] : [asOf])],
    queryFn: ({ signal }) => call(id, { ...options, signal }),
    enabled,
    refetchInterval,
    ...howLong(keeping),
    ...(keepPrevious ? { placeholderData: keepPreviousData<AnswerOf<Id>> } : {}),
  });
}

/** For how long an answer is good, and whether a change makes it worth asking again. */
function howLong({ isOnce = false, staleTime }: Pick<ApiQueryOptions, 'isOnce' | 'staleTime'>) {
  const given = isOnce ? Infinity : staleTime;
  return { meta: { isOnce }, ...(given === undefined ? {} : { staleTime: given }) };
}

/** Asks again for whatever shows on the page. */
export async function refreshAll(client: QueryClient): Promise<void> {
  await client.invalidateQueries({ predicate: ({ meta }) => meta?.['isOnce'] !== true });
}

/** Forgets everything that was told to whoever was signed in, but for who is and what the producer looks like. */
export function forgetAnswers(client: QueryClient): void {
  client.removeQueries({ predicate: ({ queryKey: [name] }) => name !== 'session' && name !== 'branding' });
}
