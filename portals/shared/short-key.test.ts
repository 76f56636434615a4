import { expect, test } from 'vitest';
import { shortKey } from './short-key.ts';

test('a long ID that Licet made is shown by its ends', () => {
  expect(shortKey('D8W1-PRSK-4M2X-7QAB-CDE9-BQDF')).toBe('D8W1-PRSK…9-BQDF');
});

test('a short ID, and a name that somebody gave, stay whole', () => {
  expect(shortKey('ENT-2026-000123')).toBe('ENT-2026-000123');
  expect(shortKey('anna.kovacs@example.com')).toBe('anna.kovacs@example.com');
});
