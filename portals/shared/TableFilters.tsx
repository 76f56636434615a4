import { Button, Checkbox, Group, Popover, Select, Stack, TextInput } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useEffect, useRef, useState, type JSX } from 'react';
import { useMessages } from '../messages/messages.ts';
import type { Filter, TableState } from './resource-table-state.ts';

interface TableFiltersProps {
  readonly filters: readonly Filter[];
  readonly state: TableState;
  readonly columns: readonly { readonly key: string; readonly header: string }[];
}

/** The filters of a table, and which of its columns are shown. The key / leads to the first text filter. */
export function TableFilters({ filters, state, columns }: TableFiltersProps): JSX.Element {
  const { common } = useMessages();
  const finder = useRef<HTMLInputElement>(null);
  useHotkeys([['/', () => finder.current?.focus()]]);
  const firstText = filters.find(({ kind }) => kind === 'text');
  return (
    <Group gap="xs" align="end" mb="xs" role="search">
      {filters.map((filter) => (
        <FilterField
          key={filter.name}
          filter={filter}
          state={state}
          finder={filter === firstText ? finder : undefined}
        />
      ))}
      {state.hasFilters && (
        <Button variant="subtle" onClick={state.clearFilters}>
          {common.clearFilters}
        </Button>
      )}
      <ColumnChoice columns={columns} state={state} />
    </Group>
  );
}

interface FilterFieldProps {
  readonly filter: Filter;
  readonly state: TableState;
  readonly finder: React.RefObject<HTMLInputElement | null> | undefined;
}

function FilterField({ filter, state, finder }: FilterFieldProps): JSX.Element {
  const { common } = useMessages();
  const value = state.filters[filter.name] ?? '';
  if (filter.kind === 'own')
    return <>{filter.field?.(value === '' ? undefined : value, (chosen) => state.setFilter(filter.name, chosen))}</>;
  if (filter.kind === 'choice')
    return (
      <Select
        label={filter.label}
        data={[...(filter.choices ?? [])]}
        value={value === '' ? null : value}
        placeholder={common.any}
        onChange={(chosen) => state.setFilter(filter.name, chosen ?? undefined)}
        searchable={(filter.choices?.length ?? 0) > 8}
        clearable
        clearButtonProps={{ 'aria-label': `${common.any}: ${filter.label}` }}
        w={widthOf(filter)}
      />
    );
  if (filter.kind === 'day')
    return (
      <TextInput
        type="date"
        label={filter.label}
        value={value}
        onChange={(event) => state.setFilter(filter.name, event.currentTarget.value)}
        w={widthOf(filter)}
      />
    );
  return <TextFilter filter={filter} value={value} state={state} finder={finder} />;
}

const widths: Readonly<Record<Filter['kind'], number>> = { choice: 160, day: 150, text: 220, own: 220 };

function widthOf({ width, kind }: Filter): number {
  return width ?? widths[kind];
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
  const { common } = useMessages();
  const toggle = (key: string): void => {
    const hidden = new Set(state.hiddenColumns);
    if (!hidden.delete(key)) hidden.add(key);
    state.setHiddenColumns([...hidden].filter((name) => columns.some((column) => column.key === name)));
  };
  return (
    <Popover position="bottom-end" withArrow trapFocus>
      <Popover.Target>
        <Button variant="default" ml="auto">
          {common.columns}
        </Button>
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
