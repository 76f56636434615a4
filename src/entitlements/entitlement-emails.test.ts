import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anybody, givenAccount, givenRecords, smallCatalog } from '../../test/given-records.ts';
import { reasonsOf } from '../../test/problem.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { listEmails } from '../notifications/email-operations.ts';
import { changeSettings } from '../settings/setting-operations.ts';
import { copyEntitlement } from './entitlement-copying.ts';
import { addItems, createEntitlement } from './entitlement-operations.ts';
import { newEntitlementSchema, newLineItemSchema } from './entitlement-schemas.ts';
import { changeEntitlementState, changeLineItemState } from './state-operations.ts';

describe.each(postgresVersions())('emails at a deployment on PostgreSQL %i', (version) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ version });
    await givenRecords(world.app, [
      ...smallCatalog,
      ...givenAccount('A'),
      ...givenAccount('QUIET', { subscriptions: { announcements: false } }),
    ]);
  });
  afterAll(() => world.close());

  async function bySetting(work: () => Promise<void>): Promise<void> {
    await changeSettings(world.app, anybody, { sendEntitlementEmailOnDeploy: true });
    await work().finally(() => changeSettings(world.app, anybody, { sendEntitlementEmailOnDeploy: false }));
  }

  async function queued(): Promise<number> {
    return (await listEmails(world.app, anybody, { limit: 500 })).items.length;
  }

  const line = { products: [{ productId: 'paint-1' }], quantity: 1, permanent: true };
  const create = (more: object) =>
    createEntitlement(world.app, anybody, newEntitlementSchema.parse({ accountId: 'A', lineItems: [line], ...more }));

  test('are sent where they are asked for', async () => {
    const before = await queued();
    await create({ deploy: true });
    expect(await queued()).toBe(before);
    const made = await create({ deploy: true, sendEmail: true });
    expect(await queued()).toBe(before + 1);
    await copyEntitlement(world.app, anybody, made.entitlementId, { deploy: true, sendEmail: true });
    expect(await queued()).toBe(before + 2);
    const draft = await create({});
    const deploy = { state: 'deployed', sendEmail: true } as const;
    const plan = await changeEntitlementState(world.app, anybody, draft.entitlementId, { ...deploy, preview: true });
    expect('emails' in plan ? plan.emails : []).toMatchObject([{ to: 'user@A.example' }]);
    expect(await queued()).toBe(before + 2);
    await changeEntitlementState(world.app, anybody, draft.entitlementId, deploy);
    expect(await queued()).toBe(before + 3);
  });

  test('are refused where they cannot be, and then nothing is done', async () => {
    const [quiet, before] = [{ accountId: 'QUIET', sendEmail: true }, await queued()];
    expect(await reasonsOf(create({ ...quiet, entitlementId: `Q-${version}`, deploy: true }))).toEqual([
      'no_receiver /to',
    ]);
    expect(await reasonsOf(create({ entitlementId: `Q-${version}`, sendEmail: true }))).toEqual([
      'not_deployed_no_email',
    ]);
    const draft = await create({ accountId: 'QUIET', entitlementId: `Q-${version}` });
    expect(
      await reasonsOf(
        changeEntitlementState(world.app, anybody, draft.entitlementId, { state: 'deployed', sendEmail: true }),
      ),
    ).toEqual(['no_receiver /to']);
    expect(await queued()).toBe(before);
  });

  test('are sent by the setting, unless somebody says otherwise or nobody would get them', async () => {
    const before = await queued();
    await bySetting(async () => {
      await create({ deploy: true });
      expect(await queued()).toBe(before + 1);
      await create({ deploy: true, sendEmail: false });
      await create({ deploy: true, accountId: 'QUIET' });
      const { entitlementId } = await create({});
      expect(await queued()).toBe(before + 1);
      await changeEntitlementState(world.app, anybody, entitlementId, { state: 'deployed' });
      expect(await queued()).toBe(before + 2);
      await changeEntitlementState(world.app, anybody, entitlementId, { state: 'inactive' });
      expect(await queued()).toBe(before + 2);
    });
  });

  test('tell of the whole entitlement where line items are added to it', async () => {
    const before = await queued();
    const { entitlementId } = await create({ deploy: true });
    const items = { lineItems: [newLineItemSchema.parse(line)], deploy: true };
    await addItems(world.app, anybody, entitlementId, items);
    expect(await queued()).toBe(before);
    await addItems(world.app, anybody, entitlementId, { ...items, sendEmail: true });
    const { items: emails } = await listEmails(world.app, anybody, { limit: 1, sort: '-createdAt' });
    expect(await queued()).toBe(before + 1);
    expect(emails).toMatchObject([{ type: 'entitlement' }]);
  });

  test('tell of one line item where only that is deployed', async () => {
    const before = await queued();
    const activationId = `ONE-${version}`;
    const { entitlementId } = await create({ deploy: true });
    const added = { lineItems: [newLineItemSchema.parse({ ...line, activationId })] };
    await addItems(world.app, anybody, entitlementId, added);
    const deploy = (sendEmail: boolean) =>
      changeLineItemState(world.app, anybody, activationId, { state: 'deployed', sendEmail });
    await deploy(false);
    expect(await queued()).toBe(before);
    await changeLineItemState(world.app, anybody, activationId, { state: 'draft' });
    await deploy(true);
    const { items } = await listEmails(world.app, anybody, { limit: 1, sort: '-createdAt' });
    expect(await queued()).toBe(before + 1);
    expect(items).toMatchObject([{ type: 'activatable-item', to: 'user@A.example' }]);
  });
});
