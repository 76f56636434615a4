import { expect, test } from 'vitest';
import { nearestFirst } from './nearest-first.ts';

const options = [
  { value: 'old-kovacs', label: 'Alte Kovacs (old-kovacs)' },
  { value: 'kovacs-gyor', label: 'Kovacs Gyor (kovacs-gyor)' },
  { value: 'acme', label: 'Kovacs (acme)' },
  { value: 'kovacs', label: 'Kovacs Group (kovacs)' },
];

test('the very ID comes first, then the very name, then what begins with it, then the others', () => {
  const found = nearestFirst(' Kovacs ', options).map(({ value }) => value);
  expect(found).toEqual(['kovacs', 'acme', 'kovacs-gyor', 'old-kovacs']);
});

test('as long as nothing is typed the order stays', () => {
  expect(nearestFirst('', options)).toEqual(options);
});
