import { describe, expect, test } from 'vitest';
import { madeEntitlement, madeLineItem, madeMaintenance } from '../../../test/made-entitlements.ts';
import { rightStates } from '../../shared/vocabulary.ts';
import { planRegeneration } from './regenerate-ids.ts';

const items = {
  lineItems: [madeLineItem('D', { state: 'draft' }), madeLineItem('L')],
  maintenanceLineItems: [madeMaintenance('C', { state: 'draft' })],
};

describe('IDs are made anew', () => {
  test.each(rightStates)('of an entitlement in state %s only where it is draft or test', (state) => {
    const decision = planRegeneration(madeEntitlement({ state }), { entitlementId: true, activationIds: [] });
    expect(decision).toMatchObject(
      state === 'draft' || state === 'test'
        ? { allowed: true, plan: { entitlementId: true, activationIds: [] } }
        : { allowed: false, reasons: [{ code: 'id_fixed', pointer: '/entitlementId' }] },
    );
  });

  test('of all its draft items, also where others are deployed', () => {
    expect(planRegeneration(madeEntitlement(items), { entitlementId: false, activationIds: null })).toEqual({
      allowed: true,
      plan: { entitlementId: false, activationIds: ['D', 'C'] },
    });
  });

  test('or refused with every reason', () => {
    const decision = planRegeneration(madeEntitlement(items), { entitlementId: true, activationIds: ['D', 'L', 'X'] });
    expect(decision.allowed ? [] : decision.reasons.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
      'id_fixed /entitlementId',
      'id_fixed /activationIds/1',
      'unknown_reference /activationIds/2',
    ]);
    expect(planRegeneration(madeEntitlement(items), { entitlementId: false, activationIds: [] })).toMatchObject({
      reasons: [{ code: 'nothing_to_regenerate' }],
    });
  });

  test.each(rightStates)(
    'of a draft item under an entitlement in state %s only where its ID may be changed by hand',
    (state) => {
      const decision = planRegeneration(madeEntitlement({ ...items, state }), {
        entitlementId: false,
        activationIds: ['D'],
      });
      const isOpen = state === 'draft' || state === 'deployed' || state === 'test';
      expect(decision).toMatchObject(isOpen ? { allowed: true } : { allowed: false, reasons: [{ code: 'id_fixed' }] });
    },
  );
});
