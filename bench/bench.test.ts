import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBenchSite, type BenchSite } from './bench-site.ts';
import { median, resultOf } from './bench.ts';
import { benches } from './benches.ts';

let site: BenchSite;

beforeAll(async () => {
  site = await openBenchSite(() => undefined);
});
afterAll(async () => site.close());

test.each(benches.map((bench) => [bench.name, bench] as const))('the bench %s works', async (_, bench) => {
  const result = resultOf(bench, await bench.measure(site, { size: 'tiny', smoke: true }));
  expect(Object.keys(result)).toEqual(['name', 'value', 'unit', 'budget', 'baseline', 'ok']);
  expect(result.value).toBeGreaterThan(0);
  expect(result.baseline).toBeGreaterThan(0);
});

test('the median is in the middle', () => {
  expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5]);
});
