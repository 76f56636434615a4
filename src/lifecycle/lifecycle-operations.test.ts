import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as given from '../../test/given.ts';
import {
  anybody,
  givenAccount,
  givenEntitlement,
  givenLineItem,
  givenRecords,
  smallCatalog,
} from '../../test/given-records.ts';
import { problemOf } from '../../test/problem.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { activate } from '../activation/activation-operations.ts';
import { getEntitlement, getLineItem } from '../entitlements/entitlement-reading.ts';
import { lineItemHistory } from '../entitlements/item-history.ts';
import { changeSettings } from '../settings/setting-operations.ts';
import { renewalSchema, replacementSchema } from './child-schemas.ts';
import { renewalRequest, replacementRequest } from './child-request.ts';
import { changeItemBatch } from './item-batch.ts';
import { renewLineItem } from './lifecycle-operations.ts';

const catalog: readonly object[] = [
  ...smallCatalog,
  {
    entity: 'licenseModel',
    licenseModelId: 'text',
    name: 'text',
    technology: 'certificate',
    counting: 'counted',
    lock: 'floating',
    state: 'deployed',
  },
  { entity: 'feature', featureId: 'dated', name: 'dated', versionFormat: 'dateBased', state: 'deployed' },
  { entity: 'product', productId: 'paint-pro', name: 'Pro', version: '1', licenseModels: ['model'], state: 'deployed' },
  {
    entity: 'product',
    productId: 'paint-text',
    name: 'Text',
    version: '1',
    licenseModels: ['text'],
    state: 'deployed',
  },
  {
    entity: 'product',
    productId: 'dated',
    name: 'Dated',
    version: '1',
    licenseModels: ['model'],
    features: [{ featureId: 'dated' }],
    state: 'deployed',
  },
  {
    entity: 'product',
    productId: 'no-upgrades',
    name: 'Care light',
    version: '1',
    kind: 'maintenance',
    allowUpgrades: false,
    state: 'deployed',
  },
  { entity: 'productRelationship', fromProductId: 'paint-1', toProductId: 'paint-2', type: 'upgrade' },
  { entity: 'productRelationship', fromProductId: 'paint-1', toProductId: 'paint-text', type: 'upgrade' },
  { entity: 'productRelationship', fromProductId: 'paint-1', toProductId: 'paint-pro', type: 'upsell' },
];

