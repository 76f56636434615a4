import { Button, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { JSX, ReactNode } from 'react';
import { producerJobs } from '../../messages/en/producer-jobs.ts';
import { searchText, type UrlState } from '../../shared/search-text.ts';
import { AccountFilter } from './AccountFilter.tsx';
import { OutcomeMark } from './OutcomeMark.tsx';
import type { Preview, PreviewItem } from './use-preview.ts';

const texts = producerJobs.preview;

interface PreviewListProps {
  readonly totals: Preview;
  readonly page: Preview | undefined;
  readonly state: UrlState;
}

/** The things that a run would act on, a page at a time; each leads to what it would get. */
export function PreviewList({ totals, page, state }: PreviewListProps): JSX.Element {
  const { item: chosen } = state.search;
  const items = page?.items ?? [];
  const isNarrowed = state.search.account !== undefined || state.search.outcome !== undefined;
  return (
    <Stack gap="xs">
      {(items.length > 0 || isNarrowed) && (
        <AccountFilter
          label={texts.account}
          value={state.search.account ?? ''}
          onChange={(account) => state.setSearch({ account, cursor: undefined, item: undefined }, { replace: true })}
        />
      )}
      <nav aria-label={texts.items}>
        {totals.digest !== null && (
          <Choice item="digest" isChosen={chosen === 'digest'}>
            <b>{texts.digest}</b>
          </Choice>
        )}
        {items.map((item) => (
          <Choice key={keyOf(item)} item={keyOf(item)} isChosen={chosen === keyOf(item)}>
            <Name item={item} />
            <OutcomeMark outcome={item.outcome} isPreview />
            <Text component="span" size="xs" className="licet-quiet" ml="auto">
              {countsOf(item)}
            </Text>
          </Choice>
        ))}
      </nav>
      {page !== undefined && items.length === 0 && (
        <Text size="sm" className="licet-quiet">
          {emptyText(totals, state)}
        </Text>
      )}
      <Pages nextCursor={page?.nextCursor ?? null} state={state} />
    </Stack>
  );
}

interface PagesProps {
  readonly nextCursor: string | null;
  readonly state: UrlState;
}

function Pages({ nextCursor, state }: PagesProps): JSX.Element {
  return (
    <Group gap="xs" justify="flex-end">
      {state.search['cursor'] !== undefined && (
        <Button variant="default" onClick={() => state.setSearch({ cursor: undefined, item: undefined })}>
          {texts.firstPage}
        </Button>
      )}
      {nextCursor !== null && (
        <Button variant="default" onClick={() => state.setSearch({ cursor: nextCursor, item: undefined })}>
          {texts.nextPage}
        </Button>
      )}
    </Group>
  );
}

interface ChoiceProps {
  readonly item: string;
  readonly isChosen: boolean;
  readonly children: ReactNode;
}

function Choice({ item, isChosen, children }: ChoiceProps): JSX.Element {
  return (
    <Link
      className="licet-menu-link"
      to="."
      search={(before: Record<string, unknown>) => searchText({ ...before, item })}
      resetScroll={false}
      activeProps={{}}
      activeOptions={{ exact: true, includeSearch: true }}
      aria-current={isChosen ? 'true' : undefined}
      data-status={isChosen ? 'active' : undefined}
    >
      <Group gap="xs">{children}</Group>
    </Link>
  );
}

function Name({ item }: { readonly item: PreviewItem }): JSX.Element {
  return (
    <span>
      <span className="licet-key">{nameOf(item)}</span> {item.accountName}
    </span>
  );
}

/** What is one of its kind in a run: an account, or an item of one. */
export function keyOf({ accountId, activationId }: Pick<PreviewItem, 'accountId' | 'activationId'>): string {
  return [accountId ?? '', activationId ?? ''].filter((key) => key !== '').join(' ');
}

/** What people call it. */
export function nameOf({ accountId, activationId }: Pick<PreviewItem, 'accountId' | 'activationId'>): string {
  return activationId ?? accountId ?? '';
}

function countsOf({ listed, emails }: PreviewItem): string {
  const parts = [
    ...(listed.length > 0 ? [producerJobs.runs.itemsOf(listed.length)] : []),
    ...(emails.length > 0 ? [texts.emails(emails.length)] : []),
  ];
  return parts.join(', ');
}

function emptyText({ summary }: Preview, { search }: UrlState): string {
  if (search.account !== undefined || search.outcome !== undefined) return texts.none;
  const counted = Object.values(summary ?? {}).some((count) => count > 0);
  return counted ? texts.counted : texts.nothing;
}
