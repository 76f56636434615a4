import { Checkbox, Group, Radio, Stack } from '@mantine/core';
import type { JSX } from 'react';
import { dupGroups, type DupGroup } from '../../../../src/shared/vocabulary.ts';
import { featuresText as text } from '../../../messages/en/producer-features.ts';

interface DupGroupFieldProps {
  /** empty: nothing; null: what the license model says */
  readonly value: readonly DupGroup[] | null;
  readonly onChange: (value: readonly DupGroup[] | null) => void;
}

/** What duplicate requests of a feature are grouped by. */
export function DupGroupField({ value, onChange }: DupGroupFieldProps): JSX.Element {
  const toggled = (group: DupGroup, isOn: boolean): readonly DupGroup[] =>
    isOn ? [...(value ?? []), group] : (value ?? []).filter((one) => one !== group);
  return (
    <Radio.Group
      label={text.dupGroup}
      size="xs"
      value={choiceOf(value)}
      onChange={(choice) => onChange(choices.get(choice) ?? null)}
    >
      <Stack gap={8} mt={4}>
        <Radio size="xs" value="model" label={text.dup_model} />
        <Radio size="xs" value="none" label={text.dup_none} />
        <Group gap="md">
          <Radio size="xs" value="groups" label={text.dup_groups} />
          {dupGroups.map((group) => (
            <Checkbox
              key={group}
              label={text[`group_${group}`]}
              checked={value?.includes(group) ?? false}
              onChange={(event) => onChange(toggled(group, event.currentTarget.checked))}
            />
          ))}
        </Group>
      </Stack>
    </Radio.Group>
  );
}

// What is ticked to begin with is what most licenses are grouped by.
const choices: ReadonlyMap<string, readonly DupGroup[]> = new Map([
  ['none', []],
  ['groups', ['user', 'host']],
]);

function choiceOf(value: readonly DupGroup[] | null): 'model' | 'none' | 'groups' {
  if (value === null) return 'model';
  return value.length === 0 ? 'none' : 'groups';
}
