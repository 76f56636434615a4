import { sql } from 'kysely';
import type { Database } from '../src/platform/database.ts';
import { daySchema } from '../src/shared/schemas.ts';

/** How large a data set is. `tiny` is for tests that only prove that a bench works. */
export type Size = 'tiny' | 'S' | 'M' | 'L';

export const sizes = ['tiny', 'S', 'M', 'L'] as const;

/** The business day that all benches pretend: in the middle of the expirations. */
export const benchDay = daySchema.parse('2026-03-01');

const accounts: Readonly<Record<Size, number>> = { tiny: 50, S: 1_000, M: 10_000, L: 100_000 };

/**
 * The reference data set of `quality.md` in a migrated, empty database, the same rows each time: for each account 10 line
 * items and 2 maintenance line items in 4 entitlements and one user, of whom three in four take reminders. One line item
 * in twenty renews the one before it; one entitlement in fifty has an unknown end customer and half of those a partner.
 */
export async function fillDataset(database: Database, size: Size): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    for (const statement of statements(accounts[size])) await sql.raw(statement).execute(transaction);
  });
  await sql`vacuum analyze`.execute(database);
}

const by = `'bench', 'bench'`;
const account = (number: string): string => `(select min(id) from account where account_id like 'ACC-%') + ${number}`;
const product = (number: string): string => `(select min(id) from product where kind = 'licensed') + ${number}`;

// Rows are numbered g = 1, 2, ...; a multiplication with a prime, and the rest of it, scatters them.
function statements(count: number): readonly string[] {
  return [...people(count), ...catalog, ...rights(count)];
}

const people = (count: number): readonly string[] => [
  `insert into account (account_id, name, type, created_by, updated_by)
   select 'ACC-' || lpad(g::text, 7, '0'), 'Account number ' || g, case when g % 20 = 0 then 'partner' else 'customer' end, ${by}
     from generate_series(1, ${count}) g`,
  `insert into role (name, kind, permissions, created_by, updated_by)
   values ('Buyer', 'customer', '{viewEntitlements,viewExpiringEntitlements}', ${by}), ('Reader', 'customer', '{viewEntitlements}', ${by})`,
  `insert into licet_user (user_id, user_name, first_name, last_name, email, locale, time_zone, status, subscribes_expiring_entitlements, created_by, updated_by)
   select 'USR-' || lpad(g::text, 7, '0'), 'user' || g || '@customer.example', 'Kim', 'Number ' || g, 'user' || g || '@customer.example',
          (array['en', 'de', 'fr', 'ja'])[1 + g % 4], 'Europe/Berlin', 'active', g % 4 <> 0, ${by}
     from generate_series(1, ${count}) g`,
  `insert into membership (user_id, account_id)
   select licet_user.id, account.id from licet_user join account on account.account_id = 'ACC-' || substr(licet_user.user_id, 5)`,
  // One in ten may not see what expires, whatever box is ticked.
  `insert into membership_role (membership_id, role_id)
   select membership.id, role.id from membership join role on role.name = case when membership.id % 10 = 0 then 'Reader' else 'Buyer' end`,
];

const catalog: readonly string[] = [
  `insert into license_model (license_model_id, name, technology, counting, lock, state, created_by, updated_by)
   values ('node-locked', 'Node locked', 'embedded', 'counted', 'nodeLocked', 'deployed', ${by})`,
  `insert into product (product_id, name, version, kind, state, created_by, updated_by)
   select 'line' || line || '-' || version, 'Product line ' || line, version, 'licensed', 'deployed', ${by}
     from generate_series(1, 3) line, generate_series(1, 5) version order by line, version`,
  `insert into product (product_id, name, version, kind, allow_upgrades, allow_upsells, allow_renewals, state, created_by, updated_by)
   values ('gold', 'Gold maintenance', '1', 'maintenance', true, false, true, 'deployed', ${by})`,
];

const rights = (count: number): readonly string[] => [
  `insert into entitlement (entitlement_id, account_id, state, created_by, updated_by)
   select 'ENT-' || lpad(g::text, 8, '0'), case when g % 50 = 0 then (select id from account where account_id = 'unknown')
            else ${account(`(g * 7919::bigint) % ${count}`)} end,
          case when g % 40 = 1 then 'draft' else 'deployed' end, ${by}
     from generate_series(1, ${count * 4}) g order by g`,
  `insert into entitlement_channel_partner (entitlement_id, tier, account_id, current_owner)
   select entitlement.id, 'reseller', ${account(`(entitlement.id * 104729) % ${count}`)}, true
     from entitlement where entitlement.entitlement_id like '%00'`,
  `insert into line_item (id, activation_id, entitlement_id, position, type, parent_id, root_id, quantity, additional_copies,
                          start_date_option, start_date, permanent, expiration_date, state, created_by, updated_by)
   select g, 'ACT-' || lpad(g::text, 9, '0'), first.entitlement + (item * 31::bigint) % ${count * 4}, g % 10,
          case when renews then 'renewal' else 'new' end, case when renews then item end, item, 1 + item % 50, 0,
          'now', date '2023-03-01', false, date '2024-03-01' + (item * 7 % 1461)::int + case when renews then 366 else 0 end,
          'deployed', ${by}
     from (select g, g % 20 = 0 as renews, case when g % 20 = 0 then g - 1 else g end as item from generate_series(1, ${count * 10}) g) numbered,
          (select min(id) as entitlement from entitlement) first order by g`,
  `insert into line_item_product (line_item_id, product_id, quantity_per_copy, position)
   select id, ${product('root_id % 15')}, 1, 0 from line_item order by id`,
  `insert into line_item_license_model (line_item_id, license_model_id, position)
   select line_item.id, license_model.id, 0 from line_item cross join license_model order by line_item.id`,
  `insert into maintenance_line_item (id, activation_id, entitlement_id, position, product_id, root_id, start_date, permanent,
                                      expiration_date, state, created_by, updated_by)
   select g, 'MNT-' || lpad(g::text, 9, '0'), first.entitlement + (g * 155::bigint) % ${count * 4}, 0, gold.id, g, date '2023-03-01', false,
          date '2024-03-01' + (g * 11 % 1461)::int, 'deployed', ${by}
     from generate_series(1, ${count * 2}) g, (select min(id) as entitlement from entitlement) first,
          (select id from product where product_id = 'gold') gold order by g`,
  `insert into maintenance_link (line_item_id, maintenance_line_item_id)
   select maintenance_line_item.id * 5 - 1, maintenance_line_item.id from maintenance_line_item`,
  `select setval(pg_get_serial_sequence('line_item', 'id'), ${count * 10}), setval(pg_get_serial_sequence('maintenance_line_item', 'id'), ${count * 2})`,
];
