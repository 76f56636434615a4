import { Autocomplete, ColorInput, NumberInput, Switch, TagsInput, TextInput } from '@mantine/core';
import type { JSX } from 'react';
import { isSettingName, settingDefinitions } from '../../../src/settings/rules/setting-definitions.ts';
import { settingsText } from '../../messages/en/producer-settings.ts';
import { settingTitle, type Setting, type Value } from './setting-words.ts';

interface SettingControlProps {
  readonly setting: Setting;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly labelledBy: string;
  readonly describedBy: string;
  readonly isReadOnly: boolean;
}

/** What a setting is changed with, by what its values look like. What the server would not take is said at once. */
export function SettingControl(props: SettingControlProps): JSX.Element {
  const { setting, value, onChange } = props;
  const named = {
    'aria-labelledby': props.labelledBy,
    'aria-describedby': props.describedBy,
    disabled: props.isReadOnly,
    error: isRight(setting.name, value) ? undefined : settingsText.mustBe(setting.advice),
  };
  const text = typeof value === 'string' ? value : '';
  if (setting.kind === 'switch')
    return (
      <Switch
        {...named}
        checked={value === true}
        label={value === true ? settingsText.on : settingsText.off}
        // The words On and Off alone would not say what is switched.
        aria-label={settingTitle(setting.name)}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    );
  if (setting.kind === 'days')
    return (
      <NumberInput
        {...named}
        value={typeof value === 'number' ? value : ''}
        suffix={` ${settingsText.daysUnit}`}
        allowDecimal={false}
        allowNegative={false}
        clampBehavior="none"
        maw={160}
        onChange={(typed) => onChange(typeof typed === 'number' ? typed : null)}
      />
    );
  if (setting.kind === 'colour') return <ColourControl named={named} text={text} onChange={onChange} />;
  if (setting.kind === 'timeZone')
    return <Autocomplete {...named} size="xs" value={text} onChange={onChange} data={timeZones} limit={50} />;
  if (setting.kind === 'keys') return <TagsInput {...named} size="xs" value={listOf(value)} onChange={onChange} />;
  return <TextControl named={named} kind={setting.kind} text={text} onChange={onChange} />;
}

const timeZones = ['UTC', ...Intl.supportedValuesOf('timeZone')];
const inputTypes: Readonly<Record<string, string>> = { email: 'email', webAddress: 'url' };

function listOf(value: Value): string[] {
  return Array.isArray(value) ? value : [];
}

function ColourControl({ named, text, onChange }: Omit<TextControlProps, 'kind'>): JSX.Element {
  return (
    <ColorInput
      {...named}
      value={text}
      onChange={onChange}
      maw={160}
      format="hex"
      size="xs"
      eyeDropperButtonProps={{ 'aria-label': settingsText.pickColour }}
    />
  );
}

interface TextControlProps {
  readonly named: object;
  readonly kind: Setting['kind'];
  readonly text: string;
  readonly onChange: (value: Value) => void;
}

function TextControl({ named, kind, text, onChange }: TextControlProps): JSX.Element {
  return (
    <TextInput
      {...named}
      type={inputTypes[kind] ?? 'text'}
      value={text}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

// The server's own rule; of a setting that this page does not know yet, the server judges alone.
function isRight(name: string, value: Value): boolean {
  return !isSettingName(name) || settingDefinitions[name].check.is(value);
}
