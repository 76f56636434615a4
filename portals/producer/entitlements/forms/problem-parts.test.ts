import { expect, test } from 'vitest';
import { ApiProblem } from '../../../shared/api/problem.ts';
import { sentencesAt } from './field-props.ts';
import { problemUnder } from './problem-parts.ts';

const problem = new ApiProblem({
  status: 422,
  code: 'refused',
  title: 'Refused',
  reasons: [
    { code: 'end_required', message: 'It has no end.', remedy: 'Give one.', pointer: '/lineItems/1/expirationDate' },
    {
      code: 'wrong_length',
      message: 'lineItems.1.partNumber: A key has 1 character.',
      pointer: '/lineItems/1/partNumber',
    },
    { code: 'id_taken', message: 'It is taken.', pointer: '/lineItems/10/activationId' },
  ],
});

test('each item hears what is said about it, as if it had been sent alone', () => {
  const found = problemUnder(problem, '/lineItems/1');
  expect(found?.reasons.map(({ pointer }) => pointer)).toEqual(['/expirationDate', '/partNumber']);
  expect(problemUnder(problem, '/lineItems/2')).toBeNull();
});

test('a field tells what is wrong without the place in the request, and where it is empty that is the cure', () => {
  expect(sentencesAt(problem, ['/lineItems/1/expirationDate'])).toBe('It has no end.');
  expect(sentencesAt(problem, ['/lineItems/1/partNumber'])).toBe('A key has 1 character.');
  expect(sentencesAt(problem, ['/quantity'])).toBeUndefined();
});
