import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineBytesMax, readLines, startOfFile, type Line, type Piece, type Place } from './line-reader.ts';

describe('reading lines', () => {
  it('gives the lines of the file, whatever its pieces are', async () => {
    await fc.assert(
      fc.asyncProperty(givenBytes, fc.array(fc.nat(40)), async (bytes, cuts) => {
        const whole = await readAll([bytes]);
        expect(texts(await readAll(cutAt(bytes, cuts)))).toEqual(texts(whole));
        expect(texts(whole)).toEqual(linesOf(bytes));
      }),
    );
  });

  it('goes on from where any line ended as if it had never stopped', async () => {
    await fc.assert(
      fc.asyncProperty(givenBytes, fc.array(fc.nat(40)), async (bytes, cuts) => {
        const pieces = cutAt(bytes, cuts);
        const lines = await readAll(pieces);
        for (const [index, { next }] of lines.entries()) {
          expect(next.bytes).toBe(pieces.slice(0, next.piece).reduce((sum, piece) => sum + piece.length, next.offset));
          expect(texts(await readAll(pieces, next))).toEqual(texts(lines.slice(index + 1)));
        }
      }),
    );
  });

  it('knows lines that end with carriage returns, a byte order mark, blank lines and a last line without an end', async () => {
    const lines = await readAll([Buffer.from('\u{FEFF}{"a":1}\r\n\r\n  \t\n{"b":2}\r\n{"c":3}')]);
    expect(texts(lines)).toEqual(['1:{"a":1}', '4:{"b":2}', '5:{"c":3}']);
    expect(lines.map((line) => line.ended)).toEqual([true, true, false]);
  });

  it('knows a file with nothing in it', async () => {
    expect(await readAll([])).toEqual([]);
    expect(await readAll([Buffer.from('\u{FEFF}')])).toEqual([]);
    expect(await readAll([Buffer.from('\n\r\n \n')])).toEqual([]);
  });

  it('takes a line of the greatest length and lets go of one that is longer', async () => {
    const longest = 'x'.repeat(lineBytesMax);
    const lines = await readAll(
      cutAt(
        Buffer.from(`${longest}\n${longest}y\nz\n`),
        Array.from({ length: 50 }, () => 50_000),
      ),
    );
    expect(lines.map((line) => line.content?.length ?? null)).toEqual([lineBytesMax, null, 1]);
    expect(lines.map((line) => line.number)).toEqual([1, 2, 3]);
  });

  it('holds no more of an endless line than of a short one', async () => {
    const content = Buffer.alloc(256 * 1024, 'x');
    const before = process.memoryUsage().arrayBuffers;
    let peak = before;
    async function* endless(): AsyncGenerator<Piece> {
      for (let position = 0; position < 8_000; position++) {
        peak = Math.max(peak, process.memoryUsage().arrayBuffers);
        yield { position, content };
      }
    }
    const lines: Line[] = [];
    for await (const line of readLines(endless(), startOfFile)) lines.push(line);
    expect(lines.map((line) => [line.content, line.next.bytes])).toEqual([[null, 8_000 * 256 * 1024]]); // 2 GB
    expect(peak - before).toBeLessThan(20_000_000);
  });
});

const givenBytes = fc
  .array(fc.oneof(fc.constantFrom('\n', '\r\n', ' ', '\u{FEFF}', '{"a":1}', 'ü', '\r'), fc.string({ maxLength: 5 })), {
    maxLength: 30,
  })
  .map((parts) => Buffer.from(parts.join('')));

async function readAll(pieces: readonly Buffer[], from: Place = startOfFile): Promise<readonly Line[]> {
  async function* given(): AsyncGenerator<Piece> {
    for (const [position, content] of pieces.entries()) if (position >= from.piece) yield { position, content };
  }
  const lines: Line[] = [];
  for await (const line of readLines(given(), from)) lines.push(line);
  return lines;
}

function cutAt(bytes: Buffer, cuts: readonly number[]): readonly Buffer[] {
  const pieces: Buffer[] = [];
  let start = 0;
  for (const cut of cuts) {
    pieces.push(bytes.subarray(start, start + cut));
    start += cut;
  }
  return [...pieces, bytes.subarray(start)];
}

function texts(lines: readonly Line[]): readonly string[] {
  return lines.map((line) => `${line.number}:${line.content?.toString('utf8') ?? ''}`);
}

// The same in the simplest words, for files that fit into memory.
function linesOf(bytes: Buffer): readonly string[] {
  const text = new TextDecoder('utf-8', { ignoreBOM: false }).decode(bytes);
  return text.split('\n').flatMap((line, index) => {
    const content = line.endsWith('\r') ? line.slice(0, -1) : line;
    return /^[ \t\r]*$/.test(content) ? [] : [`${index + 1}:${content}`];
  });
}
