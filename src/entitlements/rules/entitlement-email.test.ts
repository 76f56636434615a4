import { describe, expect, test } from 'vitest';
import { madeEntitlement, madeLineItem, madeMaintenance } from '../../../test/made-entitlements.ts';
import { rightStates } from '../../shared/vocabulary.ts';
import {
  chooseReceivers,
  holderOf,
  isToldByEmail,
  planEntitlementEmail,
  type EmailReceiver,
  type EntitlementEmailFacts,
  type PossibleReceivers,
} from './entitlement-email.ts';

const somebody = (email: string): EmailReceiver => ({
  subscriber: null,
  userId: '',
  firstName: '',
  lastName: '',
  email,
  locale: 'en',
});
const nobody: PossibleReceivers = { given: [], shipTo: [], contacts: [], subscribers: [], copied: [] };
const everybody: PossibleReceivers = {
  given: [somebody('given')],
  shipTo: [somebody('shipTo')],
  contacts: [somebody('contact')],
  subscribers: [somebody('subscriber')],
  copied: [somebody('copied')],
};
const facts: EntitlementEmailFacts = {
  onlyDeployed: true,
  templateIsActive: true,
  variations: ['DEFAULT', 'gold'],
  variation: undefined,
  receivers: everybody,
};

function codesOf(...args: Parameters<typeof planEntitlementEmail>): readonly string[] {
  const decision = planEntitlementEmail(...args);
  return decision.allowed ? [] : decision.reasons.map((reason) => reason.code);
}

describe('the receivers of an entitlement email', () => {
  const addresses = (possible: PossibleReceivers) => chooseReceivers(possible).map(({ email }) => email);

  test('are the given ones, else where it was shipped to, else the contacts, else who takes announcements', () => {
    expect(addresses(everybody)).toEqual(['given', 'copied']);
    expect(addresses({ ...everybody, given: [] })).toEqual(['shipTo', 'copied']);
    expect(addresses({ ...everybody, given: [], shipTo: [] })).toEqual(['contact', 'copied']);
    expect(addresses({ ...everybody, given: [], shipTo: [], contacts: [] })).toEqual(['subscriber', 'copied']);
  });

  test('are nobody where only copies are left, and nobody twice', () => {
    expect(addresses({ ...nobody, copied: [somebody('copied')] })).toEqual([]);
    const twice = { ...nobody, given: [somebody('a@x'), somebody('b@x'), somebody('A@X')], copied: [somebody('B@x')] };
    expect(addresses(twice)).toEqual(['a@x', 'b@x']);
  });

  test('are found in the account of the end customer, or of the current owner where that one is not known', () => {
    const channelPartners = [
      { tier: 'one', accountId: 'P', currentOwner: false, contact: null },
      { tier: 'two', accountId: 'Q', currentOwner: true, contact: null },
    ];
    expect(holderOf(madeEntitlement({ channelPartners }))).toBe('A');
    expect(holderOf(madeEntitlement({ channelPartners, accountId: 'unknown' }))).toBe('Q');
    expect(holderOf(madeEntitlement({ accountId: 'unknown' }))).toBe('unknown');
  });
});

describe('an entitlement email', () => {
  test.each(rightStates.flatMap((entitlement) => rightStates.map((item) => [entitlement, item] as const)))(
    'of an entitlement in state %s tells of a %s item only what is deployed, or all',
    (entitlement, item) => {
      expect(isToldByEmail(entitlement, item, true)).toBe(entitlement === 'deployed' && item === 'deployed');
      expect(isToldByEmail(entitlement, item, false)).toBe(true);
    },
  );

  const entitlement = madeEntitlement({
    lineItems: [madeLineItem('L'), madeLineItem('DRAFT', { state: 'draft' }), madeLineItem('M')],
    maintenanceLineItems: [madeMaintenance('C', { covers: ['L'] }), madeMaintenance('D', { covers: ['M'] })],
  });
  const toldOf = (...args: Parameters<typeof planEntitlementEmail>) => {
    const decision = planEntitlementEmail(...args);
    return decision.allowed ? decision.plan.items.map((item) => item.activationId) : [];
  };

  test('tells of everything, or of one line item with its maintenance', () => {
    expect(toldOf(entitlement, undefined, facts)).toEqual(['L', 'M', 'C', 'D']);
    expect(toldOf(entitlement, 'L', facts)).toEqual(['L', 'C']);
    expect(toldOf(entitlement, 'DRAFT', { ...facts, onlyDeployed: false })).toEqual(['DRAFT']);
  });

  test('is refused with every reason', () => {
    const draft = madeEntitlement({ ...entitlement, state: 'draft' });
    const wrong = { ...facts, templateIsActive: false, variation: 'golden', receivers: nobody };
    expect(codesOf(draft, undefined, wrong)).toEqual([
      'not_deployed_no_email',
      'template_inactive',
      'unknown_variation',
      'no_receiver',
    ]);
    expect(codesOf(entitlement, 'DRAFT', facts)).toEqual(['not_deployed_no_email']);
    expect(codesOf(madeEntitlement(), undefined, { ...facts, onlyDeployed: false })).toEqual(['nothing_to_tell']);
    expect(codesOf(entitlement, undefined, { ...facts, variation: 'gold' })).toEqual([]);
  });
});
