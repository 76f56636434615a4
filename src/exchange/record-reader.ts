import { pointerOf } from '../shared/field-errors.ts';
import { suggestion } from '../shared/nearest-name.ts';
import type { FieldError } from '../shared/problems.ts';
import type { Json, JsonObject } from '../shared/vocabulary.ts';
import { rowsOfLine, type ReportRow } from './import-report.ts';
import { lineBytesMax, type Line } from './line-reader.ts';
import type { ImportedRecord, RecordKind } from './record-kind.ts';
import { recordKinds } from './record-kinds.ts';

/** What a line of a file says: a record, or what is wrong with it. */
export type ReadLine =
  | { readonly line: number; readonly record: ImportedRecord }
  | { readonly line: number; readonly entity: string | null; readonly rows: readonly ReportRow[] };

/** Reads one line: its letters, its JSON, its entity and the fields of that. */
export function readRecord(line: Line): ReadLine {
  if (line.content === null)
    return wrong(
      line,
      'line_too_long',
      `The line has more than ${lineBytesMax} bytes. An entity with many line items can be brought in several lines.`,
    );
  const text = decode(line.content);
  if (text === undefined) return wrong(line, 'invalid_utf8', `The line is not UTF-8. ${remedyForBytes(line.content)}`);
  const value = parse(text);
  if (value instanceof SyntaxError) return wrong(line, 'malformed_json', sentenceOnSyntax(value, line));
  if (!isObject(value))
    return wrong(
      line,
      'not_an_object',
      'The line is not a JSON object. Each line holds one entity: {"entity": "account", …}.',
    );
  return readObject(line, text, value);
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decode(content: Buffer): string | undefined {
  try {
    return decoder.decode(content);
  } catch {
    return undefined;
  }
}

// A database keeps no negative zero; one that is read as such would differ from what is stored for ever.
const mayHoldNegativeZero = /[:[,]\s*-0/;
const mayNameProto = /__proto__|\\u00[57]/i;

function parse(text: string): unknown {
  try {
    const withoutNegativeZero = (_: string, part: unknown): unknown => (part === 0 ? 0 : part);
    const value: unknown = JSON.parse(text, mayHoldNegativeZero.test(text) ? withoutNegativeZero : undefined);
    return value;
  } catch (error) {
    return error instanceof SyntaxError ? error : new SyntaxError(String(error));
  }
}

// What JSON.parse makes of braces is a JSON object.
function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function remedyForBytes(content: Buffer): string {
  const [first, second] = content;
  if (first === 0x1f && second === 0x8b) return 'The file is compressed (gzip): unpack it first.';
  if (first === 0x50 && second === 0x4b) return 'The file is an archive (zip): unpack it first.';
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    return 'The file is UTF-16: save it as UTF-8.';
  return 'Save the file as UTF-8.';
}

function sentenceOnSyntax(error: SyntaxError, line: Line): string {
  const sentence = `The line is not JSON: ${error.message}.`;
  return line.ended
    ? sentence
    : `${sentence} It is the last line and no line feed ends it: the file seems to be cut off.`;
}

function readObject(line: Line, text: string, value: JsonObject): ReadLine {
  const { entity, ...fields } = value;
  if (typeof entity !== 'string') {
    const message = `Each line names its entity, one of ${[...recordKinds.keys()].join(', ')}.`;
    return wrong(line, 'unknown_entity', message, '/entity');
  }
  const kind = recordKinds.get(entity);
  if (kind === undefined) return wrong(line, 'unknown_entity', sentenceOnEntity(entity), '/entity', entity);
  const read = kind.read(fields);
  const names = mayNameProto.test(text) ? errorsInNames(fields) : [];
  const known = new Set(names.map((error) => error.pointer));
  const errors = [...('key' in read ? [] : read.filter((error) => !known.has(error.pointer))), ...names];
  if ('key' in read && errors.length === 0) return { line: line.number, record: read };
  return { line: line.number, entity, rows: rowsOfLine(errors.map((error) => rowOf(line, kind, fields, error))) };
}

/** What later releases bring; people who read the documentation of one should not be told of a typing error. */
const laterEntities = ['bulkEntitlement', 'webRegisterKey'];

function sentenceOnEntity(entity: string): string {
  if (laterEntities.includes(entity)) return `This release does not import the entity ${entity} yet.`;
  return `There is no entity "${entity}". ${suggestion(entity.slice(0, 50), [...recordKinds.keys()]).trim()}`;
}

function rowOf(line: Line, kind: RecordKind, fields: JsonObject, error: FieldError): ReportRow {
  const named = kind.keyFields.map((name) => fields[name]);
  const key = named.every((part) => typeof part === 'string') ? named.join(' ') : null;
  return {
    line: line.number,
    entity: kind.entity,
    key,
    pointer: error.pointer,
    code: error.code,
    message: error.message,
  };
}

function wrong(
  line: Line,
  code: string,
  message: string,
  pointer: string | null = null,
  entity: string | null = null,
): ReadLine {
  return {
    line: line.number,
    entity: null,
    rows: rowsOfLine([{ line: line.number, entity, key: null, pointer, code, message }]),
  };
}

/**
 * Fields named `__proto__`, at any depth. Schemas of free names pass them over without a word, so what the file says
 * would be lost and nobody told.
 */
function errorsInNames(fields: JsonObject): readonly FieldError[] {
  const errors: FieldError[] = [];
  const open: { readonly value: Json; readonly pointer: string }[] = [{ value: fields, pointer: '' }];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (typeof part.value !== 'object' || part.value === null) continue;
    const { pointer } = part;
    for (const [name, value] of Object.entries(part.value)) {
      if (name === '__proto__')
        errors.push({
          pointer: `${pointer}/__proto__`,
          code: 'forbidden_name',
          message: 'No field can be named __proto__.',
        });
      open.push({ value, pointer: `${pointer}${pointerOf([name])}` });
    }
  }
  return errors;
}
