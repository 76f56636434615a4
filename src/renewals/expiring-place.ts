import { parseDay } from '../shared/day.ts';
import { Problem } from '../shared/problems.ts';
import { itemKinds } from '../shared/vocabulary.ts';
import type { ItemPlace } from './held-item-store.ts';

/** The cursor of the page that begins after an item. */
export function cursorOfPlace({ expirationDate, kind, id }: ItemPlace): string {
  return Buffer.from(`${expirationDate}:${kind}:${id}`, 'utf8').toString('base64url');
}

/** The item after which the asked page begins; undefined for the first page. */
export function placeAfter(cursor: string | undefined): ItemPlace | undefined {
  if (cursor === undefined) return undefined;
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  const [, day = '', name, id] = /^([\d-]{10}):(\w+):(\d{1,15})$/.exec(text) ?? [];
  const expirationDate = parseDay(day);
  const kind = itemKinds.find((one) => one === name);
  if (expirationDate === undefined || kind === undefined)
    throw new Problem(
      'invalid_cursor',
      'Take the cursor as it came in nextCursor of the page before, or leave it away for the first page.',
    );
  return { expirationDate, kind, id: Number(id) };
}
