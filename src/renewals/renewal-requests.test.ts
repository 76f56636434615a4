import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  anybody,
  givenAccount,
  givenEntitlement,
  givenLineItem,
  givenRecords,
  smallCatalog,
} from '../../test/given-records.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { everyLine, type Actor } from '../accounts/rules/permissions.ts';
import { getEmail, listEmails } from '../notifications/email-operations.ts';
import {
  activateEmailTemplate,
  deactivateEmailTemplate,
  listEmailTemplates,
} from '../notifications/email-template-operations.ts';
import { selectHistory } from '../platform/history.ts';
import { changeSettings } from '../settings/setting-operations.ts';
import { Problem } from '../shared/problems.ts';
import { daySchema } from '../shared/schemas.ts';
import { listExpiringItems } from './expiring-operations.ts';
import {
  closeRenewalRequest,
  getRenewalRequest,
  listRenewalRequests,
  requestRenewal,
  type NewRenewalRequest,
} from './renewal-request-operations.ts';
import type { RenewalRequestView } from './renewal-request-views.ts';

const records = [
  ...smallCatalog,
  ...givenAccount('acme', { locale: 'de' }),
  ...givenAccount('globex'),
  givenEntitlement(
    'ENT-1',
    'acme',
    ['A-1', 'A-2', 'A-3', 'A-4', 'A-5', 'A-6'].map((id) => givenLineItem(id, '2026-03-20')),
    {
      maintenanceLineItems: [
        {
          activationId: 'M-1',
          productId: 'care',
          covers: ['A-1'],
          startDate: '2025-01-01',
          expirationDate: '2026-03-10',
          state: 'deployed',
        },
      ],
    },
  ),
  givenEntitlement('ENT-2', 'globex', [givenLineItem('G-1', '2026-03-20'), givenLineItem('G-2', '2026-02-20')]),
  givenEntitlement('ENT-3', 'acme', [givenLineItem('D-1', '2026-03-20', { state: 'draft' })], { state: 'draft' }),
];

