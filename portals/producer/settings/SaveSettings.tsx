import { Button, Group, Table, Text } from '@mantine/core';
import type { JSX } from 'react';
import { settingsText } from '../../messages/en/producer-settings.ts';
import { OperationForm } from '../../shared/OperationForm.tsx';
import { isSameValue, settingTitle, settingsByName, type Changes, type Settings } from './setting-words.ts';
import { ValueView } from './ValueView.tsx';
import './settings.css';

interface SaveSettingsProps {
  readonly settings: Settings;
  readonly changes: Changes;
  /** saved, or not wanted any more */
  readonly onDone: () => void;
}

/** What is changed on the page and not saved yet: looked at as the server would do it, then saved. */
export function SaveSettings({ settings, changes, onDone }: SaveSettingsProps): JSX.Element | null {
  const count = Object.keys(changes).length;
  if (count === 0) return null;
  return (
    <section className="licet-settings-bar" aria-label={settingsText.whatChanges}>
      <Group justify="space-between" mb="xs">
        <Text size="sm" fw={600} role="status">
          {settingsText.unsaved(count)}
        </Text>
        <Button variant="subtle" size="compact-xs" onClick={onDone}>
          {settingsText.discard}
        </Button>
      </Group>
      <OperationForm
        key={JSON.stringify(changes)}
        operation="changeSettings"
        request={{ body: changes }}
        submitLabel={settingsText.save}
        plan={(after) => <WhatChanges before={settings} after={after} />}
        onDone={onDone}
      />
    </section>
  );
}

function WhatChanges({ before, after }: { readonly before: Settings; readonly after: Settings }): JSX.Element {
  const then = settingsByName(after);
  const changed = [...settingsByName(before).values()].filter(
    ({ name, value }) => !isSameValue(then.get(name)?.value, value),
  );
  if (changed.length === 0) return <Text size="sm">{settingsText.nothingChanges}</Text>;
  return (
    <Table className="licet-table" aria-label={settingsText.whatChanges}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{settingsText.setting}</Table.Th>
          <Table.Th>{settingsText.before}</Table.Th>
          <Table.Th>{settingsText.after}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {changed.map(({ name, value, kind }) => (
          <Table.Tr key={name}>
            <Table.Td data-label={settingsText.setting}>{settingTitle(name)}</Table.Td>
            <Table.Td data-label={settingsText.before}>
              <ValueView value={value} kind={kind} />
            </Table.Td>
            <Table.Td data-label={settingsText.after}>
              <ValueView value={then.get(name)?.value ?? null} kind={kind} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
