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
import { changeSettings } from '../settings/setting-operations.ts';
import { daySchema } from '../shared/schemas.ts';
import { getEntitlement, getLineItem, listEntitlements, listLineItems } from './entitlement-reading.ts';
import { getMaintenanceLineItem } from './maintenance-reading.ts';

const day = (text: string) => daySchema.parse(text);
const permanent = { permanent: true, expirationDate: undefined };

const records = [
  ...smallCatalog,
  ...givenAccount('acme'),
  ...givenAccount('globex'),
  givenEntitlement(
    'ENT-1',
    'acme',
    [
      givenLineItem('A-1', '2026-04-01', { orderId: 'PO-1' }),
      givenLineItem('A-2', '2027-04-01', { type: 'renewal', parentActivationId: 'A-1', startDate: '2026-04-02' }),
      givenLineItem('A-3', '2026-09-01', { products: [{ productId: 'paint-2' }], orderId: 'PO-2' }),
      givenLineItem('A-4', '', permanent),
      givenLineItem('A-5', '2026-12-01'),
    ],
    {
      maintenanceLineItems: [
        {
          activationId: 'M-1',
          productId: 'care',
          covers: ['A-2', 'A-3'],
          startDate: '2025-01-01',
          expirationDate: '2026-08-01',
          state: 'deployed',
          orderId: 'PO-3',
        },
      ],
    },
  ),
  givenEntitlement('ENT-2', 'globex', [givenLineItem('B-1', '2026-04-01', { state: 'draft' })], { state: 'draft' }),
  givenEntitlement('ENT-3', 'globex', [
    givenLineItem('C-1', '2026-05-01'),
    givenLineItem('C-2', '2026-05-01', { state: 'obsolete', products: [{ productId: 'paint-2' }] }),
  ]),
  givenEntitlement('ENT-4', 'globex', [givenLineItem('D-1', '2026-06-01', { state: 'test' })], {
    state: 'test',
    test: true,
  }),
];

