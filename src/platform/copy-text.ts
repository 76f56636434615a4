/** What the values of a column become: JSON, the text of an array, or their own text. */
export type ColumnKind = 'json' | 'array' | 'plain';

/** A column to copy into, and the property of the rows that holds its values. */
export interface CopiedColumn {
  readonly key: string;
  readonly kind: ColumnKind;
}

// Large enough to be sent at little cost, small enough for the server to work on one piece while the next is made.
const pieceLength = 32_768;

/** Rows in the text format of COPY, piece by piece. What JSON would leave out or call null is NULL. */
export function* copyText(rows: Iterable<object>, columns: readonly CopiedColumn[]): Generator<Buffer> {
  const cells = columns.map(({ key, kind }) => ({ key, write: writers[kind] }));
  let piece = '';
  for (const row of rows) {
    piece += lineOf(row, cells);
    if (piece.length < pieceLength) continue;
    yield Buffer.from(piece);
    piece = '';
  }
  if (piece !== '') yield Buffer.from(piece);
}

interface Cell {
  readonly key: string;
  readonly write: (value: unknown) => string | undefined;
}

function lineOf(row: object, cells: readonly Cell[]): string {
  let line = '';
  let separator = '';
  for (const { key, write } of cells) {
    const value: unknown = Reflect.get(row, key);
    const text = value === null || value === undefined ? undefined : write(value);
    line += text === undefined ? `${separator}\\N` : separator + escaped(text);
    separator = '\t';
  }
  return `${line}\n`;
}

const special = /[\\\t\n\r]/g;
const specialLetters: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function escaped(text: string): string {
  return text.search(special) < 0 ? text : text.replace(special, (letter) => specialLetters[letter] ?? letter);
}

const writers: Readonly<Record<ColumnKind, (value: unknown) => string | undefined>> = {
  json: jsonText,
  array: (value) => (Array.isArray(value) ? arrayText(value) : plainText(value)),
  plain: plainText,
};

function jsonText(value: unknown): string | undefined {
  const text = JSON.stringify(value);
  return text === 'null' ? undefined : text;
}

function plainText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && !Number.isFinite(value)) return undefined;
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`;
  if (value instanceof Date) return value.toISOString();
  return JSON.stringify(value);
}

function arrayText(values: readonly unknown[]): string {
  return `{${values.map(elementText).join(',')}}`;
}

// Everything else is quoted, so that no text is taken for NULL, for nothing, or for two.
function elementText(value: unknown): string {
  if (Array.isArray(value)) return arrayText(value);
  const text = value === null || value === undefined ? undefined : plainText(value);
  return text === undefined ? 'NULL' : `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}
