import { expect, test } from 'vitest';
import { onlyTyped, readingOf } from './reading-again.ts';

test('what a change is about is read at its own address, or at the nearest one above', () => {
  expect(readingOf('changeEntitlement')).toBe('getEntitlement');
  expect(readingOf('changeFeatureState')).toBe('getFeature');
  expect(readingOf('changeJob')).toBe('getJob');
  expect(readingOf('createEntitlement')).toBe('listEntitlements');
});

test('of a change only what was typed is left, so that what others changed stays', () => {
  const atFirst = { name: 'Acme', description: null, parents: ['group'] };
  const body = { name: 'Acme', description: 'typed', parents: ['group'] };
  expect(onlyTyped('changeAccount', { path: { accountId: 'acme' }, body }, atFirst)).toEqual({
    path: { accountId: 'acme' },
    body: { description: 'typed' },
  });
});

test('what a verb is told is told whole', () => {
  const request = { body: { state: 'deployed' as const } };
  expect(onlyTyped('changeFeatureState', request, request.body)).toEqual(request);
});
