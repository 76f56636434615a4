import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anybody, givenAccount, givenRecords, smallCatalog } from '../../test/given-records.ts';
import { problemOf, reasonsOf } from '../../test/problem.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import { addItems, createEntitlement } from './entitlement-operations.ts';
import {
  entitlementHistory,
  getEntitlement,
  getLineItem,
  listEntitlements,
  listLineItems,
} from './entitlement-reading.ts';
import { getMaintenanceLineItem } from './maintenance-reading.ts';
import { newEntitlementSchema, type NewEntitlement } from './entitlement-schemas.ts';
import { changeEntitlementState, changeLineItemState } from './state-operations.ts';

describe.each(postgresVersions())('entitlements on PostgreSQL %i', (version) => {
  let world: World;
  let number = 0;
  beforeAll(async () => {
    world = await openWorld({ version });
    await givenRecords(world.app, [
      ...smallCatalog,
      {
        entity: 'licenseModel',
        licenseModelId: 'other',
        name: 'other',
        technology: 'embedded',
        counting: 'counted',
        lock: 'nodeLocked',
        state: 'deployed',
      },
      {
        entity: 'product',
        productId: 'both',
        name: 'Both',
        version: '1',
        licenseModels: ['model', 'other'],
        state: 'deployed',
      },
      { entity: 'product', productId: 'draft', name: 'Draft', version: '1', licenseModels: ['model'], state: 'draft' },
      ...givenAccount('A'),
      ...givenAccount('B'),
    ]);
  });
  afterAll(() => world.close());

  const parsed = (input: object): NewEntitlement => newEntitlementSchema.parse(input);
  const create = (input: object, actor: Actor = anybody) =>
    createEntitlement(world.app, actor, parsed({ accountId: 'A', ...input }));
  const paint = { products: [{ productId: 'paint-1' }], quantity: 5, expirationDate: '2027-01-01' };
  const nextId = (): string => `T-${version}-${(number += 1)}`;

  test('are drafts with IDs of Licet, a start today and the only license model, when nothing else is said', async () => {
    const made = await create({ lineItems: [paint] });
    expect(made).toMatchObject({ state: 'draft', accountId: 'A', version: 1, createdBy: 'test' });
    expect(made.entitlementId).toMatch(/^([0-9A-Z]{4}-){5}[0-9A-Z]{4}$/);
    expect(made.lineItems).toMatchObject([
      {
        state: 'draft',
        startDate: '2026-03-01',
        licenseModels: ['model'],
        type: 'new',
        entitlementId: made.entitlementId,
      },
    ]);
    expect(await getEntitlement(world.app, anybody, made.entitlementId)).toEqual(made);
  });

  test('of a term end on the last day of its first period', async () => {
    const { lineItems } = await create({
      lineItems: [{ ...paint, expirationDate: undefined, startDate: '2026-01-31', term: 'P1M' }],
    });
    expect(lineItems).toMatchObject([{ term: 'P1M', expirationDate: '2026-02-27' }]);
  });

  test('are deployed at once with everything in them', async () => {
    const [line, care] = [nextId(), nextId()];
    const made = await create({
      deploy: true,
      lineItems: [{ ...paint, activationId: line }],
      maintenanceLineItems: [{ activationId: care, productId: 'care', covers: [line], expirationDate: '2027-01-01' }],
    });
    expect([made.state, made.lineItems[0]?.state, made.maintenanceLineItems[0]?.state]).toEqual([
      'deployed',
      'deployed',
      'deployed',
    ]);
    expect(await getLineItem(world.app, anybody, line)).toMatchObject({ maintenance: [care], accountId: 'A' });
    expect(await getMaintenanceLineItem(world.app, anybody, care)).toMatchObject({ covers: [line], productId: 'care' });
  });

  test('are refused with every reason at once, and nothing is saved', async () => {
    const entitlementId = nextId();
    const codes = await reasonsOf(
      create({
        entitlementId,
        accountId: 'nobody',
        deploy: true,
        channelPartners: [
          { tier: 'distributor', accountId: 'A', currentOwner: true },
          { tier: 'distributor', accountId: 'B', currentOwner: true },
        ],
        lineItems: [
          { ...paint, products: [{ productId: 'nothing' }, { productId: 'care' }], licenseModels: ['none'] },
          { ...paint, activationId: entitlementId, permanent: true, startDate: '2028-01-01' },
          { ...paint, products: [{ productId: 'draft' }], expirationDate: null },
          {
            ...paint,
            products: [{ productId: 'both' }],
            startDateOption: 'atFirstActivation',
            startDate: '2026-01-01',
          },
        ],
        maintenanceLineItems: [
          { productId: 'paint-1', covers: ['nowhere'], startDate: '2026-02-01', expirationDate: '2026-01-01' },
        ],
      }),
    );
    expect(codes.toSorted()).toEqual(
      [
        'unknown_reference /accountId',
        'repeated /channelPartners/1/tier',
        'several_owners /channelPartners',
        'unknown_reference /lineItems/0/products/0/productId',
        'maintenance_not_licensed /lineItems/0/products/1/productId',
        'unknown_reference /lineItems/0/licenseModels/0',
        'license_model_not_of_product /lineItems/0/licenseModels/0',
        'id_taken /lineItems/1/activationId',
        'permanent_with_end /lineItems/1/permanent',
        'start_after_end /lineItems/1/startDate',
        'end_required /lineItems/2/expirationDate',
        'product_not_deployed /lineItems/2/products/0',
        'license_model_undetermined /lineItems/3/licenseModels',
        'start_date_not_allowed /lineItems/3/startDate',
        'not_maintenance /maintenanceLineItems/0/productId',
        'start_after_end /maintenanceLineItems/0/startDate',
        'unknown_reference /maintenanceLineItems/0/covers/0',
      ].toSorted(),
    );
    expect((await problemOf(getEntitlement(world.app, anybody, entitlementId))).code).toBe('not_found');
  });

  test('with one key created at once by many exist once', async () => {
    const entitlementId = nextId();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, () => create({ entitlementId, lineItems: [paint] })),
    );
    const losers = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
    expect(losers).toHaveLength(19);
    for (const loser of losers) expect(loser).toMatchObject({ code: 'duplicate_key' });
  });

  test('share one namespace with line items and maintenance', async () => {
    const id = nextId();
    await create({ entitlementId: id, lineItems: [paint] });
    expect(await reasonsOf(create({ lineItems: [{ ...paint, activationId: id }] }))).toEqual([
      'id_taken /lineItems/0/activationId',
    ]);
    const line = nextId();
    await create({ lineItems: [{ ...paint, activationId: line }] });
    expect(await reasonsOf(create({ entitlementId: line, lineItems: [paint] }))).toEqual(['id_taken /entitlementId']);
  });

  test('take further line items as drafts, and keep those that they have', async () => {
    const { entitlementId } = await create({ deploy: true, lineItems: [paint] });
    const grown = await addItems(world.app, anybody, entitlementId, {
      lineItems: parsed({ lineItems: [paint] }).lineItems,
    });
    expect(grown.lineItems.map((item) => item.state)).toEqual(['deployed', 'draft']);
    expect(grown.version).toBe(2);
    const stale = addItems(world.app, anybody, entitlementId, {
      lineItems: parsed({ lineItems: [paint] }).lineItems,
      expectedVersion: 1,
    });
    expect((await problemOf(stale)).code).toBe('stale_version');
  });

  test('can be found by any of their keys, page by page, without gaps', async () => {
    const made = await Promise.all(
      Array.from({ length: 7 }, (_, index) =>
        create({
          entitlementId: `PAGE-${version}-${index}`,
          accountId: 'B',
          lineItems: [{ ...paint, orderId: `SO-${version}-${index}` }],
        }),
      ),
    );
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listEntitlements(world.app, anybody, { limit: 3, cursor, q: `page-${version}` });
      seen.push(...page.items.map((item) => item.entitlementId));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen.toSorted()).toEqual(made.map((one) => one.entitlementId).toSorted());
    const found = await listLineItems(world.app, anybody, { limit: 50, q: `so-${version}-3` });
    expect(found.items).toMatchObject([{ entitlementId: `PAGE-${version}-3`, accountId: 'B' }]);
    expect(
      (await listLineItems(world.app, anybody, { limit: 50, accountId: 'B', orderId: `SO-${version}-3` })).items,
    ).toHaveLength(1);
  });

  test('of other accounts do not exist for an actor that is limited to some', async () => {
    const { entitlementId, lineItems } = await create({ accountId: 'B', lineItems: [paint] });
    const accountA = await world.app.database
      .selectFrom('account')
      .select('account.id')
      .where('account.accountId', '=', 'A')
      .executeTakeFirstOrThrow();
    const limited: Actor = { ...anybody, scope: { all: false, accountIds: [accountA.id] } };
    const line = lineItems[0]?.activationId ?? '';
    const attempts = [
      () => getEntitlement(world.app, limited, entitlementId),
      () => getLineItem(world.app, limited, line),
      () => changeEntitlementState(world.app, limited, entitlementId, { state: 'deployed' }),
      () => changeLineItemState(world.app, limited, line, { state: 'deployed' }),
      () => addItems(world.app, limited, entitlementId, { lineItems: parsed({ lineItems: [paint] }).lineItems }),
      () => entitlementHistory(world.app, limited, entitlementId, { limit: 5 }),
      () => create({ accountId: 'B', lineItems: [paint] }, limited),
    ];
    for (const attempt of attempts) expect((await problemOf(attempt())).code).toBe('not_found');
    expect((await listEntitlements(world.app, limited, { limit: 50, accountId: 'B' })).items).toEqual([]);
    expect((await listLineItems(world.app, limited, { limit: 50, accountId: 'B' })).items).toEqual([]);
  });
});
