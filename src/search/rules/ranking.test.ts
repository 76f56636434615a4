import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bestHits, hitKinds, type Hit } from './ranking.ts';

function hit(key: string, more: Partial<Hit> = {}): Hit {
  return { kind: 'account', key, label: 'name', detail: '', entitlementId: null, ...more };
}

test('the key that is the text comes first, then what begins with it, then the rest', () => {
  const hits = [hit('xACME'), hit('9', { label: 'Acme Imaging' }), hit('acme-2'), hit('acme', { kind: 'product' })];
  expect(bestHits(hits, 'ACME', 9).map(({ key }) => key)).toEqual(['acme', '9', 'acme-2', 'xACME']);
});

const anyHit = fc.record({
  kind: fc.constantFrom(...hitKinds),
  key: fc.constantFrom('a', 'ab', 'abc', 'b', 'ba', 'A', 'AB'),
  label: fc.constantFrom('a', 'zab', 'b', 'Ab'),
});

test('each is shown once, never more than are asked for, and in one order however they come', () => {
  fc.assert(
    fc.property(
      fc.array(anyHit, { maxLength: 30 }),
      fc.constantFrom('a', 'ab', 'B'),
      fc.nat(10),
      (made, text, limit) => {
        const named = new Map(made.map((one) => [`${one.kind} ${one.key}`, hit(one.key, one)]));
        const hits = [...named.values()];
        const best = bestHits(hits, text, limit);
        expect(best).toEqual(bestHits([...hits, ...hits].toReversed(), text, limit));
        expect(best.length).toBe(Math.min(limit, hits.length));
        const exact = best.map(({ key }) => key.toLowerCase() === text.toLowerCase());
        expect(exact).toEqual(exact.toSorted((a, b) => Number(b) - Number(a)));
      },
    ),
  );
});
