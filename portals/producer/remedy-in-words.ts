import { createElement, type ReactNode } from 'react';
import { withFieldWords } from './entitlements/verbs/field-words.ts';
import { NamedSettings } from './settings/NamedSettings.tsx';

/** What would cure something, in the words of the portal: fields by their labels, settings by their titles with the way to them. */
export function remedyInWords(remedy: string): ReactNode {
  return createElement(NamedSettings, { sentence: withFieldWords(remedy) });
}