describe.each(postgresVersions())('a request for renewal on PostgreSQL %i', (version) => {
  let world: World;
  let lisa: Actor;
  beforeAll(async () => {
    world = await openWorld({ version });
    await givenRecords(world.app, records);
    await changeSettings(world.app, anybody, { requestRenewalNotificationEmail: 'sales@producer.example' });
    lisa = await endUser('acme');
  });
  afterAll(() => world.close());
  afterEach(async () => {
    for (const { renewalRequestId } of await open())
      await closeRenewalRequest(world.app, anybody, renewalRequestId, {});
  });

  async function endUser(accountId: string): Promise<Actor> {
    const { database } = world.app;
    const account = await database
      .selectFrom('account')
      .select('id')
      .where('accountId', '=', accountId)
      .executeTakeFirstOrThrow();
    const user = await database
      .selectFrom('licetUser')
      .select(['id', 'userId'])
      .where('userId', '=', `${accountId}-user`)
      .executeTakeFirstOrThrow();
    return {
      name: user.userId,
      audience: 'endUser',
      user: { ...user, sessionId: 1 },
      permissions: new Set(['viewExpiringEntitlements']),
      scope: { all: false, accountIds: [account.id] },
      productLines: everyLine,
    };
  }

  async function open(): Promise<readonly RenewalRequestView[]> {
    return (await listRenewalRequests(world.app, anybody, { limit: 500, status: 'open' })).items;
  }

  async function ask(actor: Actor, input: NewRenewalRequest): Promise<readonly RenewalRequestView[]> {
    const answer = await requestRenewal(world.app, actor, input);
    return 'requests' in answer ? answer.requests : [];
  }

  async function reasonsAgainst(actor: Actor, activationIds: readonly string[]): Promise<readonly string[]> {
    try {
      await ask(actor, { activationIds });
      return [];
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return error.reasons.map(({ code, pointer }) => `${code} ${pointer ?? ''}`.trim());
    }
  }

  const emails = async () => (await listEmails(world.app, anybody, { limit: 500, type: 'renewal-intent' })).items;

  test('is kept, told to the producer, and copied to whoever asks in their language', async () => {
    const before = (await emails()).length;
    const [request, ...others] = await ask(lisa, {
      activationIds: ['A-1', 'M-1'],
      note: 'By the end of March, please',
    });
    expect(others).toEqual([]);
    expect(request).toMatchObject({
      accountId: 'acme',
      accountName: 'Name of acme',
      requestedBy: { userId: 'acme-user', name: 'Lisa Barry', email: 'user@acme.example' },
      note: 'By the end of March, please',
      status: 'open',
      closedAt: null,
      version: 1,
      items: [
        {
          activationId: 'M-1',
          kind: 'maintenance',
          entitlementId: 'ENT-1',
          productName: 'Care 1',
          quantity: null,
          expirationDate: '2026-03-10',
        },
        { activationId: 'A-1', kind: 'lineItem', productName: 'Paint 1', quantity: 10 },
      ],
    });
    const sent = (await emails()).slice(0, (await emails()).length - before);
    expect(sent.map(({ to, accountId, userId }) => `${to} ${accountId} ${userId}`).toSorted()).toEqual([
      'sales@producer.example acme null',
      'user@acme.example acme acme-user',
    ]);
    const read = async (to: string) => getEmail(world.app, anybody, sent.find((one) => one.to === to)?.emailId ?? '');
    expect((await read('sales@producer.example')).text).toContain('asks to renew the following');
    const copy = await read('user@acme.example');
    expect(copy.text).toContain('By the end of March, please');
    expect(copy.text).not.toContain('asks to renew the following');
    const history = await selectHistory(world.app.database, { entity: 'renewalRequest', after: 0, limit: 500 });
    expect(history.at(-1)).toMatchObject({
      actor: 'acme-user',
      entityKey: request?.renewalRequestId,
      event: 'created',
    });
    expect(await getRenewalRequest(world.app, lisa, request?.renewalRequestId ?? '')).toEqual(request);
  });

  test('is previewed by the same path, which writes nothing', async () => {
    const before = [(await emails()).length, (await open()).length];
    const preview = await requestRenewal(world.app, lisa, { activationIds: ['A-2'], preview: true });
    expect(preview).toMatchObject({
      emails: [{ to: 'sales@producer.example' }, { to: 'user@acme.example' }],
      items: [{ activationId: 'A-2', productName: 'Paint 1' }],
    });
    expect([(await emails()).length, (await open()).length]).toEqual(before);
    const plan = 'emails' in preview ? preview.emails.map(({ to, subject }) => `${to} ${subject}`) : [];
    await ask(lisa, { activationIds: ['A-2'] });
    const sent = (await emails()).slice(0, 2).map(({ to, subject }) => `${to} ${subject}`);
    expect(sent.toSorted()).toEqual(plan.toSorted());
  });

  test('names every reason against every item, and is made for all or for none', async () => {
    await ask(lisa, { activationIds: ['A-3'] });
    expect(await reasonsAgainst(lisa, ['A-4', 'G-1', 'D-1', 'gone', 'A-3'])).toEqual([
      'unknown_reference /activationIds/1',
      'unknown_reference /activationIds/2',
      'unknown_reference /activationIds/3',
      'already_requested /activationIds/4',
    ]);
    expect((await open()).length).toBe(1);
    expect(await reasonsAgainst({ ...anybody }, ['D-1'])).toEqual(['not_deployed /activationIds/0']);
  });

  test('becomes one for each account, and tells a program by its name', async () => {
    const before = (await emails()).length;
    const requests = await ask(anybody, { activationIds: ['A-4', 'G-1', 'G-2'] });
    expect(requests.map(({ accountId, items }) => [accountId, items.map((item) => item.activationId)])).toEqual([
      ['acme', ['A-4']],
      ['globex', ['G-2', 'G-1']],
    ]);
    expect(requests[0]?.requestedBy).toEqual({ userId: null, name: 'test', email: null });
    const sent = (await emails()).slice(0, (await emails()).length - before);
    expect(sent.map((one) => one.to)).toEqual(['sales@producer.example', 'sales@producer.example']);
  });

  test('sends only the copy where nobody at the producer is to be told', async () => {
    await changeSettings(world.app, anybody, { requestRenewalNotificationEmail: '' });
    const before = (await emails()).length;
    await ask(lisa, { activationIds: ['A-5'] });
    const sent = (await emails()).slice(0, (await emails()).length - before);
    expect(sent.map((one) => one.to)).toEqual(['user@acme.example']);
    await changeSettings(world.app, anybody, { requestRenewalNotificationEmail: 'sales@producer.example' });
  });

  test('is refused while its template is not active', async () => {
    const { items } = await listEmailTemplates(world.app, anybody, { limit: 50, type: 'renewal-intent', locale: 'en' });
    const [template] = items;
    if (template === undefined) throw new Error('no template');
    await deactivateEmailTemplate(world.app, anybody, template.emailTemplateId);
    expect(await reasonsAgainst(lisa, ['A-5'])).toEqual(['template_inactive']);
    await activateEmailTemplate(world.app, anybody, template.emailTemplateId);
    expect(await reasonsAgainst(lisa, ['A-5'])).toEqual([]);
  });

  test('of twenty at once for one item is made once, and the others are told that it is', async () => {
    const twenty = Array.from({ length: 20 }, (_, index) =>
      reasonsAgainst(index % 2 === 0 ? lisa : anybody, index % 3 === 0 ? ['A-6', 'A-5'] : ['A-6']),
    );
    const answers = await Promise.all(twenty);
    expect(answers.filter((reasons) => reasons.length === 0).length).toBe(1);
    for (const reasons of answers)
      if (reasons.length > 0) expect(reasons).toContain('already_requested /activationIds/0');
    const requests = await open();
    expect(requests.filter(({ items }) => items.some((item) => item.activationId === 'A-6')).length).toBe(1);
  });

  test('is shown beside its items, is closed once, and may be made again', async () => {
    const [request] = await ask(lisa, { activationIds: ['A-2'] });
    const id = request?.renewalRequestId ?? '';
    const shown = async () =>
      (await listExpiringItems(world.app, lisa, { limit: 50 })).items.find((item) => item.activationId === 'A-2')
        ?.request;
    expect(await shown()).toMatchObject({ renewalRequestId: id, status: 'open' });
    await expect(closeRenewalRequest(world.app, lisa, id, {})).rejects.toMatchObject({ code: 'forbidden' });
    await expect(closeRenewalRequest(world.app, anybody, id, { expectedVersion: 2 })).rejects.toMatchObject({
      code: 'stale_version',
    });
    const closed = await closeRenewalRequest(world.app, anybody, id, { reason: 'Quoted', expectedVersion: 1 });
    expect(closed).toMatchObject({ status: 'closed', closedBy: 'test', closeReason: 'Quoted', version: 2 });
    expect(closed.closedAt).not.toBeNull();
    await expect(closeRenewalRequest(world.app, anybody, id, {})).rejects.toMatchObject({
      code: 'refused',
      reasons: [{ code: 'already_closed' }],
    });
    expect(await shown()).toMatchObject({ status: 'closed' });
    expect(await reasonsAgainst(lisa, ['A-2'])).toEqual([]);
    expect(await shown()).toMatchObject({ status: 'open' });
  });

  test('is of one end: what was renewed meanwhile may be asked for again, by the page and by the rule', async () => {
    await ask(lisa, { activationIds: ['A-3'] });
    const endOn = (day: string) =>
      world.app.database
        .updateTable('lineItem')
        .set({ expirationDate: daySchema.parse(day) })
        .where('lineItem.activationId', '=', 'A-3')
        .execute();
    const shown = async () =>
      (await listExpiringItems(world.app, lisa, { limit: 50 })).items.find((item) => item.activationId === 'A-3')
        ?.request;
    await endOn('2026-04-20');
    expect(await shown()).toBeNull();
    expect(await reasonsAgainst(lisa, ['A-3'])).toEqual([]);
    expect(await shown()).toMatchObject({ status: 'open' });
    expect(await reasonsAgainst(lisa, ['A-3'])).toEqual(['already_requested /activationIds/0']);
    await endOn('2026-03-20');
    expect(await reasonsAgainst(lisa, ['A-3'])).toEqual(['already_requested /activationIds/0']);
  });

  test('is listed from an instant on', async () => {
    const [request] = await ask(lisa, { activationIds: ['A-4'] });
    const at = new Date(request?.requestedAt ?? '');
    const from = async (requestedFrom: Date) =>
      (await listRenewalRequests(world.app, lisa, { limit: 500, status: 'open', requestedFrom })).items.length;
    expect(await from(at)).toBe(1);
    expect(await from(new Date(at.getTime() + 1))).toBe(0);
  });

  test('is seen by the people of its account and by nobody of another', async () => {
    const [request] = await ask(lisa, { activationIds: ['A-1'] });
    const id = request?.renewalRequestId ?? '';
    const other = await endUser('globex');
    await expect(getRenewalRequest(world.app, other, id)).rejects.toMatchObject({ code: 'not_found' });
    const seen = async (actor: Actor) =>
      (await listRenewalRequests(world.app, actor, { limit: 500, status: 'open' })).items.map(
        (one) => one.renewalRequestId,
      );
    expect(await seen(other)).toEqual([]);
    expect(await seen(lisa)).toEqual([id]);
    expect(
      (await listRenewalRequests(world.app, anybody, { limit: 500, accountId: 'globex', status: 'open' })).items,
    ).toEqual([]);
  });
});
