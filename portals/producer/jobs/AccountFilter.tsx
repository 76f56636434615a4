import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useState, type JSX } from 'react';

interface AccountFilterProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (account: string | undefined) => void;
}

/** Narrows to one account by its whole ID, once the typing has come to rest. */
export function AccountFilter({ label, value, onChange }: AccountFilterProps): JSX.Element {
  const [typed, setTyped] = useState(value);
  // The address may change otherwise than by typing.
  useEffect(() => setTyped(value), [value]);
  const settle = useDebouncedCallback((text: string) => onChange(text.trim() === '' ? undefined : text.trim()), 500);
  return (
    <TextInput
      type="search"
      label={label}
      value={typed}
      w={220}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        settle(currentTarget.value);
      }}
    />
  );
}
