import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { oneOfEach, tablesReadThrough } from '../../test/index-use.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { everyAccount } from '../accounts/rules/permissions.ts';
import { conditionsOf, all } from '../platform/list-filters.ts';
import {
  entitlementListFilters,
  itemConditions,
  lineItemConditions,
  lineItemListFilters,
  maintenanceConditions,
  maintenanceListFilters,
} from './item-filters.ts';
import { askedOfRight, entitlementFilters, rightFilters } from './right-filters.ts';

// A producer has few of these.
const small = new Set(['product', 'license_model', 'license_technology', 'part_number', 'membership', 'role']);

describe.each(postgresVersions())('the filters of rights on PostgreSQL %i', (version) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ version });
    for (const statement of rows) await sql.raw(statement).execute(world.app.database);
  });
  afterAll(() => world.close());

  const ofItems = { ...lineItemListFilters, ...entitlementListFilters };
  const readThrough = async (row: string, table: string, conditions: Parameters<typeof all>[0]) => {
    const place = { row, from: sql.table(table) };
    return (await tablesReadThrough(world.app, place, all(conditions))).filter((one) => !small.has(one));
  };

  test.each(oneOfEach(rightFilters))('find by %s of an entitlement by an index', async (_, values) => {
    const { conditions, checks } = await askedOfRight(world.app.database, everyAccount, values);
    expect(checks).toEqual([]);
    expect(await readThrough('entitlement.id', 'entitlement', conditions)).toEqual([]);
  });

  test.each(oneOfEach(entitlementFilters))('find entitlements by %s by an index', async (_, values) => {
    const conditions = await conditionsOf(world.app.database, entitlementFilters, values);
    expect(await readThrough('entitlement.id', 'entitlement', conditions)).toEqual([]);
  });

  test.each(oneOfEach(ofItems, { type: 'upsell' }).filter(([name]) => name in lineItemListFilters))(
    'find line items by %s by an index',
    async (name, values) => {
      const conditions = await lineItemConditions(world.app.database, values);
      expect(conditions).toHaveLength(name in rightFilters ? 0 : 1);
      if (conditions.length > 0) expect(await readThrough('line_item.id', 'line_item', conditions)).toEqual([]);
    },
  );

  test.each(oneOfEach(maintenanceListFilters))('find maintenance by %s by an index', async (name, values) => {
    const conditions = await maintenanceConditions(world.app.database, values);
    expect(conditions).toHaveLength(name in rightFilters ? 0 : 1);
    if (conditions.length === 0) return;
    expect(await readThrough('maintenance_line_item.id', 'maintenance_line_item', conditions)).toEqual([]);
  });

  test('a condition without an index is noticed', async () => {
    const table = { kind: 'lineItem', alias: 'line_item' } as const;
    const conditions = await itemConditions(world.app.database, table, { permanent: false });
    expect(await readThrough('line_item.id', 'line_item', conditions)).toEqual(['line_item']);
  });
});

const by = "'test', 'test'";
const rows = [
  `insert into account (account_id, name, type, created_by, updated_by)
   select 'A-' || g, 'Account ' || g, 'customer', ${by} from generate_series(1, 2000) g`,
  `insert into product (product_id, name, version, kind, state, created_by, updated_by)
   select 'P-' || g, 'Product', g::text, 'licensed', 'deployed', ${by} from generate_series(1, 50) g`,
  `insert into license_model (license_model_id, name, technology, counting, lock, state, created_by, updated_by)
   select 'M-' || g, 'Model ' || g, 'embedded', 'counted', 'floating', 'deployed', ${by} from generate_series(1, 50) g`,
  `insert into entitlement (entitlement_id, account_id, state, created_by, updated_by)
   select 'E-' || account_id, id, 'deployed', ${by} from account`,
  `insert into line_item (id, activation_id, entitlement_id, position, type, root_id, quantity, start_date_option, start_date,
     permanent, expiration_date, state, created_by, updated_by)
   select row_number() over (), 'L-' || entitlement.id || '-' || g, entitlement.id, g, 'new', row_number() over (), 1, 'now', '2025-01-01',
     false, '2026-01-01', 'deployed', ${by} from entitlement, generate_series(1, 3) g`,
  `insert into line_item_product (line_item_id, product_id, quantity_per_copy, position)
   select line_item.id, product.id, 1, 0 from line_item join product on product.version = (1 + line_item.id % 50)::text`,
  `insert into line_item_license_model (line_item_id, license_model_id, position)
   select line_item.id, license_model.id, 0 from line_item join license_model on license_model.license_model_id = 'M-' || 1 + line_item.id % 50`,
  `insert into maintenance_line_item (id, activation_id, entitlement_id, position, product_id, root_id, start_date, permanent,
     expiration_date, state, created_by, updated_by)
   select entitlement.id, 'M-' || entitlement.id, entitlement.id, 0, product.id, entitlement.id, '2025-01-01', false, '2026-01-01', 'deployed', ${by}
     from entitlement join product on product.version = (1 + entitlement.id % 50)::text`,
  'analyze',
];
