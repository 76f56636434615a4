import { useRef, type RefCallback } from 'react';
import type { SourcePlace, TemplatePart } from './source-spans.ts';
import type { EditorHandle } from './SourceEditor.tsx';

/** The editors of the parts of a template, for whatever stands beside them. */
export interface Editors {
  readonly keep: (part: TemplatePart) => RefCallback<EditorHandle>;
  readonly noteFocus: (part: TemplatePart) => void;
  readonly goTo: (part: TemplatePart, place: SourcePlace) => void;
  /** puts a text where the cursor was last */
  readonly insert: (text: string) => void;
}

/** Editors by their parts; those of parts that are not shown are missing. */
export function useEditors(): Editors {
  const handles = useRef(new Map<TemplatePart, EditorHandle>());
  const last = useRef<TemplatePart>('html');
  return {
    keep: (part) => (handle) => {
      if (handle === null) handles.current.delete(part);
      else handles.current.set(part, handle);
    },
    noteFocus: (part) => {
      last.current = part;
    },
    goTo: (part, place) => handles.current.get(part)?.goTo(place),
    insert: (text) => {
      const shown = [last.current, 'html', 'text'] as const;
      const part = shown.find((one) => handles.current.has(one));
      if (part !== undefined) handles.current.get(part)?.insert(text);
    },
  };
}
