import { expect, test } from 'vitest';
import { ApiProblem, sentencesAt, withoutReasonsAt } from './problem.ts';

const email = { code: 'wrong_value', message: 'user.email must be an email address.', pointer: '/user/email' };
const other = { code: 'forbidden', message: 'No.', remedy: 'Ask.' };
const problem = (...reasons: readonly (typeof email | typeof other)[]): ApiProblem =>
  new ApiProblem({ status: 422, code: 'refused', title: 'Refused', requestId: 'r1', reasons });

test('a reason at a field calls it as the page does', () => {
  expect(sentencesAt(problem(email), '/user/email', 'Address')).toBe('Address must be an email address.');
  expect(sentencesAt(problem(other), '/user/email', 'Address')).toBeUndefined();
  expect(sentencesAt(null, '/user/email', 'Address')).toBeUndefined();
});

test('what the fields tell is not told again below them', () => {
  expect(withoutReasonsAt(problem(email), ['/user/email'])).toBeNull();
  expect(withoutReasonsAt(problem(email, other), ['/user/email'])).toMatchObject({ reasons: [other], requestId: 'r1' });
  const unrelated = problem(other);
  expect(withoutReasonsAt(unrelated, ['/user/email'])).toBe(unrelated);
});
