import { expect, test } from 'vitest';
import { namedSettings, withSettingTitles } from './named-settings.ts';

const sentence = 'Take it back to draft, or turn on the setting allowEditingOfDeployedEntities.';

test('a setting that a sentence names is found in it, and nothing of the sentence is lost', () => {
  const parts = namedSettings(sentence);
  expect(parts.map(({ setting }) => setting)).toEqual([undefined, 'allowEditingOfDeployedEntities', undefined]);
  expect(parts.map(({ text }) => text).join('')).toBe(sentence);
});

test('a setting is called as people call it', () => {
  expect(withSettingTitles(sentence)).toBe(
    'Take it back to draft, or turn on the setting “Allow editing of deployed entities”.',
  );
});

test('a sentence that names no setting stays as it is', () => {
  expect(withSettingTitles('Wait, or lower it.')).toBe('Wait, or lower it.');
});
