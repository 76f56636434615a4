import { expect, test } from 'vitest';
import { sharedReasons } from './batch-reasons.ts';

const remedy = 'Take it back to draft.';
const locked = (key: string, field: string) => ({
  code: 'not_editable',
  message: `The ${field} of the line item ${key} cannot be changed while it is deployed.`,
  remedy,
  pointer: `/operations/0/${field}`,
});

test('fields that are locked in several items are told once, with the items', () => {
  const rows = ['LI-1', 'LI-2'].map((activationId) => ({
    activationId,
    changes: [],
    reasons: [locked(activationId, 'startDate'), locked(activationId, 'term')],
  }));
  expect(sharedReasons(rows)).toEqual([
    { sentence: 'Not now: Start date, Term.', remedy, activationIds: ['LI-1', 'LI-2'] },
  ]);
});

test('a reason that differs only in the item that it names is one reason', () => {
  const rows = ['LI-1', 'LI-2'].map((activationId) => ({
    activationId,
    changes: [],
    reasons: [{ code: 'same_state', message: `The line item ${activationId} is deployed already.` }],
  }));
  expect(sharedReasons(rows)).toEqual([
    { sentence: 'The line item is deployed already.', remedy: undefined, activationIds: ['LI-1', 'LI-2'] },
  ]);
});
