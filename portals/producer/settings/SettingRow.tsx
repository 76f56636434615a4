import { Button, Group, Text } from '@mantine/core';
import { useId, type JSX } from 'react';
import { settingsText } from '../../messages/en/producer-settings.ts';
import { Instant } from '../../shared/Day.tsx';
import { Mark } from '../../shared/Mark.tsx';
import { useMay } from '../../shared/session.ts';
import { useUrlState } from '../../shared/search-text.ts';
import { isSameValue, settingTitle, valueText, type Setting, type Value } from './setting-words.ts';
import { SettingControl } from './SettingControl.tsx';
import { UndoSetting } from './UndoSetting.tsx';
import type { SettingChange } from './use-last-changes.ts';
import './settings.css';

interface SettingRowProps {
  readonly setting: Setting;
  /** what it will be, where that was changed and not saved yet */
  readonly drafted: Value | undefined;
  readonly lastChange: SettingChange | undefined;
  readonly onChange: (value: Value) => void;
}

/** One setting: what it does, its value, its default, who changed it last, and the way back. */
export function SettingRow({ setting, drafted, lastChange, onChange }: SettingRowProps): JSX.Element {
  const { name, value, description } = setting;
  const may = useMay();
  const ids = { title: useId(), sentence: useId() };
  return (
    <div className="licet-setting" data-drafted={drafted === undefined ? undefined : ''}>
      <div>
        <Text size="sm" fw={600} id={ids.title}>
          {settingTitle(name)}
        </Text>
        <Text size="sm" id={ids.sentence} className="licet-wrap">
          {description}
        </Text>
        <Standing setting={setting} />
      </div>
      <div>
        <SettingControl
          setting={setting}
          value={drafted ?? value}
          onChange={onChange}
          labelledBy={ids.title}
          describedBy={ids.sentence}
          isReadOnly={!may('manageSettings')}
        />
        <Group gap={4} mt={4}>
          {drafted === undefined ? (
            <UndoSetting setting={setting} lastChange={lastChange} />
          ) : (
            <Text size="xs" component="span">
              <Mark tone="soon">{settingsText.notSaved}</Mark>
            </Text>
          )}
          <DefaultButton setting={setting} value={drafted ?? value} onChange={onChange} />
          {lastChange !== undefined && <HistoryButton name={name} />}
        </Group>
      </div>
    </div>
  );
}

function Standing({ setting }: { readonly setting: Setting }): JSX.Element {
  const { changedBy, changedAt, kind, value } = setting;
  return (
    <Text size="xs" className="licet-quiet licet-wrap" mt={2}>
      {isSameValue(value, setting.default)
        ? settingsText.isDefault
        : settingsText.defaultIs(valueText(setting.default, kind))}{' '}
      {changedBy === null || changedAt === null ? (
        settingsText.hasDefault
      ) : (
        <>
          {settingsText.changedBy(changedBy)} <Instant at={changedAt} />
        </>
      )}
    </Text>
  );
}

interface DefaultButtonProps {
  readonly setting: Setting;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

function DefaultButton({ setting, value, onChange }: DefaultButtonProps): JSX.Element | null {
  const may = useMay();
  if (isSameValue(value, setting.default) || !may('manageSettings')) return null;
  return (
    <Button variant="subtle" size="compact-xs" onClick={() => onChange(setting.default)}>
      {settingsText.useDefault}
    </Button>
  );
}

function HistoryButton({ name }: { readonly name: string }): JSX.Element {
  const { setSearch } = useUrlState();
  return (
    <Button
      variant="subtle"
      size="compact-xs"
      aria-label={settingsText.historyOf(settingTitle(name))}
      onClick={() => setSearch({ history: name })}
    >
      {settingsText.history}
    </Button>
  );
}
