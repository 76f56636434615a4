import { Button, Group } from '@mantine/core';
import type { JSX } from 'react';
import { useMessages } from '../messages/messages.ts';
import { isDay, useFormat, type DayFormat } from './days.ts';
import type { Filter, TableState } from './resource-table-state.ts';

interface SetFiltersProps {
  readonly filters: readonly Filter[];
  readonly state: TableState;
}

/** The filters that are set, in words; pressing one takes it away. */
export function SetFilters({ filters, state }: SetFiltersProps): JSX.Element {
  const { general } = useMessages();
  const format = useFormat();
  const chips = filters.map((filter) => ({
    name: filter.name,
    words: `${filter.label}: ${wordsOf(filter, state.filters[filter.name] ?? '', format)}`,
  }));
  return (
    <Group gap={6} role="group" aria-label={general.filtersSet}>
      {chips.map(({ name, words }) => (
        <Button
          key={name}
          variant="light"
          size="compact-sm"
          fw={500}
          maw="100%"
          aria-label={general.removeFilter(words)}
          rightSection={<span aria-hidden>✕</span>}
          onClick={() => state.setFilter(name, undefined)}
        >
          {words}
        </Button>
      ))}
      <Button variant="subtle" size="compact-sm" onClick={state.clearFilters}>
        {general.clearFilters}
      </Button>
    </Group>
  );
}

function wordsOf({ kind, choices }: Filter, value: string, format: DayFormat): string {
  if (kind === 'day') return dayOrInstant(value, format);
  const labelOf = (one: string): string | undefined => choices?.find((choice) => choice.value === one)?.label;
  // An address may name several of few; a choice may stand for several itself.
  return (
    labelOf(value) ??
    (kind === 'choice'
      ? value
          .split(',')
          .map((one) => labelOf(one) ?? one)
          .join(', ')
      : value)
  );
}

function dayOrInstant(value: string, format: DayFormat): string {
  if (isDay(value)) return format.day(value);
  return Number.isNaN(Date.parse(value)) ? value : format.instant(value);
}
