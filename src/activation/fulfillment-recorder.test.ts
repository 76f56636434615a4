import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  anybody,
  givenAccount,
  givenEntitlement,
  givenLineItem,
  givenRecords,
  smallCatalog,
} from '../../test/given-records.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { getLineItem } from '../entitlements/entitlement-reading.ts';
import { getImport, stageImport } from '../exchange/exchange-operations.ts';
import { importJob } from '../exchange/import-job.ts';
import { workOnce } from '../jobs/job-worker.ts';
import { activate } from './activation-operations.ts';

describe.each(postgresVersions())('a fulfillment of a file on PostgreSQL %i', (version) => {
  let world: World;
  let number = 0;
  beforeAll(async () => {
    world = await openWorld({ version });
    await givenRecords(world.app, [...smallCatalog, ...givenAccount('A')]);
  });
  afterAll(() => world.close());

  const next = (): string => `${version}-${(number += 1)}`;
  const host = (id: string) => ({ type: 'ethernet', id, name: null });

  /** A chain: each behind the first continues the one before it. */
  async function givenChain(...items: readonly object[]): Promise<readonly string[]> {
    const key = next();
    const ids = items.map((_, index) => `L-${key}-${index}`);
    const lineItems = items.map((more, index) =>
      givenLineItem(ids[index] ?? '', '2027-01-01', {
        ...(index === 0 ? {} : { type: 'renewal', parentActivationId: ids[index - 1] }),
        ...more,
      }),
    );
    await givenRecords(world.app, [givenEntitlement(`E-${key}`, 'A', lineItems)]);
    return ids;
  }

  const active = (activationId = '', id = 'H', count = 1) =>
    activate(world.app, anybody, { activationId, host: host(id), count });
  const copiesOf = async (activationId = '') => {
    const { activatedCount, remainingCopies } = await getLineItem(world.app, anybody, activationId);
    return [activatedCount, remainingCopies];
  };

  const record = (fulfillmentId: string, activationId: string, more: object = {}) => ({
    entity: 'fulfillment',
    fulfillmentId,
    activationId,
    host: { type: 'ethernet', id: 'H' },
    count: 6,
    startDate: '2026-01-01',
    ...more,
  });

  async function reported(...records: readonly object[]): Promise<readonly string[]> {
    const stream = async function* (): AsyncGenerator<Buffer> {
      yield Buffer.from(records.map((one) => `${JSON.stringify(one)}\n`).join(''));
    };
    const how = { dryRun: false, onError: 'continue', onDuplicate: 'update' } as const;
    const { importId } = await stageImport(world.app, anybody, stream(), how);
    await workOnce(world.app, [importJob], { only: Number(importId) });
    return (await getImport(world.app, anybody, importId)).report.map((row) => `${row.key} ${row.code}`);
  }

  test('is recorded as it is, never beyond what was sold', async () => {
    const [id = ''] = await givenChain({});
    const [first, second, third] = [next(), next(), next()];
    expect(
      await reported(record(first, id), record(second, id), record(third, id, { expirationDate: '2026-02-01' })),
    ).toEqual([`${second} insufficient_copies`]);
    expect(await copiesOf(id)).toEqual([6, 4]);
    expect(await reported(record(first, id, { state: 'obsolete', supportType: 'return' }), record(second, id))).toEqual(
      [],
    );
    expect(await copiesOf(id)).toEqual([6, 4]);
  });

  test('names what is there, and states that go together', async () => {
    const [id = '', draft = ''] = await givenChain({}, { state: 'draft', quantity: 1 });
    const [first, second, third, fourth] = [next(), next(), next(), next()];
    expect(
      await reported(
        record(first, 'nothing'),
        record(second, draft),
        record(third, id, { expirationDate: '2025-12-31', parentFulfillmentId: 'none' }),
        record(fourth, id, { state: 'test' }),
      ),
    ).toEqual([
      `${first} unknown_reference`,
      `${second} state_combination`,
      `${third} unknown_reference`,
      `${third} start_after_end`,
      `${fourth} state_combination`,
    ]);
  });

  test('of an entitlement never leaves fewer copies than are active', async () => {
    const [id = ''] = await givenChain({});
    await active(id, 'H', 8);
    const key = id.split('-').slice(1, 3).join('-');
    const fewer = (quantity: number) =>
      givenEntitlement(`E-${key}`, 'A', [givenLineItem(id, '2027-01-01', { quantity })]);
    expect(await reported(fewer(7))).toEqual([`E-${key} below_activated`]);
    expect(await reported(fewer(8))).toEqual([]);
  });

  test('of an entitlement never makes a draft of what was activated', async () => {
    const [id = ''] = await givenChain({});
    await active(id, 'H', 1);
    const key = id.split('-').slice(1, 3).join('-');
    const drafts = (state: 'draft' | 'deployed') =>
      givenEntitlement(`E-${key}`, 'A', [givenLineItem(id, '2027-01-01', { state: 'draft' })], { state });
    expect(await reported(drafts('deployed'))).toEqual([`E-${key} was_activated`]);
    expect(await reported(drafts('draft'))).toEqual([`E-${key} was_activated`]);
  });
});
