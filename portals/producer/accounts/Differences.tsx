import { Stack, Text } from '@mantine/core';
import type { JSX } from 'react';
import { accountsText as text } from '../../messages/en/producer-accounts.ts';
import { Facts } from '../../shared/Facts.tsx';

interface DifferencesProps {
  readonly fields: readonly (readonly [name: string, before: unknown, after: unknown])[];
}

/** What a change will turn into what, as the server has decided it. */
export function Differences({ fields }: DifferencesProps): JSX.Element {
  const different = fields.filter(([, before, after]) => shown(before) !== shown(after));
  if (different.length === 0) return <Text size="sm">{text.nothingWillChange}</Text>;
  return (
    <Stack gap="xs" role="status">
      <Text size="sm">{text.willChange(different.length)}</Text>
      <Facts
        facts={different.map(([name, before, after]) => [
          name,
          <span key={name}>
            <span className="licet-quiet">{shown(before)}</span> → {shown(after)}
          </span>,
        ])}
      />
    </Stack>
  );
}

function shown(value: unknown): string {
  if (value === null || value === undefined || value === '') return text.nothing;
  if (Array.isArray(value)) return value.length === 0 ? text.nothing : value.map(shown).join('; ');
  if (typeof value === 'object')
    return (
      Object.entries(value)
        .toSorted(([one], [other]) => one.localeCompare(other))
        .map(([name, part]) => `${name}: ${shown(part)}`)
        .join(', ') || text.nothing
    );
  return typeof value === 'string' ? value : JSON.stringify(value);
}
