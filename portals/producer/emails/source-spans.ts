import type { AnswerOf } from '../../shared/api/call.ts';

export type TemplateError = AnswerOf<'validateEmailTemplate'>['errors'][number];
export type TemplatePart = 'subject' | 'text' | 'html';
export type TemplateDraft = Readonly<Record<TemplatePart, string>>;

/** A stretch of a text, by the positions of its letters. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface SourcePlace {
  readonly line: number;
  readonly column: number;
}

/** The part of a template that a problem is in. */
export function partOf({ pointer }: TemplateError): TemplatePart | undefined {
  return (['subject', 'text', 'html'] as const).find((part) => pointer === `/${part}`);
}

/** The problems of one part. */
export function errorsOf(errors: readonly TemplateError[], part: TemplatePart): readonly TemplateError[] {
  return errors.filter((error) => partOf(error) === part);
}

/** What stands at a place: a whole tag, a dotted name, or else one word. */
export function spanAt(source: string, { line, column }: SourcePlace): Span {
  const from = Math.min(startOf(source, line) + column - 1, source.length);
  const found = /^\{[{%][^\n]*?[}%]\}|^[\w.[\]-]+|^\S+/.exec(source.slice(from));
  return { from, to: from + Math.max(1, found?.[0].length ?? 1) };
}

function startOf(source: string, line: number): number {
  let start = 0;
  for (let passed = 1; passed < line; passed++) {
    const end = source.indexOf('\n', start);
    if (end === -1) return start;
    start = end + 1;
  }
  return start;
}

/** A text in pieces, alternately outside and inside of the spans; together they are the text again. */
export function piecesOf(source: string, spans: readonly Span[]): readonly { text: string; isMarked: boolean }[] {
  const pieces: { text: string; isMarked: boolean }[] = [];
  let done = 0;
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    if (from < done) continue;
    pieces.push({ text: source.slice(done, from), isMarked: false }, { text: source.slice(from, to), isMarked: true });
    done = to;
  }
  return [...pieces, { text: source.slice(done), isMarked: false }];
}

/** Whether the nearest known name can be put in place of a problem: an index in a path is written in several ways. */
export function isMendable({ code, nearest }: TemplateError): boolean {
  return code === 'unknown_variable' && nearest !== null && !/\.\d+(\.|$)/.test(nearest);
}

/** The nearest known name put in place of what stands at each place of a problem. */
export function withNearest(source: string, { nearest, places }: TemplateError): string {
  if (nearest === null) return source;
  return places
    .map((place) => spanAt(source, place))
    .toSorted((a, b) => b.from - a.from)
    .reduce(
      (text, { from, to }) => `${text.slice(0, from)}${mended(text.slice(from, to), nearest)}${text.slice(to)}`,
      source,
    );
}

// What is found may go on behind the name that is wrong: of `acount.name` only `acount` is.
function mended(found: string, nearest: string): string {
  const parts = found.split('.');
  return [nearest, ...parts.slice(nearest.split('.').length)].join('.');
}
