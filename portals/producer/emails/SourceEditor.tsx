import './source-editor.css';
import { useId, useImperativeHandle, useRef, type JSX, type Ref, type RefObject } from 'react';
import { piecesOf, spanAt, type SourcePlace, type Span } from './source-spans.ts';

/** What others do with an editor: go to a place, or put something where its cursor is. */
export interface EditorHandle {
  readonly goTo: (place: SourcePlace) => void;
  readonly insert: (text: string) => void;
}

interface SourceEditorProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly wrongAt: readonly SourcePlace[];
  /** for a few lines */
  readonly isShort?: boolean;
  readonly isReadOnly?: boolean;
  /** what the words about its problems are called */
  readonly describedBy?: string;
  readonly onFocus: () => void;
  readonly handle: Ref<EditorHandle>;
}

/** A text with numbered lines; what is wrong in it is underlined, and its lines are marked. */
export function SourceEditor(props: SourceEditorProps): JSX.Element {
  const { label, value, wrongAt, isShort = false } = props;
  const id = useId();
  const text = useRef<HTMLTextAreaElement>(null);
  const gutter = useRef<HTMLDivElement>(null);
  const marks = useRef<HTMLPreElement>(null);
  useImperativeHandle(props.handle, () => handleOf(text, props));
  const spans = wrongAt.map((place) => spanAt(value, place));
  return (
    <div className="licet-source" data-short={isShort ? '' : undefined}>
      <Gutter lines={value.split('\n').length} wrongAt={wrongAt} place={gutter} />
      <div className="licet-source-page">
        <Marks value={value} spans={spans} place={marks} />
        <textarea
          ref={text}
          id={id}
          className="licet-source-text"
          aria-label={label}
          aria-invalid={wrongAt.length > 0}
          aria-describedby={props.describedBy}
          value={value}
          wrap="off"
          spellCheck={false}
          readOnly={props.isReadOnly ?? false}
          onFocus={props.onFocus}
          onChange={(event) => props.onChange(event.currentTarget.value)}
          onScroll={({ currentTarget: { scrollTop, scrollLeft } }) => {
            gutter.current?.scrollTo({ top: scrollTop });
            marks.current?.scrollTo({ top: scrollTop, left: scrollLeft });
          }}
        />
      </div>
    </div>
  );
}

interface GutterProps {
  readonly lines: number;
  readonly wrongAt: readonly SourcePlace[];
  readonly place: RefObject<HTMLDivElement | null>;
}

function Gutter({ lines, wrongAt, place }: GutterProps): JSX.Element {
  const wrong = new Set(wrongAt.map(({ line }) => line));
  return (
    <div className="licet-source-gutter" aria-hidden ref={place}>
      {Array.from({ length: lines }, (_, index) => (
        <div key={index} data-wrong={wrong.has(index + 1) ? '' : undefined}>
          {wrong.has(index + 1) ? '▲ ' : ''}
          {index + 1}
        </div>
      ))}
    </div>
  );
}

interface MarksProps {
  readonly value: string;
  readonly spans: readonly Span[];
  readonly place: RefObject<HTMLPreElement | null>;
}

/** The same text behind the one that is typed, invisible but for the underlines. */
function Marks({ value, spans, place }: MarksProps): JSX.Element {
  return (
    <pre className="licet-source-marks" aria-hidden ref={place}>
      {piecesOf(value, spans).map(({ text, isMarked }, index) =>
        isMarked ? <mark key={index}>{text}</mark> : <span key={index}>{text}</span>,
      )}
      {'\n'}
    </pre>
  );
}

function handleOf(text: RefObject<HTMLTextAreaElement | null>, { value, onChange }: SourceEditorProps): EditorHandle {
  return {
    goTo: (place) => {
      const area = text.current;
      if (area === null) return;
      const { from, to } = spanAt(value, place);
      area.focus();
      area.setSelectionRange(from, to);
      const lineHeight = area.scrollHeight / value.split('\n').length;
      area.scrollTo({ top: Math.max(0, (place.line - 5) * lineHeight) });
    },
    insert: (added) => {
      const area = text.current;
      if (area === null) return;
      const { selectionStart, selectionEnd } = area;
      onChange(`${value.slice(0, selectionStart)}${added}${value.slice(selectionEnd)}`);
      const end = selectionStart + added.length;
      requestAnimationFrame(() => {
        area.focus();
        area.setSelectionRange(end, end);
      });
    },
  };
}
