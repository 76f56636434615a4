import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accountsOnlyBelow, reasonsAgainstDeletingAccounts, reasonsAgainstDeletingUser } from './deleting.ts';

const nobody = {
  userId: 'ada',
  isDeleted: false,
  isOfProducer: false,
  uses: [],
  force: false,
  isLastAdministrator: false,
};
const mailed = { ...nobody, uses: [{ key: 'ada', kind: 'email' as const, count: 2 }] };
const codes = (reasons: readonly { readonly code: string }[]) => reasons.map(({ code }) => code);

test('a user to whom nothing refers is deleted, and one to whom something refers by force only', () => {
  expect(reasonsAgainstDeletingUser(nobody)).toEqual([]);
  expect(reasonsAgainstDeletingUser(mailed)).toMatchObject([{ code: 'in_use', message: 'ada was sent 2 emails.' }]);
  expect(reasonsAgainstDeletingUser({ ...mailed, force: true })).toEqual([]);
  expect(codes(reasonsAgainstDeletingUser({ ...mailed, force: true, isOfProducer: true }))).toEqual(['in_use']);
});

test('the last administrator stays, and who is deleted is not deleted again', () => {
  const last = { ...mailed, isOfProducer: true, isLastAdministrator: true };
  expect(codes(reasonsAgainstDeletingUser(last))).toEqual(['in_use', 'last_administrator']);
  expect(codes(reasonsAgainstDeletingUser({ ...nobody, isDeleted: true, force: true }))).toEqual(['user_deleted']);
});

test('of many reasons against deleting accounts a hundred are told', () => {
  const uses = Array.from({ length: 300 }, (_, index) => ({
    key: `a${index}`,
    kind: 'endCustomer' as const,
    count: 1,
  }));
  const accounts = [{ accountId: 'unknown', standing: true }];
  const reasons = reasonsAgainstDeletingAccounts({ accounts, uses, force: true, takesLastAdministrator: true });
  expect(reasons).toHaveLength(100);
  expect(codes(reasons).slice(0, 2)).toEqual(['standing_account', 'in_use']);
});

/** Accounts 1 to 9, each below some with a smaller number; 0 is the one that is deleted. */
const tree = fc
  .array(fc.uniqueArray(fc.nat(8), { maxLength: 3 }), { minLength: 1, maxLength: 9 })
  .map((parents) => new Map(parents.map((above, index) => [index + 1, above.filter((one) => one <= index)])));

test('a subtree takes what is below it alone: nothing that it leaves loses its last parent, and nothing above is taken', () => {
  fc.assert(
    fc.property(tree, (all) => {
      const below = new Map<number, readonly number[]>();
      for (const [id, parents] of all) if (parents.some((one) => one === 0 || below.has(one))) below.set(id, parents);
      const taken = accountsOnlyBelow(0, below);
      expect(taken.has(0)).toBe(true);
      for (const id of taken) if (id !== 0) expect(all.get(id)?.every((parent) => taken.has(parent))).toBe(true);
      for (const [id, parents] of below)
        if (!taken.has(id)) expect(parents.some((parent) => !taken.has(parent))).toBe(true);
    }),
  );
});
