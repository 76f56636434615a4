import { Button, Popover, Select, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent, type JSX } from 'react';
import { useMessages } from '../messages/messages.ts';
import type { Filter, TableState } from './resource-table-state.ts';

interface AddFilterProps {
  /** those that can be added */
  readonly filters: readonly Filter[];
  readonly state: TableState;
}

/** Adds one of many filters to a list: of what, how, and which value. What is set stands above the list as a chip. */
export function AddFilter({ filters, state }: AddFilterProps): JSX.Element {
  const { general } = useMessages();
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" withArrow trapFocus>
      <Popover.Target>
        <Button variant="default" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {general.addFilter}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <FilterForm filters={filters} state={state} onAdded={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

function FilterForm({ filters, state, onAdded }: AddFilterProps & { readonly onAdded: () => void }): JSX.Element {
  const { general } = useMessages();
  const { filter, fields, ways, value, setField, setWay, setValue } = useWish(filters);
  const add = (event: FormEvent): void => {
    event.preventDefault();
    if (filter === undefined || value.trim() === '') return;
    state.setFilter(filter.name, value);
    onAdded();
  };
  return (
    <form onSubmit={add} aria-label={general.addFilter}>
      <Stack gap="xs" w={260}>
        <Select
          label={general.filterField}
          data={[...fields]}
          value={filter?.added?.field ?? null}
          onChange={setField}
          searchable={fields.length > 8}
          openOnFocus={false}
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
        />
        {ways.length > 1 && (
          <Select
            label={general.filterHow}
            data={ways.map(({ name, added }) => ({ value: name, label: added?.how ?? name }))}
            value={filter?.name ?? null}
            onChange={setWay}
            allowDeselect={false}
            comboboxProps={{ withinPortal: false }}
          />
        )}
        {filter !== undefined && <ValueField filter={filter} value={value} onChange={setValue} />}
        <Button type="submit" disabled={value.trim() === ''}>
          {general.addFilter}
        </Button>
      </Stack>
    </form>
  );
}

/** What is being chosen: the first way of the first field until something else is. */
function useWish(filters: readonly Filter[]) {
  const fields = [...new Set(filters.map(({ added }) => added?.field ?? ''))];
  const [field, setField] = useState(fields[0]);
  const [name, setName] = useState<string>();
  const [value, setValue] = useState('');
  const ways = filters.filter(({ added }) => added?.field === field);
  const filter = ways.find((one) => one.name === name) ?? ways[0];
  return {
    fields,
    ways,
    filter,
    value,
    setValue,
    setField: (chosen: string | null): void => {
      setField(chosen ?? fields[0]);
      setName(undefined);
      setValue('');
    },
    setWay: (chosen: string | null): void => setName(chosen ?? undefined),
  };
}

interface ValueFieldProps {
  readonly filter: Filter;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

const inputs = { text: 'text', number: 'number', day: 'date', own: 'text' } as const;

function ValueField({ filter: { kind, choices = [] }, value, onChange }: ValueFieldProps): JSX.Element {
  const { general } = useMessages();
  if (kind === 'choice')
    return (
      <Select
        label={general.filterValue}
        data={[...choices]}
        value={value === '' ? null : value}
        onChange={(chosen) => onChange(chosen ?? '')}
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
      />
    );
  return (
    <TextInput
      type={inputs[kind]}
      {...(kind === 'number' ? { min: 1, step: 1 } : {})}
      label={general.filterValue}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
