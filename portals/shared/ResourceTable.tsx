import { Button, Group, Skeleton, Stack, Table, Text } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { useTable, type ColumnDef, type RowSelectionState } from '@tanstack/react-table';
import { useMemo, useState, type JSX, type KeyboardEvent, type ReactNode } from 'react';
import { useMessages } from '../messages/messages.ts';
import type { AnswerOf, ItemOf, OperationId, QueryOf } from './api/call.ts';
import { useApi } from './api/queries.ts';
import { useFilters } from './added-filters.ts';
import { EmptyState } from './EmptyState.tsx';
import { ProblemNotice } from './ProblemNotice.tsx';
import { ResourceRows } from './ResourceRows.tsx';
import { resourceFeatures, type ResourceTableProps } from './resource-table-props.ts';
import { useTableState, type TableState } from './resource-table-state.ts';
import { TableFilters } from './TableFilters.tsx';

export type { ResourceColumn, ResourceTableProps } from './resource-table-props.ts';

const nothing: readonly never[] = [];

/** A list of the server as a table: filters, sort, columns and page stand in the address; rows fold open and can be ticked. */
export function ResourceTable<Id extends OperationId>(props: ResourceTableProps<Id>): JSX.Element {
  const { columns, prefix = '', limit = 50 } = props;
  const filters = useFilters(props.filters ?? nothing, props.moreFilters ?? nothing);
  const hiddenAtFirst = columns.flatMap((column) => (column.isHiddenAtFirst === true ? [column.key] : []));
  const state = useTableState({ filters, hiddenAtFirst, prefix, limit, usualSort: props.usualSort });
  const { rows, nextCursor, answer } = useRows(props, state.query);
  const { table, ticked, clear } = useRowTable(props, rows, state);
  const isEmpty = answer.data !== undefined && rows.length === 0;
  return (
    <section aria-label={props.label} onKeyDown={toFirstRow}>
      {hasTools(props, rows.length) && <TableFilters {...{ filters, state, columns }} actions={props.actions} />}
      {ticked.length > 0 && <BulkBar count={ticked.length}>{props.bulk?.(ticked, clear)}</BulkBar>}
      <InsteadOfRows answer={answer} isEmpty={isEmpty} state={state} empty={props.empty} />
      {rows.length > 0 && (
        <Table.ScrollContainer minWidth={300} aria-busy={answer.isFetching}>
          <ResourceRows table={table} state={state} {...props} />
        </Table.ScrollContainer>
      )}
      <Pages state={state} shown={rows.length} nextCursor={nextCursor} isPart={props.isPart} />
    </section>
  );
}

function hasTools<Id extends OperationId>(
  { filters = nothing, actions, isPart = false }: ResourceTableProps<Id>,
  shown: number,
): boolean {
  return filters.length > 0 || actions !== undefined || (shown > 0 && !isPart);
}

/** The arrow down leads from the search to what it found. */
function toFirstRow(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' || !(event.target instanceof HTMLInputElement) || event.target.type !== 'search')
    return;
  const row = event.currentTarget.querySelector<HTMLElement>('tr[data-row]');
  if (row === null) return;
  event.preventDefault();
  row.focus();
}

interface InsteadOfRowsProps {
  readonly answer: Pick<UseQueryResult, 'error' | 'isPending' | 'refetch'>;
  readonly isEmpty: boolean;
  readonly state: TableState;
  readonly empty: ReactNode;
}

/** What is shown where there are no rows: that they are coming, why they are not, or that there are none. */
function InsteadOfRows({ answer, isEmpty, state, empty }: InsteadOfRowsProps): JSX.Element {
  if (answer.error !== null) return <ProblemNotice problem={answer.error} onRetry={() => void answer.refetch()} />;
  if (answer.isPending) return <WaitingRows />;
  if (!isEmpty) return <></>;
  return <>{state.hasFilters ? <NoMatches onClear={state.clearFilters} /> : empty}</>;
}

