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
import { problemOf, reasonsOf } from '../../test/problem.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { changeProductState } from '../catalog/product-operations.ts';
import { inTransaction } from '../platform/database.ts';
import { recordAll } from '../platform/recording.ts';
import { createEntitlement } from './entitlement-operations.ts';
import { getEntitlement, getLineItem } from './entitlement-reading.ts';
import { entitlementRecorder } from './entitlement-recorder.ts';
import { entitlementRecordSchema, newEntitlementSchema } from './entitlement-schemas.ts';
import { changeEntitlementState, changeLineItemState } from './state-operations.ts';

describe.each(postgresVersions())('a recorded entitlement on PostgreSQL %i', (version) => {
  let world: World;
  let number = 0;
  beforeAll(async () => {
    world = await openWorld({ version });
    await givenRecords(world.app, [...smallCatalog, ...givenAccount('A')]);
  });
  afterAll(() => world.close());

  const nextId = (): string => `R-${(number += 1)}`;
  const record = async (input: object) => {
    const { entity: _, ...fields } = { entity: '', ...input };
    const parsed = entitlementRecordSchema.parse(fields);
    const [outcome] = await inTransaction(world.app.database, (transaction) =>
      recordAll(transaction, anybody, entitlementRecorder, [parsed], 'update'),
    );
    return outcome;
  };
  const codesOf = async (input: object) => {
    const outcome = await record(input);
    return outcome?.outcome === 'failed'
      ? outcome.reasons.map((reason) => `${reason.code} ${reason.pointer ?? ''}`.trim())
      : outcome?.outcome;
  };

  test('ends anew when its term or its start changes, and keeps an end that was given', async () => {
    const [id, line] = [nextId(), nextId()];
    const item = { activationId: line, products: [{ productId: 'paint-1' }], quantity: 1 };
    await record(givenEntitlement(id, 'A', [{ ...item, startDate: '2026-01-01', term: 'P1Y', state: 'deployed' }]));
    const endAfter = async (change: object) => {
      await record({ entitlementId: id, lineItems: [{ ...item, ...change }] });
      return (await getLineItem(world.app, anybody, line)).expirationDate;
    };
    expect(await endAfter({ orderId: 'SO-1' })).toBe('2026-12-31');
    expect(await endAfter({ term: 'P3Y' })).toBe('2028-12-31');
    expect(await endAfter({ startDate: '2026-06-01' })).toBe('2029-05-31');
    expect(await endAfter({ term: null, expirationDate: '2027-01-15' })).toBe('2027-01-15');
    expect(await endAfter({ startDate: '2026-07-01' })).toBe('2027-01-15');
  });

  test('restores exactly what was deployed, also when a file touches it in between', async () => {
    const [id, one, two, late] = [nextId(), nextId(), nextId(), nextId()];
    await record(
      givenEntitlement(id, 'A', [
        givenLineItem(one, '2027-01-01'),
        givenLineItem(two, '2027-01-01', { state: 'inactive' }),
        givenLineItem(late, '2027-01-01'),
      ]),
    );
    const states = async () => (await getEntitlement(world.app, anybody, id)).lineItems.map((item) => item.state);
    await changeEntitlementState(world.app, anybody, id, { state: 'inactive' });
    await record({
      entitlementId: id,
      lineItems: [givenLineItem(one, '2027-01-01', { orderId: 'SO-2', state: undefined })],
    });
    await changeEntitlementState(world.app, anybody, id, { state: 'deployed' });
    expect(await states()).toEqual(['deployed', 'inactive', 'deployed']);
    await changeEntitlementState(world.app, anybody, id, { state: 'inactive' });
    await record({ entitlementId: id, state: 'deployed' });
    expect(await states()).toEqual(['inactive', 'inactive', 'inactive']);
    await changeLineItemState(world.app, anybody, one, { state: 'deployed' });
    await changeEntitlementState(world.app, anybody, id, { state: 'inactive' });
    await changeEntitlementState(world.app, anybody, id, { state: 'deployed' });
    expect(await states()).toEqual(['deployed', 'inactive', 'inactive']);
  });

  test('of thousands of line items may name a child before its parent', async () => {
    const id = nextId();
    const many = Array.from({ length: 2_500 }, (_, index) => givenLineItem(`${id}-${index}`, '2027-01-01'));
    const child = givenLineItem(`${id}-child`, '2028-01-01', { type: 'renewal', parentActivationId: `${id}-2499` });
    expect(await codesOf(givenEntitlement(id, 'A', [child, ...many]))).toBe('created');
    expect(await getLineItem(world.app, anybody, `${id}-child`)).toMatchObject({ parentActivationId: `${id}-2499` });
  });

  test('never draws more copies than there are, whoever else draws at the same time', async () => {
    const [home, parent] = [nextId(), nextId()];
    await record(givenEntitlement(home, 'A', [givenLineItem(parent, '2027-01-01')]));
    const draws = Array.from({ length: 6 }, () => {
      const id = nextId();
      return codesOf(
        givenEntitlement(id, 'A', [
          givenLineItem(`${id}-child`, '2028-01-01', { type: 'renewal', parentActivationId: parent, quantity: 5 }),
        ]),
      );
    });
    const outcomes = await Promise.all(draws);
    expect(outcomes.filter((outcome) => outcome === 'created')).toHaveLength(2);
    const { rows } = await sql<{ drawn: number }>`
      select sum(child.quantity) as drawn from line_item child join line_item parent on parent.id = child.parent_id where parent.activation_id = ${parent}`.execute(
      world.app.database,
    );
    expect(Number(rows[0]?.drawn)).toBe(10);
  });

  test('is not sold with a product that is taken back at the same moment', async () => {
    for (let round = 0; round < 8; round++) {
      const productId = nextId();
      await givenRecords(world.app, [
        { entity: 'product', productId, name: productId, version: '1', licenseModels: ['model'], state: 'deployed' },
      ]);
      const sale = newEntitlementSchema.parse({
        accountId: 'A',
        deploy: true,
        lineItems: [{ products: [{ productId }], quantity: 1, expirationDate: '2027-01-01' }],
      });
      const both = await Promise.allSettled([
        createEntitlement(world.app, anybody, sale),
        changeProductState(world.app, anybody, productId, { state: 'draft' }),
      ]);
      expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    }
  });

  test('stays obsolete, and stays a test, whatever a file says', async () => {
    const [id, line] = [nextId(), nextId()];
    await record(givenEntitlement(id, 'A', [givenLineItem(line, '2027-01-01', { state: 'obsolete' })]));
    expect(await codesOf({ entitlementId: id, lineItems: [givenLineItem(line, '2027-01-01')] })).toEqual([
      'state_is_final /lineItems/0/state',
    ]);
    const trial = nextId();
    await record({ entitlementId: trial, accountId: 'A', test: true });
    expect(await codesOf({ entitlementId: trial, test: false, state: 'deployed' })).toEqual(['state_is_final /state']);
  });

  test('keeps everything that is said of it, and is no change when it is said again', async () => {
    const [id, line] = [nextId(), nextId()];
    await givenRecords(world.app, [
      {
        entity: 'licenseModel',
        licenseModelId: `open-${version}`,
        name: `open-${version}`,
        technology: 'certificate',
        counting: 'counted',
        lock: 'nodeLocked',
        policies: { atEntitlement: ['returns', 'extraActivations'] },
        state: 'deployed',
      },
    ]);
    const given = givenEntitlement(
      id,
      'A',
      [
        givenLineItem(line, '2027-01-01', {
          licenseModels: ['model', `open-${version}`],
          policies: { returns: { allowedCount: 2, term: 'P1Y' }, extraActivations: 3 },
          versionDateOption: 'versionStartDateLater',
          versionTerm: 'P1Y',
          notice: '(c) Acme',
          serialNumber: 'S-1',
        }),
      ],
      {
        shipToAddress: '1 Main Street',
        emailTemplateVariation: 'gold',
        contacts: ['A-user'],
        channelPartners: [{ tier: 'reseller', accountId: 'A', currentOwner: true, contact: 'A-user' }],
      },
    );
    expect(await codesOf(given)).toBe('created');
    expect(await codesOf(given)).toBe('unchanged');
    expect(await codesOf({ entitlementId: id, description: 'x' })).toBe('updated');
    expect(await getEntitlement(world.app, anybody, id)).toMatchObject({
      contacts: ['A-user'],
      channelPartners: [{ contact: 'A-user' }],
      lineItems: [
        {
          policies: { returns: { allowedCount: 2, term: 'P1Y' }, extraActivations: 3, cancelLicense: null },
          versionDateOption: 'versionStartDateLater',
          versionTerm: 'P1Y',
          serialNumber: 'S-1',
        },
      ],
    });
  });

  test('is refused with reasons that point into what was given', async () => {
    const [id, stored] = [nextId(), nextId()];
    await record(
      givenEntitlement(id, 'A', [givenLineItem(stored, '2027-01-01'), givenLineItem(nextId(), '2027-01-01')]),
    );
    const wrong = givenLineItem(nextId(), '2027-01-01', { products: [{ productId: 'nothing' }] });
    expect(await codesOf({ entitlementId: id, lineItems: [wrong] })).toEqual([
      'unknown_reference /lineItems/0/products/0/productId',
    ]);
    const partners = [
      { tier: 'reseller', accountId: 'A' },
      { tier: 'distributor', accountId: 'nobody' },
      { tier: 'retail', accountId: 'unknown', currentOwner: true },
    ];
    expect(await codesOf({ entitlementId: id, channelPartners: partners })).toEqual([
      'unknown_reference /channelPartners/1/accountId',
      'unknown_partner /channelPartners/2/accountId',
      'unknown_tier /channelPartners/2/tier',
    ]);
  });

  test('has maintenance only for its own line items, of products in production', async () => {
    const [other, line] = [nextId(), nextId()];
    await record(givenEntitlement(other, 'A', [givenLineItem(line, '2027-01-01')]));
    await givenRecords(world.app, [
      {
        entity: 'product',
        productId: `care-${version}`,
        name: `Care ${version}`,
        version: '1',
        kind: 'maintenance',
        state: 'draft',
      },
    ]);
    const own = {
      activationId: nextId(),
      products: [{ productId: 'paint-1' }],
      quantity: 1,
      expirationDate: '2027-01-01',
    };
    const care = { productId: `care-${version}`, covers: [line], expirationDate: '2027-01-01' };
    const sale = newEntitlementSchema.parse({
      accountId: 'A',
      deploy: true,
      lineItems: [own],
      maintenanceLineItems: [care],
    });
    expect(await reasonsOf(createEntitlement(world.app, anybody, sale))).toEqual([
      'unknown_reference /maintenanceLineItems/0/covers/0',
      'product_not_deployed /maintenanceLineItems/0/productId',
    ]);
  });

  test('tells nobody whose a taken ID is, and counts no copies of others', async () => {
    const [other, line] = [nextId(), nextId()];
    await record(
      givenEntitlement(other, 'A', [
        givenLineItem(line, '2027-01-01'),
        givenLineItem(nextId(), '2028-01-01', { type: 'renewal', parentActivationId: line }),
      ]),
    );
    const sale = newEntitlementSchema.parse({
      accountId: 'A',
      lineItems: [
        { activationId: line, products: [{ productId: 'paint-1' }], quantity: 1, expirationDate: '2027-01-01' },
      ],
    });
    const problem = await problemOf(createEntitlement(world.app, anybody, sale));
    expect(problem).toMatchObject({
      code: 'duplicate_key',
      reasons: [{ code: 'id_taken', pointer: '/lineItems/0/activationId' }],
    });
    expect(problem.message).not.toContain(other);
  });

  test('whose term leaves the calendar is refused, as it would never end', async () => {
    const forever = {
      activationId: nextId(),
      products: [{ productId: 'paint-1' }],
      quantity: 1,
      startDate: '2026-01-01',
      term: 'P9999Y',
    };
    expect(await codesOf(givenEntitlement(nextId(), 'A', [forever]))).toEqual(['date_out_of_range /lineItems/0/term']);
  });
});
