import { keepPreviousData, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { call, type AnswerOf } from '../../shared/api/call.ts';

export type Preview = AnswerOf<'previewJob'>;
export type PreviewItem = Preview['items'][number];
export type PreviewEmail = NonNullable<Preview['digest']>;

/** What to show of a preview; what is missing or empty narrows nothing. */
export interface PreviewWish {
  readonly asOf?: string | undefined;
  readonly outcome?: string | undefined;
  readonly accountId?: string | undefined;
  readonly cursor?: string | undefined;
}

const itemsOfPage = 20;

/**
 * One page of what a run would do. A first page decides everything, so it is asked for again only when somebody asks, and
 * not because a window came back or something else on the page has changed.
 */
export function usePreview(
  key: string,
  { asOf, outcome, accountId, cursor }: PreviewWish,
  { enabled = true }: { readonly enabled?: boolean } = {},
): UseQueryResult<Preview, Error> {
  const query = { limit: itemsOfPage, outcome, accountId, cursor };
  const body = asOf === undefined ? {} : { asOf };
  return useQuery<Preview, Error>({
    queryKey: ['previewJob', key, query, body],
    queryFn: async ({ signal }) => call('previewJob', { path: { key }, query, body, signal }),
    enabled,
    staleTime: 'static',
    placeholderData: keepPreviousData,
  });
}

/** What a run would come to at this moment, decided anew for whoever is about to start one. */
export function useExpectation(key: string): UseQueryResult<Preview, Error> {
  return useQuery<Preview, Error>({
    queryKey: ['previewJob', key, 'now'],
    queryFn: async ({ signal }) => call('previewJob', { path: { key }, query: { limit: 1 }, body: {}, signal }),
    staleTime: 'static',
    gcTime: 0,
  });
}

/** Lets go of what was decided before a job was changed or run. */
export function useForgetPreviews(): (key: string) => void {
  const queries = useQueryClient();
  return (key) => void queries.resetQueries({ queryKey: ['previewJob', key] });
}
