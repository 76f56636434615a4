import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useApi } from '../../shared/api/queries.ts';
import type { TemplateDraft, TemplateError, TemplatePart } from './source-spans.ts';
import type { Template } from './template-words.ts';

export interface Draft {
  readonly texts: TemplateDraft;
  readonly change: (part: TemplatePart, text: string) => void;
  readonly isChanged: (part?: TemplatePart) => boolean;
  /** the server has judged what stands now */
  readonly isChecked: boolean;
  readonly errors: readonly TemplateError[];
  /** what was right last: the preview stays with it while something is wrong */
  readonly lastRight: TemplateDraft;
}

/** The texts of a version while they are changed, with what the server says about them. */
export function useDraft(template: Template): Draft {
  const stored: TemplateDraft = { subject: template.subject, text: template.text, html: template.html };
  const [texts, setTexts] = useState(stored);
  const [lastRight, setLastRight] = useState(stored);
  const [settled] = useDebouncedValue(texts, 300);
  const verdict = useApi(
    'validateEmailTemplate',
    { path: { emailTemplateId: template.emailTemplateId }, body: settled },
    { keepPrevious: true },
  );
  const isChecked = verdict.data !== undefined && !verdict.isPlaceholderData && settled === texts;
  if (isChecked && verdict.data.valid && lastRight !== settled) setLastRight(settled);
  const differs = (part: TemplatePart): boolean => texts[part] !== stored[part];
  return {
    texts,
    change: (part, text) => setTexts((before) => ({ ...before, [part]: text })),
    isChanged: (part) => (part === undefined ? (['subject', 'text', 'html'] as const).some(differs) : differs(part)),
    isChecked,
    errors: verdict.data?.errors ?? [],
    lastRight,
  };
}