describe.each(postgresVersions())('lists of rights on PostgreSQL %i', (version) => {
  let world: World;
  let endUser: Actor;
  beforeAll(async () => {
    world = await openWorld({ version });
    await givenRecords(world.app, records);
    const { id } = await world.app.database
      .selectFrom('account')
      .select('account.id')
      .where('account.accountId', '=', 'globex')
      .executeTakeFirstOrThrow();
    endUser = { ...anybody, audience: 'endUser', scope: { all: false, accountIds: [id] } };
  });
  afterAll(() => world.close());

  type Query<List extends (...given: never[]) => unknown> = Partial<Parameters<List>[2]>;
  const entitlements = async (query: Query<typeof listEntitlements>, actor = anybody) =>
    (await listEntitlements(world.app, actor, { limit: 50, ...query })).items.map((one) => one.entitlementId);
  const lineItems = async (query: Query<typeof listLineItems>, actor = anybody) =>
    (await listLineItems(world.app, actor, { limit: 50, ...query })).items.map((one) => one.activationId);

  test('come newest first, or as they are asked for', async () => {
    expect(await entitlements({})).toEqual(['ENT-4', 'ENT-3', 'ENT-2', 'ENT-1']);
    expect(await entitlements({ sort: 'createdAt' })).toEqual(['ENT-1', 'ENT-2', 'ENT-3', 'ENT-4']);
    expect(await entitlements({ sort: '-entitlementId' })).toEqual(['ENT-4', 'ENT-3', 'ENT-2', 'ENT-1']);
    expect((await lineItems({})).toReversed()).toEqual(await lineItems({ sort: 'createdAt' }));
  });

  test('what never ends comes after every day, page by page too', async () => {
    const whole = await lineItems({ sort: 'expirationDate' });
    expect(whole).toEqual(['A-1', 'B-1', 'C-1', 'C-2', 'D-1', 'A-3', 'A-5', 'A-2', 'A-4']);
    for (const sort of ['expirationDate', '-expirationDate'] as const) {
      const paged: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await listLineItems(world.app, anybody, { limit: 1, sort, cursor });
        paged.push(...page.items.map((item) => item.activationId));
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      expect(paged).toEqual(sort === 'expirationDate' ? whole : whole.toReversed());
    }
    const forged = Buffer.from('expirationDate:1:2026-02-30').toString('base64url');
    await expect(lineItems({ sort: 'expirationDate', cursor: forged })).rejects.toMatchObject({
      code: 'invalid_cursor',
    });
  });

  test.each<[Query<typeof listEntitlements>, readonly string[]]>([
    [{ accountId: 'acme' }, ['ENT-1']],
    [{ state: 'draft' }, ['ENT-2']],
    [{ test: true }, ['ENT-4']],
    [{ test: false }, ['ENT-3', 'ENT-2', 'ENT-1']],
    [{ orderId: 'PO-2' }, ['ENT-1']],
    [{ orderId: 'PO-3' }, ['ENT-1']],
    [{ orderId: 'PO' }, []],
    [{ productId: 'paint-2' }, ['ENT-3', 'ENT-1']],
    [{ productId: 'paint-1' }, ['ENT-4', 'ENT-3', 'ENT-2', 'ENT-1']],
    [{ productId: 'care' }, ['ENT-1']],
    [{ productId: 'nothing' }, []],
    [{ expiresFrom: day('2026-05-01'), expiresUntil: day('2026-05-01') }, ['ENT-3']],
    [{ expiresUntil: day('2026-04-01') }, ['ENT-2', 'ENT-1']],
    [{ productId: 'paint-2', expiresUntil: day('2026-04-01') }, []],
    [{ q: 'ent-' }, ['ENT-4', 'ENT-3', 'ENT-2', 'ENT-1']],
    [{ q: 'c-2' }, ['ENT-3']],
    [{ q: 'po-3' }, ['ENT-1']],
    [{ q: 'name of acme' }, ['ENT-1']],
    [{ q: '100%' }, []],
    [{ q: 'ent', accountId: 'globex', state: 'deployed' }, ['ENT-3']],
  ])('of entitlements are narrowed down by %j', async (query, found) => {
    expect(await entitlements(query)).toEqual(found);
  });

  test('an entitlement in a list tells its first line items that are the newest of their chains', async () => {
    const { items } = await listEntitlements(world.app, anybody, { limit: 1, q: 'ENT-1' });
    expect(items[0]).toMatchObject({
      accountName: 'Name of acme',
      lineItemCount: 5,
      maintenanceLineItemCount: 1,
      firstLineItems: [
        { activationId: 'A-2', productName: 'Paint 1', maintenance: ['M-1'] },
        { activationId: 'A-3', productName: 'Paint 2', maintenance: ['M-1'] },
        { activationId: 'A-4', productName: 'Paint 1', maintenance: [] },
      ],
    });
  });

  test('a right names its account, products and technologies', async () => {
    const names = { accountId: 'acme', accountName: 'Name of acme' };
    const products = [{ productId: 'paint-2', name: 'Paint', version: '2', quantityPerCopy: 1 }];
    const item = { ...names, activationId: 'A-3', products, technologies: ['embedded'] };
    expect(await getLineItem(world.app, anybody, 'A-3')).toMatchObject(item);
    expect((await listLineItems(world.app, anybody, { limit: 1, q: 'A-3' })).items[0]).toMatchObject(item);
    const maintenance = { ...names, productName: 'Care', productVersion: '1' };
    expect(await getMaintenanceLineItem(world.app, anybody, 'M-1')).toMatchObject(maintenance);
    const whole = await getEntitlement(world.app, anybody, 'ENT-1');
    expect(whole).toMatchObject(names);
    expect(whole.lineItems[2]).toMatchObject(item);
    expect(whole.maintenanceLineItems[0]).toMatchObject(maintenance);
  });

  test('begin at an instant, or with a day in the time zone of the producer', async () => {
    await changeSettings(world.app, anybody, { businessTimeZone: 'America/New_York' });
    const made = (at: string, id: string) =>
      sql`update line_item set created_at = ${at} where line_item.activation_id = ${id}`.execute(world.app.database);
    await made('2126-01-10T04:59:59.999Z', 'A-1');
    await made('2126-01-10T05:00:00Z', 'A-2');
    await made('2126-01-10T06:00:00Z', 'A-3');
    expect(await lineItems({ createdFrom: day('2126-01-10') })).toEqual(['A-3', 'A-2']);
    expect(await lineItems({ createdFrom: new Date('2126-01-10T05:00:00.001Z') })).toEqual(['A-3']);
    expect(await lineItems({ createdFrom: day('2126-01-10'), type: 'renewal' })).toEqual(['A-2']);
    expect((await lineItems({ createdFrom: day('0001-01-01') })).length).toBe((await lineItems({})).length);
    expect(await lineItems({ createdFrom: day('9999-12-31') })).toEqual([]);
  });

  test('find by one letter or two only what begins with them, in either case', async () => {
    for (const q of ['E', 'en', 'EN']) expect(await entitlements({ q })).toEqual(['ENT-4', 'ENT-3', 'ENT-2', 'ENT-1']);
    for (const q of ['c', 'C-']) expect(await entitlements({ q })).toEqual(['ENT-3']);
    expect(await entitlements({ q: 'gl' })).toEqual(['ENT-4', 'ENT-3', 'ENT-2']);
    for (const q of ['nt', '-1', '%', '_']) expect(await entitlements({ q })).toEqual([]);
    expect(await lineItems({ q: 'd-' })).toEqual(['D-1']);
    for (const q of ['-1', '%']) expect(await lineItems({ q })).toEqual([]);
  });

  test('an end user sees the rights of the own accounts, and none that is drafted or over', async () => {
    expect(await entitlements({}, endUser)).toEqual(['ENT-4', 'ENT-3']);
    for (const q of ['b-1', 'c-2', 'a-1', 'ENT-1']) expect(await entitlements({ q }, endUser)).toEqual([]);
    expect(await entitlements({ q: 'c-1' }, endUser)).toEqual(['ENT-3']);
    expect(await entitlements({ productId: 'paint-2' }, endUser)).toEqual([]);
    expect(await lineItems({}, endUser)).toEqual(['D-1', 'C-1']);
    const { items } = await listEntitlements(world.app, endUser, { limit: 50, q: 'ENT-3' });
    expect(items[0]).toMatchObject({ lineItemCount: 1, firstLineItems: [{ activationId: 'C-1' }] });
    const whole = await getEntitlement(world.app, endUser, 'ENT-3');
    expect(whole.lineItems.map((item) => item.activationId)).toEqual(['C-1']);
    await expect(getEntitlement(world.app, endUser, 'ENT-2')).rejects.toMatchObject({ code: 'not_found' });
    await expect(getLineItem(world.app, endUser, 'C-2')).rejects.toMatchObject({ code: 'not_found' });
    await expect(getLineItem(world.app, endUser, 'A-1')).rejects.toMatchObject({ code: 'not_found' });
  });
});
