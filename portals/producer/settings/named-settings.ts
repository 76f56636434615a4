import { settingsText } from '../../messages/en/producer-settings.ts';
import { settingTitle } from './setting-words.ts';

export interface SentencePart {
  readonly text: string;
  /** the setting that it names, where it names one */
  readonly setting?: string;
}

// Only names that no ordinary word is.
const names = Object.keys(settingsText.names).filter((name) => /[A-Z]/.test(name));
const known = new RegExp(String.raw`\b(${names.join('|')})\b`);

/** A sentence in parts: those that name a setting, and what stands between them. */
export function namedSettings(sentence: string): readonly SentencePart[] {
  return sentence
    .split(known)
    .map((text) => (names.includes(text) ? { text, setting: text } : { text }))
    .filter(({ text }) => text !== '');
}

/** A sentence in which settings are called as people call them, where it can lead nowhere. */
export function withSettingTitles(sentence: string): string {
  return namedSettings(sentence)
    .map(({ text, setting }) => (setting === undefined ? text : `“${settingTitle(setting)}”`))
    .join('');
}
