import { Select, type ComboboxParsedItem } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState, type JSX, type ReactNode } from 'react';
import { nearestFirst } from './nearest-first.ts';

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** What every picker is told. */
export interface PickerProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
  readonly width?: number;
  readonly error?: ReactNode;
  readonly isRequired?: boolean;
  /** what stands there while nothing is chosen */
  readonly placeholder?: string;
  readonly description?: ReactNode;
  readonly isDisabled?: boolean;
  /** picks one after the other: what is picked goes elsewhere, and the field is empty again */
  readonly isAdder?: boolean;
  /** the label stands in the field itself, as what is around says enough */
  readonly isLabelHidden?: boolean;
}

interface SearchPickerProps extends PickerProps {
  /** what is chosen, in words */
  readonly chosen: Option | undefined;
  /** asks the server for what fits to what is typed, as soon as somebody opens the list */
  readonly useOptions: (
    asked: string,
    isOpen: boolean,
  ) => { readonly options: readonly Option[]; readonly empty: string };
  readonly clearLabel: string;
}

/** Picks one of many by any part of its name or key: the server looks for it, so it does not matter how many there are. */
export function SearchPicker({ chosen, useOptions, clearLabel, ...props }: SearchPickerProps): JSX.Element {
  const { label, value, onChange, width, error } = props;
  const { isRequired = false, isAdder = false, isLabelHidden = false } = props;
  const [typed, setTyped] = useState('');
  const [asked] = useDebouncedValue(typed.trim(), 200);
  const [isOpen, setOpen] = useState(false);
  const { options, empty } = useOptions(asked, isOpen);
  // What is chosen keeps its words while others are looked for: where they change, the field forgets what was typed.
  const others = options.filter((option) => option.value !== value);
  const all = nearestFirst(asked, chosen === undefined ? others : [chosen, ...others]);
  return (
    <Select
      {...(isLabelHidden ? { 'aria-label': label } : { label })}
      data={all}
      value={value ?? null}
      placeholder={isLabelHidden ? `${label}…` : props.placeholder}
      description={props.description}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      disabled={props.isDisabled}
      {...(isAdder ? { searchValue: typed } : {})}
      onChange={(picked) => {
        if (isAdder) setTyped('');
        onChange(picked ?? undefined);
      }}
      onDropdownOpen={() => setOpen(true)}
      onSearchChange={(wanted) => setTyped(!isAdder && all.some(({ label: words }) => words === wanted) ? '' : wanted)}
      // What was found for less than is typed by now must not be picked by who types on.
      filter={({ options: found, search }) => (typed.trim() === asked ? found : containing(found, search))}
      nothingFoundMessage={empty}
      searchable
      // A dialog that begins with it must not begin with an open list.
      openOnFocus={false}
      clearable={!isRequired}
      clearButtonProps={{ 'aria-label': clearLabel }}
      error={error}
      required={isRequired}
      {...(width === undefined ? {} : { w: { base: '100%', sm: width } })}
    />
  );
}

function containing(found: readonly ComboboxParsedItem[], search: string): ComboboxParsedItem[] {
  const wanted = search.trim().toLowerCase();
  return found.filter((option) => 'label' in option && option.label.toLowerCase().includes(wanted));
}
