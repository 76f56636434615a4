import { sql } from 'kysely';
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
import type { Actor } from '../accounts/rules/permissions.ts';
import { getOverview } from '../overview/overview-operations.ts';
import { listExpiringItems } from '../renewals/expiring-operations.ts';
import { search } from '../search/search-operations.ts';
import { getEntitlement, getLineItem, listEntitlements, listLineItems } from './entitlement-reading.ts';
import { getMaintenanceLineItem } from './maintenance-reading.ts';
import { isHeld } from './sight.ts';

const maintenance = (activationId: string, more: object = {}) => ({
  activationId,
  productId: 'care',
  startDate: '2025-01-01',
  expirationDate: '2026-03-20',
  state: 'deployed',
  ...more,
});

function stockOf(customer: string, owner: string, id: string): object {
  return givenEntitlement(`ENT-${id}`, customer, [givenLineItem(`A-${id}`, '2026-03-20')], {
    channelPartners: [
      { tier: 'distributor', accountId: 'other', currentOwner: false },
      { tier: 'reseller', accountId: owner, currentOwner: true },
    ],
    maintenanceLineItems: [maintenance(`M-${id}`)],
  });
}

const child = { type: 'renewal', quantity: 1, startDate: '2026-04-01' };
const records = [
  ...smallCatalog,
  ...['acme', 'stockist', 'other'].flatMap((accountId) => givenAccount(accountId)),
  stockOf('unknown', 'stockist', 'STOCK'),
  stockOf('acme', 'stockist', 'SOLD'),
  stockOf('unknown', 'other', 'OTHERS'),
  givenEntitlement('ENT-OLD', 'other', [givenLineItem('O-1', '2026-04-01')]),
  givenEntitlement(
    'ENT-CHAIN',
    'acme',
    [
      givenLineItem('P-GONE', '2026-04-01', { state: 'obsolete' }),
      givenLineItem('P-SEEN', '2026-04-01'),
      givenLineItem('C-GONE', '2027-04-01', { ...child, parentActivationId: 'P-GONE' }),
      givenLineItem('C-SEEN', '2027-04-01', { ...child, parentActivationId: 'P-SEEN' }),
      givenLineItem('C-OTHER', '2027-04-01', { ...child, parentActivationId: 'O-1' }),
    ],
    {
      maintenanceLineItems: [
        maintenance('M-GONE', { state: 'obsolete' }),
        maintenance('M-CHAIN', {
          parentActivationId: 'M-GONE',
          covers: ['P-GONE', 'P-SEEN'],
          startDate: '2026-03-21',
          expirationDate: '2027-03-20',
        }),
      ],
    },
  ),
];

