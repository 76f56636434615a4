import { Combobox, Text, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue, useHotkeys } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState, type JSX } from 'react';
import type { ItemOf } from '../shared/api/call.ts';
import { producerFrame as text } from '../messages/en/producer-frame.ts';
import { useApi } from '../shared/api/queries.ts';

type Hit = ItemOf<'search'>;

const kinds: Readonly<Record<Hit['kind'], string>> = text.kinds;

/** Finds anything by any ID or name. Ctrl-K leads here from everywhere. */
export function Finder(): JSX.Element {
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [asked] = useDebouncedValue(typed.trim(), 150);
  const navigate = useNavigate();
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const found = useApi('search', { query: { q: asked, limit: 12 } }, { enabled: asked.length > 1, keepPrevious: true });
  useHotkeys([['mod+K', () => input.current?.focus()]], []);
  const hits = asked.length > 1 ? (found.data?.items ?? []) : [];
  const open = (index: string): void => {
    const hit = hits[Number(index)];
    combobox.closeDropdown();
    setTyped('');
    input.current?.blur();
    if (hit !== undefined) void navigate(addressOf(hit));
  };
  return (
    <Combobox store={combobox} onOptionSubmit={open} width={440}>
      <Combobox.Target>
        <TextInput
          ref={input}
          type="search"
          aria-label={text.find}
          placeholder={text.findPlaceholder}
          value={typed}
          w={{ base: 120, sm: 240, lg: 320 }}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            combobox.openDropdown();
            combobox.selectFirstOption();
          }}
          onFocus={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={asked.length < 2}>
        <Hits hits={hits} isLooking={found.isFetching} />
      </Combobox.Dropdown>
    </Combobox>
  );
}

function Hits({ hits, isLooking }: { readonly hits: readonly Hit[]; readonly isLooking: boolean }): JSX.Element {
  return (
    <Combobox.Options>
      {hits.map((hit, index) => (
        <Combobox.Option key={`${hit.kind} ${hit.key}`} value={String(index)}>
          <Text component="span" size="xs" className="licet-quiet" mr={6}>
            {kinds[hit.kind]}
          </Text>
          <span className="licet-key">{hit.key}</span>{' '}
          <Text component="span" size="xs">
            {hit.label === hit.key ? hit.detail : [hit.label, hit.detail].filter(Boolean).join(', ')}
          </Text>
        </Combobox.Option>
      ))}
      {hits.length === 0 && <Combobox.Empty>{isLooking ? text.looking : text.nothingFound}</Combobox.Empty>}
    </Combobox.Options>
  );
}

function addressOf(hit: Hit): { readonly to: string; readonly search?: Readonly<Record<string, string>> } {
  const entitlement = `/entitlements/${encodeURIComponent(hit.entitlementId ?? hit.key)}`;
  switch (hit.kind) {
    case 'entitlement':
      return { to: entitlement };
    case 'lineItem':
      return { to: entitlement, search: { item: hit.key } };
    case 'maintenanceLineItem':
      return { to: entitlement, search: { tab: 'maintenance', item: hit.key } };
    case 'account':
      return { to: `/accounts/${encodeURIComponent(hit.key)}` };
    case 'user':
      return { to: `/users/${encodeURIComponent(hit.key)}` };
    case 'product':
      return { to: '/line-items', search: { productId: hit.key } };
  }
}
