import { test } from 'vitest';
import { anybody, givenAccount, givenEntitlement, givenLineItem, givenRecords, smallCatalog } from '../../test/given-records.ts';
import { openWorld } from '../../test/world.ts';
import { inRecordingTransaction } from '../platform/recording.ts';
import { businessDay } from '../settings/setting-operations.ts';
import { makeChildren } from './child-making.ts';
import { renewalRequest } from './child-request.ts';
import { renewalSchema } from './child-schemas.ts';

test('perf', { timeout: 200_000 }, async () => {
  const world = await openWorld();
  const n = 10_000;
  await givenRecords(world.app, [...smallCatalog, ...givenAccount('A'), ...Array.from({ length: n }, (_, i) => givenEntitlement(`E-${i}`, 'A', [givenLineItem(`L-${i}`, '2026-12-31')]))]);
  const today = await businessDay(world.app);
  for (const size of [1000, 2500]) {
    const count = size * 2;
    const start = performance.now();
    for (let from = 0; from < count; from += size) {
      const requests = Array.from({ length: size }, (_, i) => renewalRequest({ activationId: `L-${from + i + (size === 2500 ? 5000 : 0)}` }, renewalSchema.parse({ term: 'P1Y', deploy: true })));
      const out = await inRecordingTransaction(world.app.database, (t) => makeChildren(t, anybody, requests, { preview: false, atomic: false, today }));
      const bad = out.find((o) => 'refused' in o);
      if (bad) console.log(JSON.stringify(bad), (bad as any).refused?.message);
    }
    console.log(size, count, 'ms', performance.now() - start, 'per 10000:', ((performance.now() - start) / count) * 10000);
  }
  const one = performance.now();
  for (let i = 4900; i < 4950; i++)
    await inRecordingTransaction(world.app.database, (t) => makeChildren(t, anybody, [renewalRequest({ activationId: `L-${i}` }, renewalSchema.parse({ term: 'P1Y' }))], { preview: false, atomic: false, today }));
  console.log('one each', (performance.now() - one) / 50);
  await world.close();
});