describe.each(postgresVersions())('what is seen on PostgreSQL %i', (version) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ version });
    await givenRecords(world.app, records);
  });
  afterAll(() => world.close());

  async function endUserOf(accountId: string): Promise<Actor> {
    const query = world.app.database.selectFrom('account').select('account.id');
    const { id } = await query.where('account.accountId', '=', accountId).executeTakeFirstOrThrow();
    return { ...anybody, audience: 'endUser', scope: { all: false, accountIds: [id] } };
  }

  test('a current owner sees what it holds for an unknown customer, wherever it looks', async () => {
    const owner = await endUserOf('stockist');
    const { app } = world;
    const expiring = (await listExpiringItems(app, owner, { limit: 50 })).items;
    expect(expiring.map((item) => item.activationId)).toEqual(['A-STOCK', 'M-STOCK']);
    for (const { entitlementId } of expiring)
      expect((await getEntitlement(app, owner, entitlementId)).entitlementId).toBe('ENT-STOCK');
    expect((await getLineItem(app, owner, 'A-STOCK')).activationId).toBe('A-STOCK');
    expect((await getMaintenanceLineItem(app, owner, 'M-STOCK')).activationId).toBe('M-STOCK');
    for (const q of [undefined, 'stock', 'en', 'ENT']) {
      const list = await listEntitlements(app, owner, { limit: 50, q });
      expect(list.items.map((one) => one.entitlementId)).toEqual(['ENT-STOCK']);
    }
    const items = await listLineItems(app, owner, { limit: 50 });
    expect(items.items.map((one) => one.activationId)).toEqual(['A-STOCK']);
    const hits = await search(app, owner, { q: 'STOCK', limit: 20 });
    expect(hits.items.map(({ key }) => key)).toEqual(['ENT-STOCK', 'A-STOCK', 'M-STOCK']);
    const overview = await getOverview(app, { ...owner, audience: 'producer' });
    expect(overview.expiringByMonth?.[0]).toEqual({ month: '2026-03', lineItems: 1, maintenance: 1 });
  });

  test('what ends soon is found by one letter or two only where an ID begins with them', async () => {
    const found = async (q: string, actor: Actor) =>
      (await listExpiringItems(world.app, actor, { limit: 50, q })).items.map((item) => item.activationId);
    const owner = await endUserOf('stockist');
    for (const [q, ids] of [
      ['a-', ['A-STOCK']],
      ['M', ['M-STOCK']],
      ['en', ['A-STOCK', 'M-STOCK']],
      ['pa', ['A-STOCK']],
      ['ST', ['A-STOCK', 'M-STOCK']],
      ['ck', []],
      ['%', []],
    ] as const)
      expect(await found(q, owner), q).toEqual(ids);
    expect((await found('a', anybody)).toSorted()).toEqual(['A-OTHERS', 'A-SOLD', 'A-STOCK', 'M-SOLD', 'P-SEEN']);
  });

  test('a partner sees neither what was sold to a customer, nor what another owns', async () => {
    const owner = await endUserOf('stockist');
    for (const id of ['SOLD', 'OTHERS']) {
      await expect(getEntitlement(world.app, owner, `ENT-${id}`)).rejects.toMatchObject({ code: 'not_found' });
      await expect(getLineItem(world.app, owner, `A-${id}`)).rejects.toMatchObject({ code: 'not_found' });
      await expect(getMaintenanceLineItem(world.app, owner, `M-${id}`)).rejects.toMatchObject({ code: 'not_found' });
      expect((await search(world.app, owner, { q: `-${id}`, limit: 20 })).items).toEqual([]);
    }
  });

  test('the rights of few accounts are found by index', async () => {
    const owner = await endUserOf('stockist');
    await sql`insert into account (account_id, name, type, created_by, updated_by)
      select 'X-' || g, 'X', 'customer', 'test', 'test' from generate_series(1, 2000) g`.execute(world.app.database);
    await sql`insert into entitlement (entitlement_id, account_id, state, created_by, updated_by)
      select 'X-' || account.id, account.id, 'deployed', 'test', 'test' from account where account.account_id like 'X-%'`.execute(
      world.app.database,
    );
    await sql`analyze`.execute(world.app.database);
    const { rows } = await sql`explain (costs off) select 1 from entitlement where ${isHeld(owner.scope)}`.execute(
      world.app.database,
    );
    expect(JSON.stringify(rows)).not.toContain('Seq Scan on entitlement"');
    expect(JSON.stringify(rows)).toContain('Bitmap Index Scan on entitlement_account');
  });

  test('an end user is named no other item that may not be seen, and the producer is', async () => {
    const endUser = await endUserOf('acme');
    const named = async (actor: Actor) => {
      const whole = await getEntitlement(world.app, actor, 'ENT-CHAIN');
      const parents = Object.fromEntries(whole.lineItems.map((one) => [one.activationId, one.parentActivationId]));
      const single = await Promise.all(
        Object.keys(parents).map(async (id) => [id, (await getLineItem(world.app, actor, id)).parentActivationId]),
      );
      const listed = (await listLineItems(world.app, actor, { limit: 50, sort: 'createdAt' })).items
        .filter((one) => one.entitlementId === 'ENT-CHAIN')
        .map((one) => [one.activationId, one.parentActivationId]);
      expect(single).toEqual(Object.entries(parents));
      expect(listed).toEqual(Object.entries(parents));
      const care = await getMaintenanceLineItem(world.app, actor, 'M-CHAIN');
      expect(whole.maintenanceLineItems.find((one) => one.activationId === 'M-CHAIN')).toEqual(care);
      return { parents, covers: care.covers, parent: care.parentActivationId };
    };
    expect(await named(endUser)).toEqual({
      parents: { 'P-SEEN': null, 'C-GONE': null, 'C-SEEN': 'P-SEEN', 'C-OTHER': null },
      covers: ['P-SEEN'],
      parent: null,
    });
    expect(await named(anybody)).toMatchObject({
      parents: { 'C-GONE': 'P-GONE', 'C-SEEN': 'P-SEEN', 'C-OTHER': 'O-1' },
      covers: ['P-GONE', 'P-SEEN'],
      parent: 'M-GONE',
    });
  });
});
