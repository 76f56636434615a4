import { describe, expect, test } from 'vitest';
import { extraCopiesOf, type ExtraCopiesFacts } from './extra-copies.ts';

const extra = (model: ExtraCopiesFacts['model'], policies: ExtraCopiesFacts['policies'] = null) =>
  extraCopiesOf({ quantity: 25, policies, model });
const none = { returns: null, repairs: null, rehosts: null, cancelLicense: null };

describe('copies beyond those that were bought', () => {
  test('are the extra activations of the model and its overdraft', () => {
    const policies = { extraActivations: 3, atEntitlement: [] };
    expect(extra(null)).toBe(0);
    expect(extra({ policies, overdraft: null })).toBe(3);
    expect(extra({ policies, overdraft: { count: 4 } })).toBe(7);
    expect(extra({ policies, overdraft: { percent: 10 } })).toBe(5);
    expect(extra({ policies, overdraft: { unlimited: true } })).toBe(Infinity);
  });

  test('are what the line item says where its model leaves that to it', () => {
    const model = { policies: { extraActivations: 3, atEntitlement: ['extraActivations'] as const }, overdraft: null };
    expect(extra(model, { ...none, extraActivations: 5 })).toBe(5);
    expect(extra(model)).toBe(0);
  });
});
