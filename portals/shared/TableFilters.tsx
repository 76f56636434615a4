import { Button, Checkbox, Group, Popover, Select, Stack, TextInput } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useEffect, useId, useRef, useState, type JSX, type ReactNode } from 'react';
import { useMessages } from '../messages/messages.ts';
import { AddFilter } from './AddFilter.tsx';
import { isDay } from './days.ts';
import type { Filter, TableState } from './resource-table-state.ts';
import { SetFilters } from './SetFilters.tsx';

interface TableFiltersProps {
  readonly filters: readonly Filter[];
  readonly state: TableState;
  readonly columns: readonly { readonly key: string; readonly header: string }[];
  readonly actions?: ReactNode;
}

/**
 * The filters of a table, and which of its columns are shown. The key / leads to the search. On a phone the others are folded
 * away; those that are set always stand there in words, and each can be taken away.
 */
export function TableFilters({ filters, state, columns, actions }: TableFiltersProps): JSX.Element {
  const { general } = useMessages();
  const finder = useRef<HTMLInputElement>(null);
  useHotkeys([['/', () => finder.current?.focus()]]);
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const search = filters.find(({ kind, added }) => kind === 'text' && added === undefined);
  const others = filters.filter((filter) => filter !== search && filter.added === undefined);
  const added = filters.filter((filter) => filter.added !== undefined);
  const set = [...others, ...added].filter(({ name }) => state.filters[name] !== undefined);
  return (
    <Stack gap="xs" mb="xs" role="search">
      <Group gap="xs" align="end">
        {search !== undefined && <FilterField filter={search} state={state} finder={finder} />}
        {others.length > 0 && (
          <Button
            variant="default"
            hiddenFrom="sm"
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={() => setOpen(!isOpen)}
          >
            {set.length === 0 ? general.filters : `${general.filters} (${set.length})`}
          </Button>
        )}
        <div id={id} className="licet-filters" data-open={isOpen}>
          {others.map((filter) => (
            <FilterField key={filter.name} filter={filter} state={state} finder={undefined} />
          ))}
        </div>
        {added.length > 0 && <AddFilter filters={added} state={state} />}
        <Group gap="xs" ml="auto">
          <ColumnChoice columns={columns} state={state} />
          {actions}
        </Group>
      </Group>
      {set.length > 0 && <SetFilters filters={set} state={state} />}
    </Stack>
  );
}

interface FilterFieldProps {
  readonly filter: Filter;
  readonly state: TableState;
  readonly finder: React.RefObject<HTMLInputElement | null> | undefined;
}

function FilterField({ filter, state, finder }: FilterFieldProps): JSX.Element {
  const value = state.filters[filter.name] ?? '';
  if (filter.kind === 'own')
    return <>{filter.field?.(value === '' ? undefined : value, (chosen) => state.setFilter(filter.name, chosen))}</>;
  if (filter.kind === 'choice') return <ChoiceFilter filter={filter} value={value} state={state} />;
  if (filter.kind === 'day')
    return (
      <TextInput
        type="date"
        label={filter.label}
        value={isDay(value) ? value : ''}
        onChange={(event) => state.setFilter(filter.name, event.currentTarget.value)}
        w={widthOf(filter)}
      />
    );
  return <TextFilter filter={filter} value={value} state={state} finder={finder} />;
}

function ChoiceFilter({ filter, value, state }: Omit<FilterFieldProps, 'finder'> & { readonly value: string }) {
  const { general } = useMessages();
  const { name, label, choices = [], usual } = filter;
  return (
    <Select
      label={label}
      data={[...choices]}
      value={value === '' ? (usual ?? null) : value}
      placeholder={general.any}
      onChange={(chosen) => state.setFilter(name, chosen === null || chosen === usual ? undefined : chosen)}
      searchable={choices.length > 8}
      clearable={usual === undefined}
      allowDeselect={usual === undefined}
      clearButtonProps={{ 'aria-label': `${general.any}: ${label}` }}
      w={widthOf(filter)}
    />
  );
}

const widths: Readonly<Record<Filter['kind'], number>> = { choice: 160, day: 150, text: 220, number: 120, own: 220 };

/** As wide as the phone, or as what is written in it. */
function widthOf({ width, kind }: Filter): { readonly base: string; readonly sm: number } {
  return { base: '100%', sm: width ?? widths[kind] };
}

function TextFilter({ filter, value, state, finder }: FilterFieldProps & { readonly value: string }): JSX.Element {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) return undefined;
    const timer = setTimeout(() => state.setFilter(filter.name, typed === '' ? undefined : typed), 250);
    return () => clearTimeout(timer);
    // Only typing starts the clock; the state is a new object at every render.
  }, [typed]); // eslint-disable-line react/exhaustive-deps
  return (
    <TextInput
      ref={finder ?? null}
      type="search"
      label={filter.label}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      w={widthOf(filter)}
    />
  );
}

function ColumnChoice({ columns, state }: Omit<TableFiltersProps, 'filters'>): JSX.Element {
  const { general } = useMessages();
  const toggle = (key: string): void => {
    const hidden = new Set(state.hiddenColumns);
    if (!hidden.delete(key)) hidden.add(key);
    state.setHiddenColumns([...hidden].filter((name) => columns.some((column) => column.key === name)));
  };
  return (
    <Popover position="bottom-end" withArrow trapFocus>
      <Popover.Target>
        <Button variant="default">{general.columns}</Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={6}>
          {columns.map(({ key, header }) => (
            <Checkbox key={key} label={header} checked={!state.hiddenColumns.has(key)} onChange={() => toggle(key)} />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
