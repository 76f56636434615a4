import { Button, CloseButton, Group, Stack, TextInput } from '@mantine/core';
import { useState, type JSX } from 'react';
import { attributesText as text } from '../../messages/en/producer-attributes.ts';
import { asText, type AttributeValue, type AttributeWish } from './attribute-wish.ts';

interface FreeAttributesProps {
  readonly values: AttributeWish;
  /** the names that have an input of their own */
  readonly defined: ReadonlySet<string>;
  readonly onChange: (values: AttributeWish) => void;
  readonly errorAt: (name: string) => string | undefined;
  readonly mayAdd: boolean;
}

interface Row {
  readonly id: number;
  readonly name: string;
  /** stays what it was, a number say, as long as nobody types another one */
  readonly value: AttributeValue;
}

/** Attributes without a definition, as rows of names and values. */
export function FreeAttributes({ values, defined, onChange, errorAt, mayAdd }: FreeAttributesProps): JSX.Element {
  const [rows, setRows] = useState<readonly Row[]>(() => rowsOf(values, defined));
  const keep = (next: readonly Row[]): void => {
    setRows(next);
    const own = Object.entries(values).filter(([name]) => defined.has(name));
    const free = next.map(({ name, value }): [string, AttributeValue] => [name.trim(), value]);
    // What has an input of its own is given there; of two rows with one name the first counts.
    const given = free.filter(([name]) => name !== '' && !defined.has(name));
    onChange(Object.fromEntries([...given.toReversed(), ...own]));
  };
  const change = (id: number, changes: Partial<Row>): void =>
    keep(rows.map((row) => (row.id === id ? { ...row, ...changes } : row)));
  return (
    <Stack gap={6} align="stretch">
      {rows.map((row, index) => (
        <FreeRow
          key={row.id}
          row={row}
          error={wrongName(row, rows.slice(0, index), defined) ?? errorAt(row.name)}
          onChange={(changes) => change(row.id, changes)}
          onRemove={() => keep(rows.filter(({ id }) => id !== row.id))}
        />
      ))}
      {mayAdd && (
        <Button
          variant="default"
          style={{ alignSelf: 'flex-start' }}
          onClick={() => setRows([...rows, { id: 1 + Math.max(0, ...rows.map(({ id }) => id)), name: '', value: '' }])}
        >
          {text.addAttribute}
        </Button>
      )}
    </Stack>
  );
}

interface FreeRowProps {
  readonly row: Row;
  readonly error: string | undefined;
  readonly onChange: (changes: Partial<Row>) => void;
  readonly onRemove: () => void;
}

function FreeRow({ row, error, onChange, onRemove }: FreeRowProps): JSX.Element {
  return (
    <Group gap={6} align="flex-start" wrap="nowrap">
      <TextInput
        aria-label={text.attributeName}
        placeholder={text.attributeName}
        value={row.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
        error={error}
        style={{ flex: 1 }}
        miw={0}
      />
      <TextInput
        aria-label={text.valueOf(row.name)}
        placeholder={text.value}
        value={asText(row.value)}
        onChange={(event) => onChange({ value: event.currentTarget.value })}
        style={{ flex: 2 }}
        miw={0}
      />
      <CloseButton aria-label={text.removeAttribute(row.name)} onClick={onRemove} />
    </Group>
  );
}

function wrongName({ name }: Row, before: readonly Row[], defined: ReadonlySet<string>): string | undefined {
  if (defined.has(name.trim())) return text.isDefined(name.trim());
  return name.trim() !== '' && before.some((row) => row.name.trim() === name.trim()) ? text.namedTwice : undefined;
}

function rowsOf(values: AttributeWish, defined: ReadonlySet<string>): readonly Row[] {
  return Object.entries(values)
    .filter(([name]) => !defined.has(name))
    .map(([name, value], id) => ({ id, name, value }));
}