describe.each(postgresVersions())('a line item that is continued, on PostgreSQL %i', (version) => {
  let world: World;
  let number = 0;
  beforeAll(async () => {
    world = await openWorld({ version });
    await givenRecords(world.app, [...catalog, ...givenAccount('A')]);
  });
  afterAll(() => world.close());

  const codesOf = async (asked: Promise<unknown>) => (await problemOf(asked)).reasons.map(({ code }) => code);

  async function givenItem(more: object = {}, around: object = {}): Promise<{ id: string; entitlementId: string }> {
    const key = `${version}-${(number += 1)}`;
    const [id, entitlementId] = [`L-${key}`, `E-${key}`];
    await givenRecords(world.app, [
      givenEntitlement(entitlementId, 'A', [givenLineItem(id, '2026-12-31', more)], around),
    ]);
    return { id, entitlementId };
  }

  const renew = (id: string, wish: object = {}, options: object = {}) =>
    renewLineItem(world.app, anybody, id, { renewal: renewalSchema.parse({ term: 'P1Y', ...wish }), ...options });
  const item = (id: string) => getLineItem(world.app, anybody, id);

  test('is renewed from the day after its end, with everything that is left', async () => {
    const { id, entitlementId } = await givenItem({
      orderId: 'PO-1',
      autoRenew: { term: 'P1Y' },
      attributes: { cost: 'low' },
    });
    const { child } = await renew(id, { deploy: true, description: 'next year' });
    expect(await item(child.activationId)).toMatchObject({
      entitlementId,
      type: 'renewal',
      parentActivationId: id,
      quantity: 10,
      additionalCopies: 0,
      startDateOption: 'now',
      startDate: '2027-01-01',
      term: 'P1Y',
      expirationDate: '2027-12-31',
      state: 'deployed',
      autoRenew: { term: 'P1Y' },
      attributes: { cost: 'low' },
      description: 'next year',
      orderId: null,
      remainingCopies: 10,
    });
    expect(await item(id)).toMatchObject({ state: 'deployed', autoRenew: null, version: 2 });
  });

  test('is previewed as it then becomes, and nothing is saved', async () => {
    const { id, entitlementId } = await givenItem({ startDate: '2024-01-01', expirationDate: '2024-12-31' });
    const plan = await renew(id, { activationId: `${id}-r`, numberOfCopies: 3 }, { preview: true });
    expect(plan).toMatchObject({
      startsInThePast: true,
      warnings: [{ code: 'ends_in_the_past' }],
      parent: { before: {}, after: {} },
    });
    expect((await getEntitlement(world.app, anybody, entitlementId)).lineItems).toHaveLength(1);
    const { child } = await renew(id, { activationId: `${id}-r`, numberOfCopies: 3 });
    const { products, ...planned } = plan.child;
    expect(child).toMatchObject(planned);
    expect(child.products).toMatchObject(products);
  });

  test('gives parts away until nothing is left, and growth is sold besides', async () => {
    const { id } = await givenItem();
    const first = await renew(id, { numberOfCopies: 6, additionalCopies: 5 });
    expect(first.child).toMatchObject({ quantity: 11, additionalCopies: 5 });
    expect(await codesOf(renew(id, { numberOfCopies: 5 }))).toEqual(['insufficient_copies']);
    expect((await problemOf(renew(id, { numberOfCopies: 5 }))).reasons[0]).toMatchObject({
      message: expect.stringContaining(`${first.child.activationId} (6)`) as unknown,
      remedy: expect.stringContaining(`Continue ${first.child.activationId} instead`) as unknown,
    });
    expect((await renew(id)).child).toMatchObject({ quantity: 4 });
    expect(await codesOf(renew(id))).toEqual(['insufficient_copies']);
    await changeSettings(world.app, anybody, { checkCopiesWhenCreatingChildren: false });
    expect((await renew(id)).child).toMatchObject({ quantity: 10 });
    await changeSettings(world.app, anybody, { checkCopiesWhenCreatingChildren: true });
  });

  test('continues a chain of months that never drifts', async () => {
    const { id } = await givenItem({ startDate: '2026-01-31', term: 'P1M', expirationDate: '2026-02-27' });
    const periods: unknown[] = [];
    for (let above = id, k = 0; k < 3; k++) {
      const { child } = await renew(above, { term: undefined, deploy: true });
      periods.push([child.startDate, child.expirationDate]);
      above = child.activationId;
    }
    expect(periods).toEqual([
      ['2026-02-28', '2026-03-30'],
      ['2026-03-31', '2026-04-29'],
      ['2026-04-30', '2026-05-30'],
    ]);
  });

  test('is renewed only with a start and an end that are known', async () => {
    const unknown = await givenItem({
      startDate: null,
      startDateOption: 'firstActivationDate',
      term: 'P1Y',
      expirationDate: null,
    });
    expect(await codesOf(renew(unknown.id))).toEqual(['end_unknown']);
    expect((await renew(unknown.id, { startDate: '2027-05-01' })).child).toMatchObject({
      expirationDate: '2028-04-30',
    });
    const dated = await givenItem();
    expect(await codesOf(renew(dated.id, { term: undefined }))).toEqual(['end_required']);
    expect(await codesOf(renew(dated.id, { expirationDate: '2028-01-01' }))).toEqual(['term_or_expiration']);
    expect(await codesOf(renew(dated.id, { permanent: true }))).toEqual(['permanent_with_end']);
  });

  test('is renewed where it never ends only by a later version', async () => {
    const forever = { permanent: true, expirationDate: null };
    const plain = await givenItem(forever);
    expect(await codesOf(renew(plain.id, { term: undefined }))).toEqual(['permanent_without_date_based_feature']);
    const dated = await givenItem({ ...forever, products: [{ productId: 'dated' }], versionDate: '2025-06-01' });
    expect((await renew(dated.id, { term: undefined })).child).toMatchObject({
      permanent: true,
      versionDate: '2026-03-01',
    });
  });

  test('is continued under an ID that nothing has, not even beside it', async () => {
    const { id, entitlementId } = await givenItem();
    const { child } = await renew(id, { numberOfCopies: 4 });
    for (const activationId of [id, child.activationId, entitlementId])
      expect(await codesOf(renew(id, { activationId, numberOfCopies: 1 }))).toEqual(['id_taken']);
    const other = await givenItem();
    const same = [id, other.id].map((activationId) =>
      renewalRequest({ activationId }, renewalSchema.parse({ term: 'P1Y', activationId: `${id}-same` })),
    );
    const outcomes = await changeItemBatch(world.app, anybody, { operations: same, atomic: false, preview: false });
    expect(outcomes.map((one) => 'made' in one)).toEqual([true, false]);
  });

  test('is closed only where nothing would be lost', async () => {
    const { id } = await givenItem();
    const part = { numberOfCopies: 4, allowActivationsOnParent: false };
    expect(await codesOf(renew(id, part))).toEqual(['copies_would_be_lost']);
    await activate(world.app, anybody, { activationId: id, host: { type: 'h', id: 'H', name: null }, count: 1 });
    await changeSettings(world.app, anybody, { allowInactiveOrObsoleteWithActivations: false });
    expect(await codesOf(renew(id, { allowActivationsOnParent: false }))).toEqual(['has_activations']);
    await changeSettings(world.app, anybody, { allowInactiveOrObsoleteWithActivations: true });
    const plan = await renew(id, { allowActivationsOnParent: false }, { preview: true });
    expect(plan.parent).toMatchObject({ before: { state: 'deployed' }, after: { state: 'obsolete' } });
    await renew(id, { allowActivationsOnParent: false });
    expect(await item(id)).toMatchObject({ state: 'obsolete', activatedCount: 1 });
  });

  test('is told in the history at both ends', async () => {
    const { id } = await givenItem();
    const { child } = await renew(id);
    const historyOf = async (key: string) => (await lineItemHistory(world.app, anybody, key, { limit: 50 })).items;
    expect((await historyOf(id)).at(-1)).toMatchObject({
      event: 'changed',
      after: { continuedBy: { activationId: child.activationId, type: 'renewal', copies: 10 } },
    });
    expect(await historyOf(child.activationId)).toMatchObject([
      { event: 'created', after: { parentActivationId: id } },
    ]);
  });

  test('needs the permission of its verb, and the version that was seen', async () => {
    const { id } = await givenItem();
    const some = given.actor(['viewEntitlements', 'updateEntitlements']);
    const renewal = renewalSchema.parse({ term: 'P1Y' });
    expect((await problemOf(renewLineItem(world.app, some, id, { renewal }))).code).toBe('forbidden');
    expect((await problemOf(renew(id, {}, { expectedVersion: 7 }))).code).toBe('stale_version');
    expect((await problemOf(renew('nothing'))).code).toBe('not_found');
    const elsewhere = { ...anybody, scope: { all: false, accountIds: [] } } as const;
    expect((await problemOf(renewLineItem(world.app, elsewhere, id, { renewal }))).code).toBe('not_found');
  });

  test('stays a test', async () => {
    const { id } = await givenItem({ state: 'test' }, { state: 'test', test: true });
    const { child, parent } = await renew(id, { allowActivationsOnParent: false });
    expect([child, parent]).toMatchObject([{ state: 'test' }, { state: 'test' }]);
  });

  test('stands with others of its entitlement, or falls with them', async () => {
    const key = `${version}-${(number += 1)}`;
    const ids = [`L-${key}-0`, `L-${key}-1`, `L-${key}-2`];
    await givenRecords(world.app, [
      givenEntitlement(
        `E-${key}`,
        'A',
        ids.map((id) => givenLineItem(id, '2026-12-31')),
      ),
    ]);
    const [first = '', second = '', third = ''] = ids;
    const operations = (productId: string) => [
      renewalRequest({ activationId: first }, renewalSchema.parse({ term: 'P1Y' })),
      replacementRequest({ activationId: second, type: 'upgrade' }, replacementSchema.parse({ productId })),
      { activationId: third, change: { description: 'changed' } },
    ];
    const refused = await changeItemBatch(world.app, anybody, {
      operations: operations('paint-pro'),
      atomic: true,
      preview: false,
    });
    expect(refused.map((one) => 'made' in one)).toEqual([true, false, true]);
    expect((await getEntitlement(world.app, anybody, `E-${key}`)).lineItems).toHaveLength(3);
    const made = await changeItemBatch(world.app, anybody, {
      operations: operations('paint-2'),
      atomic: true,
      preview: false,
    });
    expect(made).toMatchObject([
      { made: { child: { type: 'renewal' } } },
      { made: { child: { type: 'upgrade' } } },
      { made: { description: 'changed' } },
    ]);
    const each = await changeItemBatch(world.app, anybody, {
      operations: [
        renewalRequest({ activationId: first }, renewalSchema.parse({ term: 'P1Y' })),
        renewalRequest({ activationId: third }, renewalSchema.parse({ term: 'P1Y', licenseModels: ['text'] })),
        replacementRequest(
          { activationId: second, type: 'upsell' },
          replacementSchema.parse({ productId: 'paint-pro' }),
        ),
      ],
      atomic: false,
      preview: false,
    });
    expect(each.map((one) => 'made' in one)).toEqual([false, false, false]);
  });
});
