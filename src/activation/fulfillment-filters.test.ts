import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { oneOfEach, tablesReadThrough } from '../../test/index-use.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { holdsOn } from '../entitlements/chain-copies-store.ts';
import { all, conditionsOf } from '../platform/list-filters.ts';
import { contains } from '../platform/text-search.ts';
import { parseDay } from '../shared/day.ts';
import { fulfillmentFilters, fulfillmentPlace, fulfillmentText } from './fulfillment-filters.ts';

describe.each(postgresVersions())('fulfillments on PostgreSQL %i', (version) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ version });
  });
  afterAll(() => world.close());

  test.each(oneOfEach(fulfillmentFilters, { state: 'obsolete' }))('are found by %s by an index', async (_, values) => {
    const conditions = await conditionsOf(world.app.database, fulfillmentFilters, values);
    expect(conditions).toHaveLength(1);
    expect(await tablesReadThrough(world.app, fulfillmentPlace, all(conditions))).toEqual([]);
  });

  test('are found by a part of their ID or host by an index', async () => {
    const place = { row: 'fulfillment.id', from: sql`fulfillment` };
    expect(await tablesReadThrough(world.app, place, contains(fulfillmentText, 'mill'))).toEqual([]);
  });

  test('of a line item that hold copies are found by an index', async () => {
    const today = parseDay('2026-03-01');
    if (today === undefined) throw new Error('that is a day');
    const place = { row: 'fulfillment.count', from: sql`fulfillment` };
    const condition = all([sql`fulfillment.line_item_id = 7`, holdsOn('fulfillment', today)]);
    expect(await tablesReadThrough(world.app, place, condition)).toEqual([]);
  });
});
