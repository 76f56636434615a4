import { Combobox, Text, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue, useHotkeys } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState, type JSX, type KeyboardEvent } from 'react';
import { producerFrame as text } from '../messages/en/producer-frame.ts';
import { useApi } from '../shared/api/queries.ts';
import { useMay } from '../shared/session.ts';
import { offersFor, type Offer } from './finder-places.ts';

/** Finds anything by any ID or name. Ctrl-K leads here from everywhere. */
export function Finder(): JSX.Element {
  const { input, combobox, typed, type, isAsked, hits, problem, open, enter } = useFinding();
  return (
    <Combobox store={combobox} onOptionSubmit={open} width="min(27.5rem, calc(100vw - 1rem))">
      <Combobox.Target>
        <TextInput
          ref={input}
          type="search"
          aria-label={text.find}
          placeholder={text.findPlaceholder}
          value={typed}
          w={{ base: 120, sm: 240, lg: 320 }}
          onChange={(event) => type(event.currentTarget.value)}
          onKeyDown={enter}
          onFocus={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={!isAsked}>
        <Hits hits={hits} problem={problem} />
      </Combobox.Dropdown>
    </Combobox>
  );
}

function useFinding() {
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  // Whoever presses Enter before there is an answer gets its first hit.
  const enteredFor = useRef<string>(undefined);
  const navigate = useNavigate();
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const { wanted, isAsked, hits, problem } = useHits(typed);
  useHotkeys([['mod+K', () => input.current?.focus()]], []);
  const type = (words: string): void => {
    setTyped(words);
    enteredFor.current = undefined;
    combobox.openDropdown();
  };
  const open = (index: string): void => {
    const hit = hits?.[Number(index)];
    combobox.closeDropdown();
    setTyped('');
    enteredFor.current = undefined;
    input.current?.blur();
    if (hit !== undefined) void navigate(hit.address);
  };
  useEffect(() => {
    if (hits === undefined || hits.length === 0) return;
    if (enteredFor.current === wanted) open('0');
    else combobox.selectFirstOption();
  }, [hits]); // eslint-disable-line react/exhaustive-deps -- the combobox is a new object at every render
  const enter = ({ key, nativeEvent }: KeyboardEvent): void => {
    if (key !== 'Enter' || nativeEvent.isComposing || !isAsked || !combobox.dropdownOpened) return;
    if (hits === undefined) enteredFor.current = wanted;
    // The list may not be drawn yet, and then nothing of it is chosen.
    else if (hits.length > 0 && combobox.getSelectedOptionIndex() === -1) open('0');
  };
  return { input, combobox, typed, type, isAsked, hits, problem, open, enter };
}

/** What there is for what is typed now; hits of an earlier text are none. */
function useHits(typed: string) {
  const wanted = cut(typed);
  const [asked] = useDebouncedValue(wanted, 150);
  const found = useApi('search', { query: { q: asked, limit: 12 } }, { enabled: asked.length > 1 });
  const isAsked = wanted.length > 1;
  const items = isAsked && wanted === asked ? found.data?.items : undefined;
  const hits = useOffers(wanted, items);
  return { wanted, isAsked, hits, problem: found.error };
}

function useOffers(wanted: string, items: Parameters<typeof offersFor>[1] | undefined): readonly Offer[] | undefined {
  const may = useMay();
  const offers = items && offersFor(wanted, items, may);
  // The list is another only where what was found is.
  return useMemo(() => offers, [items]); // eslint-disable-line react/exhaustive-deps -- the permissions are those of the session
}

const letters = 200;

/** What is asked for: nothing has so long a name, and the server takes no longer one. */
function cut(typed: string): string {
  return typed.trim().slice(0, letters).trim();
}

interface HitsProps {
  /** undefined while they are looked for */
  readonly hits: readonly Offer[] | undefined;
  readonly problem: Error | null;
}

function Hits({ hits, problem }: HitsProps): JSX.Element {
  return (
    <Combobox.Options aria-label={text.found}>
      {hits?.map(({ kind, key, words, address }, index) => (
        <Combobox.Option key={`${kind} ${address.to} ${words}`} value={String(index)}>
          <Text component="span" size="xs" className="licet-quiet" mr={6}>
            {kind}
          </Text>
          {key !== undefined && <span className="licet-key">{key} </span>}
          <Text component="span" size="xs">
            {words}
          </Text>
        </Combobox.Option>
      ))}
      {hits === undefined && <Combobox.Empty>{problem?.message ?? text.looking}</Combobox.Empty>}
      {hits?.length === 0 && <Combobox.Empty>{text.nothingFound}</Combobox.Empty>}
    </Combobox.Options>
  );
}
