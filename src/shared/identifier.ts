import type { Reason } from './decision.ts';

// Crockford's alphabet: no I, L, O, U, so that an ID can be read out on the telephone and typed back.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const groupCount = 6;
const groupLength = 4;

/** Random bytes that `identifierFrom` needs. */
export const identifierBytes = groupCount * groupLength;

/** An unguessable identifier (120 bits) that is easy to read out, from random bytes: `7K2M-9QXT-…`. */
export function identifierFrom(bytes: Uint8Array): string {
  const letters = Array.from(bytes.subarray(0, identifierBytes), (byte) => alphabet.charAt(byte % alphabet.length));
  return Array.from({ length: groupCount }, (_, group) =>
    letters.slice(group * groupLength, (group + 1) * groupLength).join(''),
  ).join('-');
}

const forbiddenInRightIds = /[,"&%^()#@!~/<>`{}=|.']/u;
const controlCharacters = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u;

/**
 * What speaks against a text as the key of an entity: 1 to 255 characters, no control characters, no blanks at either
 * end.
 */
export function reasonsAgainstKey(text: string, pointer: string): readonly Reason[] {
  const reasons: Reason[] = [];
  const length = [...text].length;
  if (length < 1 || length > 255)
    reasons.push({ code: 'wrong_length', message: `A key has 1 to 255 characters, this one has ${length}.`, pointer });
  if (controlCharacters.test(text))
    reasons.push({ code: 'forbidden_character', message: 'A key has no control characters.', pointer });
  if (text !== text.trim())
    reasons.push({ code: 'blank_at_end', message: 'A key has no blanks at either end.', pointer });
  return reasons;
}

/** What speaks against a text as entitlement ID, activation ID or web register key (reference 2.2). */
export function reasonsAgainstRightId(text: string, pointer: string): readonly Reason[] {
  const found = forbiddenInRightIds.exec(text)?.[0];
  const forbidden: Reason = {
    code: 'forbidden_character',
    message: `The ID has the character ${found}, which is not allowed (none of , " & % ^ ( ) # @ ! ~ / < > \` { } = | . ').`,
    pointer,
  };
  return found === undefined ? reasonsAgainstKey(text, pointer) : [...reasonsAgainstKey(text, pointer), forbidden];
}