/** The rows as TanStack Table has them: which columns are shown, which rows are ticked. */
function useRowTable<Id extends OperationId>(
  { columns, rowKey, bulk, reasonAgainstTicking }: ResourceTableProps<Id>,
  rows: readonly ItemOf<Id>[],
  state: TableState,
) {
  const [ticked, setTicked] = useState<RowSelectionState>({});
  const definitions = useMemo(
    () =>
      columns.map((column): ColumnDef<typeof resourceFeatures, ItemOf<Id>> => ({
        id: column.key,
        header: column.header,
      })),
    [columns],
  );
  const table = useTable({
    features: resourceFeatures,
    columns: definitions,
    data: rows,
    getRowId: rowKey,
    state: {
      columnVisibility: Object.fromEntries(columns.map(({ key }) => [key, !state.hiddenColumns.has(key)])),
      rowSelection: ticked,
    },
    enableRowSelection: ({ original }) => reasonAgainstTicking?.(original) === undefined,
    onRowSelectionChange: setTicked,
  });
  const keys = bulk === undefined ? [] : Object.keys(ticked).filter((key) => ticked[key] === true);
  return { table, ticked: keys, clear: () => setTicked({}) };
}

function useRows<Id extends OperationId>(
  props: ResourceTableProps<Id>,
  query: Readonly<Record<string, string | number>>,
) {
  const asked = { ...props.fixedQuery, ...query };
  const answer = useApi(
    props.operation,
    { ...(props.path === undefined ? {} : { path: props.path }), query: queryOf<Id>(asked) },
    { keepPrevious: true, refetchInterval: props.refetchInterval ?? false, asOf: props.asOf },
  );
  const page = pageOf(answer.data);
  return { answer, rows: page?.items ?? nothing, nextCursor: page?.nextCursor ?? null };
}

// Whether the list takes a parameter is between the filters of a page and the server, which refuses unknown names.
function queryOf<Id extends OperationId>(query: object): QueryOf<Id> {
  // eslint-disable-next-line typescript/no-unsafe-type-assertion -- the address of a page is text, see above
  return query as QueryOf<Id>;
}

interface PageOf<Id extends OperationId> {
  readonly items: readonly ItemOf<Id>[];
  readonly nextCursor: string | null;
}

function pageOf<Id extends OperationId>(answer: AnswerOf<Id> | undefined): PageOf<Id> | undefined {
  // eslint-disable-next-line typescript/no-unsafe-type-assertion -- every list operation answers a page
  return answer as PageOf<Id> | undefined;
}

function BulkBar({ count, children }: { readonly count: number; readonly children: ReactNode }): JSX.Element {
  const { general } = useMessages();
  return (
    <Group gap="xs" mb="xs" role="region" aria-label={general.selected(count)}>
      <Text size="sm" fw={600}>
        {general.selected(count)}
      </Text>
      {children}
    </Group>
  );
}

function WaitingRows(): JSX.Element {
  const { general } = useMessages();
  return (
    <Stack gap={8} aria-label={general.loading} role="status">
      {Array.from({ length: 8 }, (_, index) => (
        <Skeleton key={index} height={22} />
      ))}
    </Stack>
  );
}

function NoMatches({ onClear }: { readonly onClear: () => void }): JSX.Element {
  const { general } = useMessages();
  return <EmptyState title={general.noMatches} next={<Button onClick={onClear}>{general.clearFilters}</Button>} />;
}

interface PagesProps {
  readonly state: ReturnType<typeof useTableState>;
  readonly shown: number;
  readonly nextCursor: string | null;
  readonly isPart: boolean | undefined;
}

function Pages({ state: { page }, shown, nextCursor, isPart = false }: PagesProps): JSX.Element | null {
  const { general } = useMessages();
  if (page.isFirst && (shown === 0 || (isPart && nextCursor === null))) return null;
  return (
    <Group gap="xs" mt="xs" justify="flex-end">
      <Text size="xs" className="licet-quiet" mr="auto">
        {general.rowsShown(shown)}
      </Text>
      {!page.isFirst && (
        <Button variant="default" onClick={page.previous ?? page.first}>
          {page.previous === undefined ? general.firstPage : general.previousPage}
        </Button>
      )}
      {nextCursor !== null && (
        <Button variant="default" onClick={() => page.next(nextCursor)}>
          {general.nextPage}
        </Button>
      )}
    </Group>
  );
}
