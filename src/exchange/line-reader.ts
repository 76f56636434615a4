/** No entity is longer: a line beyond it is reported and skipped, and never held in memory. */
export const lineBytesMax = 1024 * 1024;

/** One piece of a staged file. Pieces are read in the order of their positions. */
export interface Piece {
  readonly position: number;
  readonly content: Buffer;
}

/** Where a line begins. A reader that starts there goes on as if it had read from the start. */
export interface Place {
  readonly piece: number;
  /** the byte in the piece */
  readonly offset: number;
  /** the number of the line, from 1 */
  readonly line: number;
  /** the bytes of the file before it */
  readonly bytes: number;
}

export const startOfFile: Place = { piece: 0, offset: 0, line: 1, bytes: 0 };

export interface Line {
  readonly number: number;
  /** without its end; null where it is too long */
  readonly content: Buffer | null;
  /** false for a last line that no line feed ends: the file may be cut off there */
  readonly ended: boolean;
  /** where the next line begins */
  readonly next: Place;
}

/** The lines of a file that are not blank, from a place on. Memory holds one piece and the parts of one line. */
export async function* readLines(pieces: AsyncIterable<Piece>, from: Place): AsyncGenerator<Line, void> {
  let open: OpenLine = { number: from.line, parts: [], length: 0 };
  let next = from;
  let end: Pick<Place, 'piece' | 'offset'> = from;
  for await (const { position, content } of pieces) {
    let start = position === from.piece ? from.offset : 0;
    for (let at = content.indexOf(lineFeed, start); at >= 0; at = content.indexOf(lineFeed, start)) {
      hold(open, content.subarray(start, at));
      next = { piece: position, offset: at + 1, line: open.number + 1, bytes: next.bytes + open.length + 1 };
      const line = close(open, true, next);
      if (line !== undefined) yield line;
      open = { number: next.line, parts: [], length: 0 };
      start = at + 1;
    }
    hold(open, content.subarray(start));
    end = { piece: position, offset: content.length };
  }
  const last = close(open, false, { ...end, line: open.number + 1, bytes: next.bytes + open.length });
  if (last !== undefined) yield last;
}

interface OpenLine {
  readonly number: number;
  parts: Buffer[];
  /** of all parts, also of those that were let go */
  length: number;
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

function hold(line: OpenLine, part: Buffer): void {
  line.length += part.length;
  if (line.length > lineBytesMax) line.parts = [];
  else if (part.length > 0) line.parts.push(part);
}

function close(line: OpenLine, ended: boolean, next: Place): Line | undefined {
  if (line.length > lineBytesMax) return { number: line.number, content: null, ended, next };
  const [first, ...others] = line.parts;
  if (first === undefined) return undefined;
  const whole = others.length === 0 ? first : Buffer.concat(line.parts);
  const content = withoutFrame(whole, line.number === 1);
  return isBlank(content) ? undefined : { number: line.number, content, ended, next };
}

// The mark that some programs write before a file, and the carriage return before a line feed.
function withoutFrame(content: Buffer, isFirst: boolean): Buffer {
  const marked = isFirst && content.subarray(0, byteOrderMark.length).equals(byteOrderMark);
  const end = content.at(-1) === carriageReturn ? content.length - 1 : content.length;
  return content.subarray(marked ? byteOrderMark.length : 0, end);
}

function isBlank(content: Buffer): boolean {
  return content.every((byte) => byte === 0x20 || byte === 0x09 || byte === carriageReturn);
}
