import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as given from '../../test/given.ts';
import { anybody, givenAccount, givenRecords, smallCatalog } from '../../test/given-records.ts';
import { problemOf, reasonsOf } from '../../test/problem.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { addItems, createEntitlement, previewEntitlement, previewItems } from './entitlement-operations.ts';
import { newLineItemSchema, type NewEntitlement } from './entitlement-schemas.ts';
import { getEntitlement } from './entitlement-reading.ts';

type NewLineItem = NonNullable<NewEntitlement['lineItems']>[number];

describe.each(postgresVersions())('previews of sales on PostgreSQL %i', (version) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ version });
    const draft = { entity: 'product', name: 'Draft', version: '1', licenseModels: ['model'], state: 'draft' };
    await givenRecords(world.app, [
      ...smallCatalog,
      { ...draft, productId: 'draft' },
      ...['A', 'B'].flatMap((accountId) => givenAccount(accountId)),
      {
        entity: 'customAttribute',
        of: 'maintenanceLineItem',
        name: 'level',
        label: 'Level',
        type: 'text',
        required: true,
      },
    ]);
    await createEntitlement(world.app, anybody, sale('E', { deploy: true }));
  });
  afterAll(() => world.close());

  const paint: NewLineItem = newLineItemSchema.parse({
    products: [{ productId: 'paint-1' }],
    quantity: 5,
    term: 'P1Y',
  });
  const sale = (id: string, more: Partial<NewEntitlement> = {}): NewEntitlement => ({
    entitlementId: id,
    accountId: 'A',
    shipToEmails: ['buyer@a.example'],
    lineItems: [{ ...paint, activationId: `${id}-1` }, paint],
    maintenanceLineItems: [{ productId: 'care', covers: [`${id}-1`], permanent: true, attributes: { level: 'gold' } }],
    ...more,
  });

  /** How many rows there are of everything that a sale writes. */
  async function rowCounts(): Promise<readonly unknown[]> {
    const { rows } = await sql`
      select (select count(*) from entitlement) as entitlements, (select count(*) from line_item) as line_items,
             (select count(*) from maintenance_line_item) as maintenance, (select count(*) from identifier) as identifiers,
             (select count(*) from email) as emails, (select count(*) from history_record) as history,
             (select sum(version) from entitlement) as versions`.execute(world.app.database);
    return rows;
  }

  test('show a new entitlement whole, as it is then made, and write nothing', async () => {
    const input = sale('F', { deploy: true, sendEmail: true });
    const before = await rowCounts();
    const plan = await previewEntitlement(world.app, anybody, input);
    expect(await rowCounts()).toEqual(before);
    expect(plan).toMatchObject({
      entitlementId: 'F',
      accountId: 'A',
      state: 'deployed',
      lineItems: [
        {
          activationId: 'F-1',
          products: [{ productId: 'paint-1', quantityPerCopy: 1 }],
          licenseModels: ['model'],
          quantity: 5,
          startDateOption: 'now',
          startDate: '2026-03-01',
          permanent: false,
          term: 'P1Y',
          expirationDate: '2027-02-28',
          versionDateOption: 'now',
          versionDate: null,
          partNumber: null,
          state: 'deployed',
        },
        { activationId: null, expirationDate: '2027-02-28' },
      ],
      maintenanceLineItems: [{ activationId: null, covers: ['F-1'], startDate: '2026-03-01', state: 'deployed' }],
      emails: [{ to: 'buyer@a.example' }],
    });
    const made = await createEntitlement(world.app, anybody, input);
    const unnamed = { activationId: expect.any(String), products: expect.any(Array) };
    expect(made).toMatchObject({
      state: plan.state,
      lineItems: plan.lineItems.map((item) => ({ ...item, ...unnamed })),
      maintenanceLineItems: plan.maintenanceLineItems.map((item) => ({ ...item, activationId: expect.any(String) })),
    });
    const { rows } = await sql<{ toAddress: string }>`
      select email.to_address from email order by email.id desc limit 1`.execute(world.app.database);
    expect(rows).toEqual([{ toAddress: 'buyer@a.example' }]);
  });

  test('leave the ID open that Licet makes', async () => {
    const { entitlementId, lineItems } = await previewEntitlement(world.app, anybody, { lineItems: [paint] });
    expect([entitlementId, lineItems[0]?.activationId, lineItems[0]?.state]).toEqual([null, null, 'draft']);
  });

  test('show of added items only these, and write nothing', async () => {
    const before = await rowCounts();
    const input = { lineItems: [{ ...paint, quantity: 2 }], deploy: true, sendEmail: true };
    const plan = await previewItems(world.app, anybody, 'E', input);
    expect(await rowCounts()).toEqual(before);
    expect(plan).toMatchObject({
      entitlementId: 'E',
      state: 'deployed',
      lineItems: [{ activationId: null, quantity: 2, state: 'deployed', startDate: '2026-03-01' }],
      maintenanceLineItems: [],
      emails: [{ to: 'buyer@a.example' }],
    });
    const { lineItems } = await addItems(world.app, anybody, 'E', input);
    expect(lineItems.map(({ quantity }) => quantity)).toEqual([5, 5, 2]);
  });

  test('tell every reason of every kind, as the sale itself does', async () => {
    const wrong = sale('G', {
      accountId: 'B',
      shipToEmails: [],
      sendEmail: true,
      lineItems: [{ ...paint, products: [{ productId: 'draft' }], licenseModels: ['none'] }],
      maintenanceLineItems: [{ productId: 'care', permanent: true }],
    });
    const reasons = [
      'unknown_reference /lineItems/0/licenseModels/0',
      'attribute_required /maintenanceLineItems/0/attributes/level',
      'product_not_deployed /lineItems/0/products/0',
      'license_model_not_of_product /lineItems/0/licenseModels/0',
      'not_deployed_no_email',
    ];
    expect(await reasonsOf(previewEntitlement(world.app, anybody, wrong))).toEqual(reasons);
    expect(await reasonsOf(createEntitlement(world.app, anybody, wrong))).toEqual(reasons);
    expect((await problemOf(getEntitlement(world.app, anybody, 'G'))).code).toBe('not_found');
    const items = { lineItems: wrong.lineItems, sendEmail: true };
    const ofItems = [reasons[0], reasons[2], reasons[3]];
    expect(await reasonsOf(previewItems(world.app, anybody, 'E', items))).toEqual(ofItems);
    expect(await reasonsOf(addItems(world.app, anybody, 'E', items))).toEqual(ofItems);
  });

  test('ask nobody by email about what is for an account that is not there', async () => {
    const wrong = sale('H', { accountId: 'NOBODY', sendEmail: true });
    expect(await reasonsOf(previewEntitlement(world.app, anybody, wrong))).toEqual(['unknown_reference /accountId']);
  });

  test('need what the sale needs: free keys, the version that was looked at, permissions', async () => {
    const { app } = world;
    const codeOf = async (work: Promise<unknown>): Promise<string> => (await problemOf(work)).code;
    expect(await codeOf(previewEntitlement(app, anybody, sale('E')))).toBe('duplicate_key');
    const lineItems = [{ ...paint, activationId: 'E-1' }];
    expect(await codeOf(previewItems(app, anybody, 'E', { lineItems }))).toBe('duplicate_key');
    expect(await codeOf(previewItems(app, anybody, 'E', { lineItems, expectedVersion: 99 }))).toBe('stale_version');
    expect(await codeOf(previewItems(app, anybody, 'NOTHING', { lineItems }))).toBe('not_found');
    const viewer = given.actor(['viewEntitlements']);
    expect(await codeOf(previewEntitlement(app, viewer, sale('I')))).toBe('forbidden');
    expect(await codeOf(previewItems(app, viewer, 'E', { lineItems }))).toBe('forbidden');
    const seller = given.actor(['createEntitlements']);
    expect(await codeOf(previewEntitlement(app, seller, sale('I', { deploy: true })))).toBe('forbidden');
  });
});
