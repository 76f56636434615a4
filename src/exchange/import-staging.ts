import { randomUUID } from 'node:crypto';
import type { Database } from '../platform/database.ts';
import { deleteAbandonedPieces, deletePieces, insertPiece } from './import-store.ts';

/** A file that is there with all of its bytes. */
export interface StagedFile {
  readonly stagingId: string;
  readonly pieces: number;
  readonly bytes: number;
}

const pieceBytes = 256 * 1024;
const abandonedAfterHours = 24;

/**
 * Takes a file of any size into the database, in flat memory. Each piece is committed for itself: a sender may take
 * hours, and one transaction for the whole file would hold a connection of the pool and the horizon of the vacuum as long
 * as the slowest sender likes. So a killed process can leave pieces behind; nothing refers to them, and the next file
 * that arrives sweeps them away.
 */
export async function stageFile(database: Database, source: AsyncIterable<Uint8Array>): Promise<StagedFile> {
  await deleteAbandonedPieces(database, abandonedAfterHours);
  const stagingId = randomUUID();
  try {
    let [pieces, bytes] = [0, 0];
    for await (const content of inPieces(source)) {
      await insertPiece(database, stagingId, { position: pieces, content });
      pieces += 1;
      bytes += content.length;
    }
    return { stagingId, pieces, bytes };
  } catch (error) {
    await deletePieces(database, stagingId).catch(() => undefined);
    throw error;
  }
}

/** The same bytes in pieces of one size; only the last is smaller. */
async function* inPieces(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of source) {
    parts.push(part);
    length += part.length;
    if (length < pieceBytes) continue;
    const whole = Buffer.concat(parts);
    let start = 0;
    for (; length - start >= pieceBytes; start += pieceBytes) yield whole.subarray(start, start + pieceBytes);
    parts = [whole.subarray(start)];
    length -= start;
  }
  if (length > 0) yield Buffer.concat(parts);
}
