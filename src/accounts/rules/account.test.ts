import { expect, test } from 'vitest';
import { reasonsAgainstAccount, type Account } from './account.ts';

const account: Account = {
  accountId: 'acme',
  name: 'Acme',
  type: 'customer',
  description: null,
  parents: [],
  address: {},
  attributes: {},
};
const facts = {
  ancestors: new Map([
    ['holding', new Set<string>()],
    ['branch', new Set(['acme'])],
  ]),
};
const codes = (given: Partial<Account>, standing = false) =>
  reasonsAgainstAccount({ ...account, ...given }, facts, standing).map(({ code, pointer }) => `${code} ${pointer}`);

test('an account may be below accounts that exist', () => {
  expect(codes({ parents: ['holding'] })).toEqual([]);
});

test('an account is never above itself, however far', () => {
  expect(codes({ parents: ['holding', 'branch', 'acme', 'nobody'] })).toEqual([
    'account_circle /parents/1',
    'unknown_reference /parents/2',
    'account_circle /parents/2',
    'unknown_reference /parents/3',
  ]);
});

test('a standing account stays as it is', () => {
  expect(codes({}, true)).toEqual(['standing_account undefined']);
});
