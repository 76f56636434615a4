import { useMemo } from 'react';
import { useMessages } from '../messages/messages.ts';
import type { Messages } from '../messages/catalog.ts';
import type { Filter } from './resource-table-state.ts';

/** Something that a list can be narrowed down by, as the server calls it; the kind says in which ways. */
export interface FilterField {
  readonly name: string;
  readonly label: string;
  readonly kind: 'text' | 'day' | 'number' | 'choice' | 'flag' | 'whole';
  readonly choices?: Filter['choices'];
}

/** The filters that always stand above a list, and those that are added; a name that both have stands above it. */
export function useFilters(filters: readonly Filter[], fields: readonly FilterField[]): readonly Filter[] {
  const { general } = useMessages();
  return useMemo(() => {
    const named = new Set(filters.map(({ name }) => name));
    const added = fields.flatMap((field) => filtersOf(field, general));
    return [...filters, ...added.filter(({ name }) => !named.has(name))];
  }, [filters, fields, general]);
}

type Words = Messages['general'];

/** The ways to ask of each kind of field: what is put behind its name, and how it is said. */
const ways: Readonly<
  Record<FilterField['kind'], readonly (readonly [suffix: string, how: keyof Words & `how${string}`])[]>
> = {
  text: [
    ['StartsWith', 'howStartsWith'],
    ['Contains', 'howContains'],
    ['', 'howIs'],
  ],
  day: [
    ['On', 'howOn'],
    ['Before', 'howBefore'],
    ['After', 'howAfter'],
  ],
  number: [
    ['', 'howIs'],
    ['AtLeast', 'howAtLeast'],
    ['AtMost', 'howAtMost'],
  ],
  choice: [['', 'howIs']],
  flag: [['', 'howIs']],
  whole: [['', 'howIs']],
};

const kinds = { text: 'text', day: 'day', number: 'number', choice: 'choice', flag: 'choice', whole: 'text' } as const;

function filtersOf({ name, label, kind, choices }: FilterField, words: Words): readonly Filter[] {
  const yesOrNo = [
    { value: 'true', label: words.yes },
    { value: 'false', label: words.no },
  ];
  return ways[kind].map(([suffix, how]) => ({
    name: `${name}${suffix}`,
    label: ways[kind].length === 1 ? label : `${label} ${words[how]}`,
    kind: kinds[kind],
    added: { field: label, how: words[how] },
    ...(kind === 'flag' ? { choices: yesOrNo } : {}),
    ...(kind === 'choice' && choices !== undefined ? { choices } : {}),
  }));
}
