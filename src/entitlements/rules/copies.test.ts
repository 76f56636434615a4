import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isKeptByLaw, loadsByLaw } from '../../../test/law-of-copies.ts';
import { rightStates } from '../../shared/vocabulary.ts';
import { countCopies, reasonsAgainstActiveCopies, type ChainItem } from './copies.ts';

const item = (activationId: string, more: Partial<ChainItem> = {}): ChainItem => ({
  activationId,
  parentActivationId: null,
  state: 'deployed',
  quantity: 10,
  additionalCopies: 0,
  extraCopies: 0,
  active: 0,
  ...more,
});
const child = (activationId: string, parentActivationId: string, more: Partial<ChainItem> = {}) =>
  item(activationId, { parentActivationId, ...more });

describe('the copies of a chain', () => {
  test('are drawn from the parent, and through it from every ancestor', () => {
    const counted = countCopies([
      item('A', { active: 2 }),
      child('B', 'A', { quantity: 6, active: 3 }),
      child('C', 'B', { quantity: 4, active: 1 }),
    ]);
    expect(counted.get('A')).toMatchObject({ load: 6, drawnByChildren: 6, left: 4, available: 4 });
    expect(counted.get('B')).toMatchObject({ load: 4, drawnActive: 4, drawnByChildren: 4, left: 2, available: 2 });
    expect(counted.get('C')).toMatchObject({ load: 1, available: 2 });
  });

  test('are own ones first, then drawn ones, and extra ones last', () => {
    const chain = (active: number) => [
      item('A'),
      child('B', 'A', { quantity: 5, additionalCopies: 2, extraCopies: 3, active }),
    ];
    const drawn = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((active) => countCopies(chain(active)).get('B')?.drawnActive);
    expect(drawn).toEqual([0, 0, 0, 1, 2, 3, 3, 3, 3]);
    expect(countCopies(chain(8)).get('A')).toMatchObject({ load: 3, available: 7 });
    expect(countCopies(chain(2)).get('B')).toMatchObject({ available: 6, remaining: 3 });
  });

  test('that a child may draw count obsolete children no more, those that are active count them still', () => {
    const counted = countCopies([item('A'), child('B', 'A', { state: 'obsolete', active: 4 })]);
    expect(counted.get('A')).toMatchObject({ drawnByChildren: 0, left: 10, load: 4, available: 6 });
  });

  test('are without end where an overdraft has none', () => {
    expect(countCopies([item('A', { extraCopies: Infinity, active: 12 })]).get('A')).toMatchObject({
      available: Infinity,
      remaining: 0,
    });
  });
});

const names = ['A', 'B', 'C', 'D', 'E'];
const chains = fc
  .array(
    fc.record({
      parent: fc.nat(),
      state: fc.constantFrom(...rightStates),
      quantity: fc.integer({ min: 1, max: 8 }),
      own: fc.nat({ max: 8 }),
      extraCopies: fc.nat({ max: 2 }),
      active: fc.nat({ max: 4 }),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((given) =>
    given.map(({ parent, own, quantity, ...rest }, index): ChainItem => {
      const isRoot = index === 0;
      const parentActivationId = isRoot ? null : (names[parent % index] ?? null);
      const additionalCopies = isRoot ? 0 : Math.min(own, quantity);
      return { activationId: names[index] ?? '', parentActivationId, quantity, additionalCopies, ...rest };
    }),
  );

const isLawful = (chain: readonly ChainItem[]): boolean => reasonsAgainstActiveCopies(chain).length === 0;
const with_ = (chain: readonly ChainItem[], activationId: string, more: number): readonly ChainItem[] =>
  chain.map((one) => (one.activationId === activationId ? { ...one, active: one.active + more } : one));

describe('the law of copies', () => {
  test('is what counting copy by copy says', () => {
    fc.assert(
      fc.property(chains, (chain) => {
        const byLaw = loadsByLaw(chain);
        for (const one of countCopies(chain).values()) expect(one.load).toBe(byLaw.get(one.activationId));
        expect(isLawful(chain)).toBe(isKeptByLaw(chain));
      }),
    );
  });

  test('lets exactly as many more become active as are available', () => {
    fc.assert(
      fc.property(chains, (chain) => {
        fc.pre(isLawful(chain));
        for (const { activationId, available } of countCopies(chain).values()) {
          expect(isLawful(with_(chain, activationId, available))).toBe(true);
          expect(isLawful(with_(chain, activationId, available + 1))).toBe(false);
        }
      }),
    );
  });

  test('is asked alike in whatever order a chain comes', () => {
    fc.assert(
      fc.property(chains, (chain) => {
        const turned = countCopies(chain.toReversed());
        for (const [key, count] of countCopies(chain)) expect(turned.get(key)).toEqual(count);
      }),
    );
  });
});
