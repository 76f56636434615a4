import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { identifierBytes, identifierFrom, reasonsAgainstKey, reasonsAgainstRightId } from './identifier.ts';

describe('an identifier that Licet makes', () => {
  test('can be read out on the telephone and is one that Licet takes', () => {
    const made = Array.from({ length: 500 }, () => identifierFrom(randomBytes(identifierBytes)));
    for (const id of made) {
      expect(id).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/);
      expect(reasonsAgainstRightId(id, '')).toEqual([]);
    }
    expect(new Set(made).size).toBe(made.length);
  });
});

describe('an entitlement ID or activation ID', () => {
  test.each(`,"&%^()#@!~/<>\`{}=|.'`.split(''))('has no %j', (letter) => {
    expect(reasonsAgainstRightId(`A${letter}B`, '/x').map((reason) => reason.code)).toEqual(['forbidden_character']);
  });

  test.each(['ENT-1', 'ordre 12', '注文-7', 'a_b+c;d:e?f*g$h[i]j\\k', 'x'.repeat(255), '😀'.repeat(255)])(
    'may be %j',
    (id) => {
      expect(reasonsAgainstRightId(id, '')).toEqual([]);
    },
  );

  test.each([
    ['', 'wrong_length'],
    ['x'.repeat(256), 'wrong_length'],
    [' A', 'blank_at_end'],
    ['A ', 'blank_at_end'],
    ['A\u0000B', 'forbidden_character'],
    ['A\u0085B', 'forbidden_character'],
    ['A\ud800B', 'forbidden_character'],
  ])('may not be %j', (id, code) => {
    expect(reasonsAgainstKey(id, '').map((reason) => reason.code)).toContain(code);
  });

  test('is told every reason at once', () => {
    expect(reasonsAgainstRightId(' A,\u0001', '').map((reason) => reason.code)).toEqual([
      'forbidden_character',
      'blank_at_end',
      'forbidden_character',
    ]);
  });
});
