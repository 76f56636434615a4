import { expect, test } from 'vitest';
import { initialsOf } from './initials.ts';

test('initials are whole characters, also where one is an emoji or has an accent of its own', () => {
  expect(initialsOf('Dana Reyes')).toBe('DR');
  expect(initialsOf('👩‍🚀 E\u0301mile')).toBe('👩‍🚀E\u0301');
  expect(initialsOf('')).toBe('');
});
