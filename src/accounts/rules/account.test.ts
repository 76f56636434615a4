import { expect, test } from 'vitest';
import { reasonsAgainstAccount, type Account, type AccountFacts } from './account.ts';

const account: Account = {
  accountId: 'acme',
  name: 'Acme',
  type: 'customer',
  description: null,
  parents: [],
  address: {},
  attributes: {},
  visibleToOthers: true,
  relatedAccounts: [],
};
const types = {
  holding: 'customer',
  branch: 'customer',
  acme: 'customer',
  reseller: 'partner',
  house: 'producer',
  unknown: 'customer',
} as const;
const named = Object.entries(types).map(
  ([accountId, type]) => [accountId, { accountId, type, standing: accountId === 'unknown' }] as const,
);
const facts: AccountFacts = {
  named: new Map(named),
  ancestors: new Map([
    ['holding', new Set<string>()],
    ['house', new Set<string>()],
    ['branch', new Set(['acme'])],
  ]),
  usersInLine: new Map(),
};
const codes = (given: Partial<Account>, standing = false, stored?: Account) =>
  reasonsAgainstAccount({ ...account, ...given }, facts, { standing, stored }).map(
    ({ code, pointer }) => `${code} ${pointer}`,
  );

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

test("the producer's accounts are a tree of their own", () => {
  expect(codes({ parents: ['house'] })).toEqual(['parent_type /parents/0']);
  expect(codes({ type: 'producer', parents: ['house'] })).toEqual([]);
  expect(codes({ type: 'producer', parents: ['holding'] })).toEqual(['parent_type /parents/0']);
});

test('an account keeps its type', () => {
  expect(codes({ type: 'partner' }, false, account)).toEqual(['account_type_fixed /type']);
  expect(codes({ name: 'Other' }, false, account)).toEqual([]);
});

test('a partner has relations with customers and other partners, and nobody with themselves or standing accounts', () => {
  expect(codes({ relatedAccounts: ['reseller'] })).toEqual([]);
  expect(codes({ type: 'partner', relatedAccounts: ['reseller', 'holding'] })).toEqual([]);
  expect(codes({ relatedAccounts: ['holding', 'acme', 'nobody', 'unknown', 'house'] })).toEqual([
    'related_account_types /relatedAccounts/0',
    'related_to_itself /relatedAccounts/1',
    'related_account_types /relatedAccounts/1',
    'unknown_reference /relatedAccounts/2',
    'standing_account /relatedAccounts/3',
    'related_account_types /relatedAccounts/3',
    'related_account_types /relatedAccounts/4',
  ]);
});

test('nobody comes to be in two accounts of one line by a move', () => {
  const moved = { ...facts, usersInLine: new Map([['acme', ['ada', 'bo']]]) };
  expect(reasonsAgainstAccount(account, moved, { standing: false })).toMatchObject([
    { code: 'memberships_in_one_line', pointer: '/parents', message: expect.stringContaining('ada') as unknown },
    { code: 'memberships_in_one_line', message: expect.stringContaining('bo') as unknown },
  ]);
});

test('a standing account stays as it is', () => {
  expect(codes({}, true)).toEqual(['standing_account undefined']);
});
