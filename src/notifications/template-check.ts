import { LiquidError } from 'liquidjs';
import { nearestName, suggestion } from '../shared/nearest-name.ts';
import type { FieldError } from '../shared/problems.ts';
import type { Json } from '../shared/vocabulary.ts';
import { EmailRenderingError, parsePart, renderEmail, type EmailPart, type TemplateTexts } from './email-rendering.ts';
import type { EmailType } from './rules/email-types.ts';
import { sampleLook, samplesOf } from './rules/sample-data.ts';
import { htmlEngine } from './template-engine.ts';

/** Where something is in a text; both numbers begin with 1. */
export interface TemplatePlace {
  readonly line: number;
  readonly column: number;
}

/** Something wrong with a template: in which part, at which places of it, and the known name that was most likely meant. */
export interface TemplateError extends FieldError {
  readonly nearest: string | null;
  readonly places: readonly TemplatePlace[];
}

/**
 * What is wrong with the texts of a template, with a pointer to the part: it does not parse, names a variable that its
 * type does not have (in any branch, with the nearest name that it has), or does not render with the sample data.
 */
export function errorsInTemplate(type: EmailType, texts: TemplateTexts): readonly TemplateError[] {
  const parts: readonly EmailPart[] = ['subject', 'text', 'html'];
  const errors = parts.flatMap((part) => errorsInPart(type, part, texts[part]));
  return errors.length > 0 ? errors : errorsWithSamples(type, texts);
}

function errorsInPart(type: EmailType, part: EmailPart, source: string): readonly TemplateError[] {
  try {
    const analysis = htmlEngine().analyzeSync(parsePart(part, source), { partials: false });
    const scope = scopeOf(type);
    const names = namesIn(scope);
    const globals = new Set(Object.values(analysis.globals).flat());
    const all = Object.values(analysis.variables).flat();
    const found = all.flatMap((variable) => {
      const path = variable.toArray();
      const unknown = globals.has(variable) ? unknownInScope(path, scope) : unknownName(path, names);
      const { row, col } = variable.location;
      return unknown === undefined ? [] : [{ ...unknown, place: { line: row, column: col } }];
    });
    return [...Map.groupBy(found, ({ path }) => path)].map(([path, occurrences]) => {
      const nearest = occurrences[0]?.nearest ?? null;
      const message = `There is no variable ${path}. Did you mean ${nearest}?`;
      const places = occurrences.map(({ place }) => place);
      return { pointer: `/${part}`, code: 'unknown_variable', message, nearest, places };
    });
  } catch (error) {
    return [liquidError(part, 'wrong_syntax', error)];
  }
}

function errorsWithSamples(type: EmailType, texts: TemplateTexts): readonly TemplateError[] {
  const { id: _, ...draft } = texts;
  for (const [index, sample] of samplesOf(type).entries())
    try {
      renderEmail(draft, sample, sampleLook(index === 0));
    } catch (error) {
      const part = error instanceof EmailRenderingError ? error.part : 'html';
      return [liquidError(part, 'cannot_be_rendered', error)];
    }
  return [];
}

function liquidError(part: EmailPart, code: string, error: unknown): TemplateError {
  const told = { pointer: `/${part}`, code, places: placesOf(error) };
  const filter = /^undefined filter: ([^,]+)/.exec(error instanceof Error ? error.message : '')?.[1];
  if (filter === undefined) return { ...told, message: sentence(error), nearest: null };
  const message = `There is no filter ${filter}.${suggestion(filter, Object.keys(htmlEngine().filters))}`;
  return { ...told, message, nearest: null };
}

/** Liquid's errors know the token at which they happened; ours wrap them. */
function placesOf(error: unknown): readonly TemplatePlace[] {
  const { cause } = error instanceof Error ? error : { cause: undefined };
  if (!(cause instanceof LiquidError)) return [];
  const [line = 1, column = 1] = cause.token.getPosition();
  return [{ line, column }];
}

interface UnknownVariable {
  readonly path: string;
  readonly nearest: string;
}

type Segment = string | number | readonly Segment[];

/** Everything that a template of a type may name: the richest sample, and the look. */
function scopeOf(type: EmailType): Json {
  return { ...samplesOf(type)[0], ...sampleLook(true), locale: 'en' };
}

// What Liquid itself knows of any list, text and loop.
const liquidNames = ['size', 'first', 'last', 'index', 'index0', 'rindex', 'rindex0', 'length', 'parentloop'];

/** Follows a path from the top. */
function unknownInScope(path: readonly Segment[], scope: Json): UnknownVariable | undefined {
  let value: Json = scope;
  for (const [index, segment] of path.entries()) {
    if (isList(value) && isElement(segment)) value = value[0] ?? null;
    else if (segment === 'size' && (isList(value) || typeof value === 'string')) return undefined;
    else if (isObject(value) && typeof segment === 'string' && Object.hasOwn(value, segment))
      value = value[segment] ?? null;
    else
      return {
        path: path
          .slice(0, index + 1)
          .map(String)
          .join('.'),
        nearest: nearestIn(path.slice(0, index), segment, value),
      };
  }
  return undefined;
}

function nearestIn(before: readonly Segment[], segment: Segment, value: Json): string {
  const known = isObject(value) ? Object.keys(value) : liquidNames.slice(0, 3);
  return [...before.map(String), nearestName(String(segment), known)].join('.');
}

/** What is assigned in the template, or stands for an element of a list, is only asked whether its parts exist anywhere. */
function unknownName(path: readonly Segment[], names: readonly string[]): UnknownVariable | undefined {
  const unknown = path.slice(1).find((segment) => typeof segment === 'string' && !names.includes(segment));
  if (unknown === undefined) return undefined;
  const known = path.map((segment) => (segment === unknown ? nearestName(String(segment), names) : String(segment)));
  return { path: path.map(String).join('.'), nearest: known.join('.') };
}

function namesIn(value: Json): readonly string[] {
  return [...new Set([...liquidNames, ...namesBelow(value)])];
}

function namesBelow(value: Json): readonly string[] {
  if (isList(value)) return value.flatMap(namesBelow);
  return isObject(value) ? Object.entries(value).flatMap(([name, inner]) => [name, ...namesBelow(inner)]) : [];
}

function isElement(segment: Segment): boolean {
  return typeof segment !== 'string' || segment === 'first' || segment === 'last';
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !isList(value);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** The first line of a Liquid error, which names line and column. */
function sentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const line = message.split('\n')[0] ?? '';
  return `${line.charAt(0).toUpperCase()}${line.slice(1)}.`;
}
