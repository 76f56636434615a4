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
import { changeSettings } from '../settings/setting-operations.ts';
import { changeEntitlement } from './entitlement-changing.ts';
import { createEntitlement } from './entitlement-operations.ts';
import { entitlementHistory, getEntitlement, getLineItem } from './entitlement-reading.ts';
import {
  entitlementChangesSchema,
  lineItemChangesSchema,
  maintenanceLineItemChangesSchema,
  newEntitlementSchema,
} from './entitlement-schemas.ts';
import { changeLineItem, changeMaintenanceLineItem } from './item-changing-operations.ts';
import { lineItemHistory } from './item-history.ts';
import { changeEntitlementState, changeLineItemState } from './state-operations.ts';

describe.each(postgresVersions())('changing rights on PostgreSQL %i', (version) => {
  let world: World;
  let number = 0;
  beforeAll(async () => {
    world = await openWorld({ version });
    await givenRecords(world.app, [...smallCatalog, ...givenAccount('A'), ...givenAccount('B'), ...givenAccount('P')]);
  });
  afterAll(() => world.close());

  const nextId = (): string => `C-${version}-${(number += 1)}`;
  const paint = { products: [{ productId: 'paint-1' }], quantity: 5, startDate: '2026-01-01', term: 'P1Y' };
  const create = (input: object) =>
    createEntitlement(world.app, anybody, newEntitlementSchema.parse({ accountId: 'A', ...input }));
  const edit = (id: string, changes: object, more: object = {}) =>
    changeEntitlement(world.app, anybody, id, { changes: entitlementChangesSchema.parse(changes), ...more });
  const editLine = (id: string, changes: object, more: object = {}) =>
    changeLineItem(world.app, anybody, id, { changes: lineItemChangesSchema.parse(changes), ...more });
  const editCare = (id: string, changes: object) =>
    changeMaintenanceLineItem(world.app, anybody, id, { changes: maintenanceLineItemChangesSchema.parse(changes) });
  const withEditing = async (work: () => Promise<void>) => {
    await changeSettings(world.app, anybody, { allowEditingOfDeployedEntities: true });
    await work().finally(() => changeSettings(world.app, anybody, { allowEditingOfDeployedEntities: false }));
  };

  /** An entitlement with a line item that maintenance covers. */
  const givenCovered = async (more: object = {}) => {
    const [id, line, care] = [nextId(), nextId(), nextId()];
    await create({
      entitlementId: id,
      lineItems: [{ ...paint, activationId: line }],
      maintenanceLineItems: [{ activationId: care, productId: 'care', covers: [line], expirationDate: '2027-01-01' }],
      ...more,
    });
    return { id, line, care };
  };

  test('keeps what is said of whom it goes to, and whom to ask', async () => {
    const { id } = await givenCovered();
    const changed = await edit(id, {
      shipToAddress: '1 Main Street',
      emailTemplateVariation: 'gold',
      contacts: ['A-user', 'P-user'],
      channelPartners: [{ tier: 'distributor', accountId: 'P', contact: 'P-user' }],
    });
    expect(changed).toMatchObject({
      shipToAddress: '1 Main Street',
      emailTemplateVariation: 'gold',
      contacts: ['A-user', 'P-user'],
      channelPartners: [{ tier: 'distributor', accountId: 'P', currentOwner: false, contact: 'P-user' }],
      version: 2,
    });
    expect(await edit(id, {})).toEqual(changed);
  });

  test('tells end users of contacts in accounts of theirs only', async () => {
    const { id } = await givenCovered({ deploy: true });
    await edit(id, { contacts: ['A-user'] });
    const { id: other } = await givenCovered({
      deploy: true,
      channelPartners: [{ tier: 'reseller', accountId: 'P', contact: 'P-user' }],
      contacts: ['P-user', 'A-user'],
    });
    const { id: row } = await world.app.database
      .selectFrom('account')
      .select('account.id')
      .where('account.accountId', '=', 'A')
      .executeTakeFirstOrThrow();
    const customer = { ...anybody, audience: 'endUser', scope: { all: false, accountIds: [row] } } as const;
    expect((await getEntitlement(world.app, customer, id)).contacts).toEqual(['A-user']);
    const seen = await getEntitlement(world.app, customer, other);
    expect([seen.contacts, seen.channelPartners]).toEqual([['A-user'], []]);
    await world.app.database.deleteFrom('licetUser').where('licetUser.userId', '=', 'P-user').execute();
    expect(await getEntitlement(world.app, anybody, other)).toMatchObject({
      contacts: ['A-user'],
      channelPartners: [{ accountId: 'P', contact: null }],
    });
    await givenRecords(world.app, givenAccount('P'));
  });

  test('refuses contacts of other accounts and tiers that there are not', async () => {
    const { id } = await givenCovered();
    const codes = await reasonsOf(
      edit(id, {
        contacts: ['A-user', 'B-user', 'nobody'],
        channelPartners: [
          { tier: 'endCustomer', accountId: 'P', contact: 'A-user' },
          { tier: 'retail', accountId: 'P' },
        ],
      }),
    );
    expect(codes.toSorted()).toEqual(
      [
        'contact_not_of_account /contacts/1',
        'unknown_reference /contacts/2',
        'contact_not_of_account /channelPartners/0/contact',
        'reserved_tier /channelPartners/0/tier',
        'unknown_tier /channelPartners/1/tier',
      ].toSorted(),
    );
    await changeSettings(world.app, anybody, { channelTiers: ['retail'] });
    await edit(id, { channelPartners: [{ tier: 'retail', accountId: 'P' }] });
    await changeSettings(world.app, anybody, { channelTiers: ['distributor', 'reseller'] });
    expect(await edit(id, { description: 'sold in a tier that is gone' })).toMatchObject({
      channelPartners: [{ tier: 'retail' }],
    });
  });

  test('changes everything of a draft, and tells only what differs beforehand', async () => {
    const { id, line, care } = await givenCovered();
    expect(await editLine(line, { quantity: 7, orderId: 'SO-1' }, { preview: true })).toEqual({
      before: { quantity: 5, orderId: null },
      after: { quantity: 7, orderId: 'SO-1' },
    });
    expect(await getLineItem(world.app, anybody, line)).toMatchObject({ quantity: 5, version: 1 });
    expect(
      await editLine(line, { quantity: 7, products: [{ productId: 'paint-2' }], notice: 'N', serialNumber: 'S' }),
    ).toMatchObject({ quantity: 7, products: [{ productId: 'paint-2' }], notice: 'N', serialNumber: 'S', version: 2 });
    expect(await editCare(care, { expirationDate: '2028-01-01' })).toMatchObject({ covers: [line], version: 2 });
    expect(await getEntitlement(world.app, anybody, id)).toMatchObject({ version: 3 });
    expect((await problemOf(editLine(line, { quantity: 8 }, { expectedVersion: 1 }))).code).toBe('stale_version');
    expect((await problemOf(editLine(care, { quantity: 8 }))).code).toBe('not_found');
  });

  test('asks of a changed draft what a new one is asked', async () => {
    const { line, care } = await givenCovered();
    expect(
      (
        await reasonsOf(
          editLine(line, {
            products: [{ productId: 'care' }],
            expirationDate: '2030-01-01',
            versionDateOption: 'versionStartDateLater',
            versionDate: '2026-01-01',
          }),
        )
      ).toSorted(),
    ).toEqual(
      [
        'license_model_not_of_product /licenseModels/0',
        'maintenance_not_licensed /products/0/productId',
        'term_or_expiration /expirationDate',
        'version_date_not_allowed /versionDate',
        'version_term_required /versionTerm',
      ].toSorted(),
    );
    expect(await reasonsOf(editCare(care, { productId: 'paint-1', covers: ['nowhere'] }))).toEqual([
      'not_maintenance /productId',
      'unknown_reference /covers/0',
    ]);
  });

  test('moves the end of a term with its start, and never an end that was given', async () => {
    const { line } = await givenCovered();
    expect(await editLine(line, { startDate: '2026-06-01' })).toMatchObject({ expirationDate: '2027-05-31' });
    await editLine(line, { term: null, expirationDate: '2027-12-31' });
    expect(await editLine(line, { startDate: '2026-07-01' })).toMatchObject({ expirationDate: '2027-12-31' });
    expect(await editLine(line, { term: 'P2Y' })).toMatchObject({ term: 'P2Y', expirationDate: '2028-06-30' });
  });

  test('changes of what is deployed only what changes no right', async () => {
    const { id, line, care } = await givenCovered({ deploy: true });
    await edit(id, { description: 'x', shipToEmails: ['a@a.example'], contacts: ['A-user'], attributes: { a: 1 } });
    await editLine(line, { description: 'x', orderId: 'SO', attributes: { a: 1 }, autoRenew: { term: 'P1Y' } });
    await editCare(care, { description: 'x', covers: [] });
    expect(await reasonsOf(edit(id, { accountId: 'B', entitlementId: nextId() }))).toEqual([
      'not_editable /entitlementId',
      'not_editable /accountId',
      'contact_not_of_account /contacts/0',
    ]);
    const refused = await problemOf(editLine(line, { quantity: 6, term: 'P2Y', products: [{ productId: 'paint-2' }] }));
    expect(refused.reasons.map(({ code, pointer }) => `${code} ${pointer}`).toSorted()).toEqual(
      ['expirationDate', 'products', 'quantity', 'term'].map((field) => `not_editable /${field}`),
    );
    for (const { remedy } of refused.reasons) expect(remedy).toContain('allowEditingOfDeployedEntities');
    expect(await reasonsOf(editCare(care, { expirationDate: '2029-01-01' }))).toEqual(['not_editable /expirationDate']);
  });

  test('changes quantity, dates and products of what is deployed where the setting opens them, and stays valid', async () => {
    const { line, care } = await givenCovered({ deploy: true });
    await withEditing(async () => {
      expect(await editLine(line, { quantity: 6, startDate: '2026-02-01' })).toMatchObject({
        quantity: 6,
        expirationDate: '2027-01-31',
        state: 'deployed',
      });
      expect(await editLine(line, { products: [{ productId: 'paint-2' }] })).toMatchObject({ state: 'deployed' });
      expect(await editCare(care, { expirationDate: '2029-01-01' })).toMatchObject({ expirationDate: '2029-01-01' });
      expect(await reasonsOf(editLine(line, { licenseModels: [] }))).toEqual([
        'license_model_undetermined /licenseModels',
      ]);
      expect(await reasonsOf(editLine(line, { activationId: nextId() }))).toEqual(['not_editable /activationId']);
    });
  });

  test('changes nothing of what is inactive or obsolete, be it the line item or its entitlement', async () => {
    const { id, line } = await givenCovered({ deploy: true });
    await changeLineItemState(world.app, anybody, line, { state: 'inactive' });
    expect(await reasonsOf(editLine(line, { description: 'x' }))).toEqual(['not_editable /description']);
    await changeLineItemState(world.app, anybody, line, { state: 'draft' });
    await changeEntitlementState(world.app, anybody, id, { state: 'inactive' });
    expect(await reasonsOf(editLine(line, { description: 'x' }))).toEqual(['not_editable /description']);
    expect(await reasonsOf(edit(id, { description: 'x' }))).toEqual(['not_editable /description']);
    await changeEntitlementState(world.app, anybody, id, { state: 'deployed' });
    await editLine(line, { quantity: 50, description: 'a draft in what is deployed' });
    await changeEntitlementState(world.app, anybody, id, { state: 'obsolete' });
    expect(await reasonsOf(editLine(line, { quantity: 51 }))).toEqual(['not_editable /quantity']);
  });

  test('never leaves less than its children have drawn', async () => {
    const [id, parent, child] = [nextId(), nextId(), nextId()];
    await givenRecords(world.app, [
      givenEntitlement(id, 'A', [
        givenLineItem(parent, '2027-01-01', { quantity: 10 }),
        givenLineItem(child, '2028-01-01', { quantity: 6, type: 'renewal', parentActivationId: parent }),
      ]),
    ]);
    await withEditing(async () => {
      expect(await reasonsOf(editLine(parent, { quantity: 5 }))).toEqual(['insufficient_copies /quantity']);
      expect(await reasonsOf(editLine(child, { quantity: 11 }))).toEqual(['insufficient_copies /quantity']);
      await changeSettings(world.app, anybody, { checkCopiesWhenCreatingChildren: false });
      expect(await reasonsOf(editLine(parent, { quantity: 5 }))).toEqual(['insufficient_copies /quantity']);
      await editLine(child, { quantity: 11 });
      await changeSettings(world.app, anybody, { checkCopiesWhenCreatingChildren: true });
    });
  });

  test('gives drafts other keys, in one namespace, and remembers the old ones', async () => {
    const { id, line, care } = await givenCovered();
    const [newId, newLine, newCare] = [nextId(), nextId(), nextId()];
    expect(await reasonsOf(editLine(line, { activationId: id }))).toEqual(['id_taken /activationId']);
    expect(await reasonsOf(edit(id, { entitlementId: care }))).toEqual(['id_taken /entitlementId']);
    expect(await editLine(line, { activationId: newLine, quantity: 9 }, { preview: true })).toEqual({
      before: { activationId: line, quantity: 5 },
      after: { activationId: newLine, quantity: 9 },
    });
    expect(await editLine(line, { activationId: newLine, quantity: 9 })).toMatchObject({
      activationId: newLine,
      quantity: 9,
      maintenance: [care],
    });
    expect(await editCare(care, { activationId: newCare })).toMatchObject({ covers: [newLine] });
    expect(await edit(id, { entitlementId: newId, description: 'renamed' })).toMatchObject({ entitlementId: newId });
    expect((await problemOf(getLineItem(world.app, anybody, line))).code).toBe('not_found');
    const { items } = await lineItemHistory(world.app, anybody, newLine, { limit: 10 });
    expect(items).toMatchObject([
      { event: 'created', entityKey: line },
      { event: 'changed', before: { quantity: 5 }, after: { quantity: 9 } },
      { event: 'changed', before: { activationId: line }, after: { activationId: newLine } },
    ]);
    const whole = await entitlementHistory(world.app, anybody, newId, { limit: 50 });
    expect(whole.items).toContainEqual(
      expect.objectContaining({ before: { entitlementId: id }, after: { entitlementId: newId } }),
    );
    await create({ entitlementId: id, lineItems: [{ ...paint, activationId: line }] });
  });

  test('changes what is right although something beside it is not any more', async () => {
    const [id, line, other] = [nextId(), nextId(), nextId()];
    await givenRecords(world.app, [
      {
        entity: 'entitlement',
        entitlementId: id,
        accountId: 'A',
        state: 'draft',
        lineItems: [
          givenLineItem(line, '2027-01-01', { state: 'draft' }),
          givenLineItem(other, '2027-01-01', { state: 'draft' }),
        ],
      },
    ]);
    await editLine(line, { quantity: 3 });
    expect(await getLineItem(world.app, anybody, other)).toMatchObject({ version: 1 });
  });
});
