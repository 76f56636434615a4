import { expect, test } from 'vitest';
import { batchRows } from './batch-rows.ts';
import { datesChange, noDates, reasonsAgainstDates } from './dates-change.ts';

test('what is kept is not sent', () => {
  expect(datesChange({ ...noDates, start: 'day', startDate: '2026-04-01' }, false)).toEqual({
    startDate: '2026-04-01',
  });
});

test('another end takes the place of the one before; maintenance never has a term', () => {
  const wish = { ...noDates, end: 'date', expirationDate: '2026-12-31' } as const;
  expect(datesChange(wish, false)).toEqual({ permanent: false, term: null, expirationDate: '2026-12-31' });
  expect(datesChange(wish, true)).toEqual({ permanent: false, expirationDate: '2026-12-31' });
  expect(datesChange({ ...noDates, end: 'term' }, false)).toEqual({
    permanent: false,
    term: 'P1Y',
    expirationDate: null,
  });
});

test('nothing is asked of the server before a day is typed', () => {
  expect(reasonsAgainstDates(noDates).map(({ code }) => code)).toEqual(['nothing_chosen']);
  expect(reasonsAgainstDates({ ...noDates, end: 'date' }).map(({ pointer }) => pointer)).toEqual(['/expirationDate']);
});

test('the answer of a batch is told item by item', () => {
  const plan = { before: { expirationDate: '2026-02-28' }, after: { expirationDate: '2026-12-31' } };
  const problem = {
    type: 'about:blank',
    title: 'Refused',
    status: 422,
    code: 'refused',
    detail: 'It is deployed.',
    requestId: 'r',
  };
  const rows = batchRows(['ACT-1', 'ACT-2'], {
    done: false,
    results: [
      { status: 200, body: plan },
      { status: 422, problem },
    ],
  });
  expect(rows).toEqual([
    { activationId: 'ACT-1', changes: [['expirationDate', '2026-02-28', '2026-12-31']], reasons: [] },
    { activationId: 'ACT-2', changes: [], reasons: [{ code: 'refused', message: 'It is deployed.' }] },
  ]);
});
