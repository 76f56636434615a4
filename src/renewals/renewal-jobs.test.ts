import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  anybody,
  givenAccount,
  givenEntitlement,
  givenLineItem,
  givenOrderBook,
  givenRecords,
  orderBook,
  runJob,
  smallCatalog,
} from '../../test/given-records.ts';
import { onDay, openWorld, postgresVersions, type World } from '../../test/world.ts';
import { changeJob } from '../jobs/job-operations.ts';
import { previewJob } from '../jobs/job-preview.ts';
import type { JobRunItemView } from '../jobs/job-run-view.ts';
import { getEmail, listEmails } from '../notifications/email-operations.ts';
import { deactivateEmailTemplate, listEmailTemplates } from '../notifications/email-template-operations.ts';
import { parseDay } from '../shared/day.ts';
import { changeSettings } from '../settings/setting-operations.ts';

interface Expectation {
  readonly outcome: string;
  readonly to?: readonly string[];
  readonly items?: readonly object[];
}
const expected: Readonly<Record<'expiring' | 'expired', Readonly<Record<string, Expectation>>>> = JSON.parse(
  readFileSync(join(orderBook, 'expected.json'), 'utf8'),
);

function verdicts(items: readonly JobRunItemView[]): Record<string, Expectation> {
  return Object.fromEntries(
    items.map(({ accountId, outcome, receivers, listed }) => [
      accountId,
      {
        outcome,
        ...(outcome === 'mailed' ? { to: receivers } : {}),
        ...(outcome === 'outside_window' ? {} : { items: listed }),
      },
    ]),
  );
}

async function emailsOf(world: World, type: string): Promise<readonly string[]> {
  const { items } = await listEmails(world.app, anybody, { limit: 500, type });
  return items.map((email) => `${email.accountId} ${email.to}`).toSorted();
}

describe.each(postgresVersions())('the order book on PostgreSQL %i', (version) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ version });
    await givenOrderBook(world.app);
  });
  afterAll(() => world.close());

  test.each([
    ['expiring-entitlements', 'expiring', 'renewal-reminder'],
    ['expired-entitlements', 'expired', 'renewal-reminder-expired'],
  ] as const)('gives every account the outcome, receivers and items of %s', async (key, kind, type) => {
    const preview = await previewJob(world.app, anybody, key, { limit: 500 });
    expect(await emailsOf(world, type)).toEqual([]);
    const { run, items } = await runJob(world.app, key);
    expect(run.status).toBe('succeeded');
    expect(verdicts(items)).toEqual(expected[kind]);
    expect(verdicts(preview.items)).toEqual(expected[kind]);
    expect({ summary: preview.summary, emails: preview.emails }).toEqual({ summary: run.summary, emails: run.emails });
    const to = Object.entries(expected[kind]).flatMap(([accountId, one]) =>
      (one.to ?? []).map((address) => `${accountId} ${address}`),
    );
    expect(await emailsOf(world, type)).toEqual(to.toSorted());
    expect(
      preview.items.flatMap((item) => item.emails.map((email) => `${item.accountId} ${email.to}`)).toSorted(),
    ).toEqual(to.toSorted());
  });

  test('says nothing twice on the same day', async () => {
    const before = (await listEmails(world.app, anybody, { limit: 500 })).items.length;
    const again = verdicts((await runJob(world.app, 'expiring-entitlements')).items);
    const mailed = Object.entries(expected.expiring).filter(([, one]) => one.outcome === 'mailed');
    for (const [accountId] of mailed) expect(again[accountId]?.outcome).toBe('within_frequency');
    const late = verdicts((await runJob(world.app, 'expired-entitlements')).items);
    for (const [accountId, one] of Object.entries(expected.expired))
      expect(late[accountId] === undefined).toBe(one.outcome === 'mailed');
    expect((await listEmails(world.app, anybody, { limit: 500 })).items).toHaveLength(before);
  });
});

describe.each(postgresVersions())('a reminder on PostgreSQL %i', (version) => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld({ version });
    await givenRecords(world.app, [...smallCatalog, ...givenAccount('A')]);
  });
  afterEach(() => world.close());

  const outcomes = async (day: string, key = 'expiring-entitlements') =>
    (await runJob(onDay(world, day), key)).items.map(
      (item) => `${item.accountId} ${item.outcome} ${item.listed.length}`,
    );

  test('comes again when the frequency allows it, and not a day earlier', async () => {
    await givenRecords(world.app, [givenEntitlement('E', 'A', [givenLineItem('L', '2026-05-20')])]);
    expect(await outcomes('2026-03-01')).toEqual(['A mailed 1']);
    expect(await outcomes('2026-03-30')).toEqual(['A within_frequency 1']);
    expect(await outcomes('2026-03-31')).toEqual(['A mailed 1']);
  });

  test('of what has expired comes once for each expiration date, however long the job was away', async () => {
    await givenRecords(world.app, [givenEntitlement('E', 'A', [givenLineItem('L', '2026-02-20')])]);
    const key = 'expired-entitlements';
    expect(await outcomes('2026-03-01', key)).toEqual(['A mailed 1']);
    expect(await outcomes('2027-03-01', key)).toEqual([]);
    await givenRecords(world.app, [givenEntitlement('E', 'A', [givenLineItem('L', '2027-02-20')])]);
    expect(await outcomes('2028-06-01', key)).toEqual(['A mailed 1']);
  });

  test('of what has expired never looks further back than the first day that it was told to', async () => {
    await givenRecords(world.app, [
      givenEntitlement('E', 'A', [givenLineItem('L', '2025-11-30'), givenLineItem('M', '2025-12-01')]),
    ]);
    await changeJob(world.app, anybody, 'expired-entitlements', { status: 'active' });
    const later = await runJob(onDay(world, '2026-04-01'), 'expired-entitlements');
    expect(later.items.flatMap((item) => item.listed)).toMatchObject([{ activationId: 'M' }]);
  });

  test('is held back and stays due while a template is inactive', async () => {
    await givenRecords(world.app, [givenEntitlement('E', 'A', [givenLineItem('L', '2026-02-20')])]);
    const { items } = await listEmailTemplates(world.app, anybody, { limit: 50, type: 'renewal-intent' });
    const english = items.find((template) => template.locale === 'en');
    await deactivateEmailTemplate(world.app, anybody, english?.emailTemplateId ?? '');
    expect(await outcomes('2026-03-01', 'expired-entitlements')).toEqual(['A template_inactive 1']);
    expect(await emailsOf(world, 'renewal-reminder-expired')).toEqual([]);
  });

  test('for accounts where nobody takes it goes to the producer in one digest, under the same frequency', async () => {
    await changeSettings(world.app, anybody, { noSubscriberNotificationEmail: 'renewals@producer.example' });
    await givenRecords(world.app, [
      ...givenAccount('B', { subscriptions: { expiringEntitlements: false } }),
      ...givenAccount('C', { status: 'inactive' }),
      ...givenAccount('D', { memberships: [{ accountId: 'D', roles: ['Engineer'] }] }),
      ...['B', 'C', 'D'].map((id) => givenEntitlement(`E${id}`, id, [givenLineItem(`L${id}`, '2026-04-01')])),
    ]);
    const preview = await previewJob(world.app, anybody, 'expiring-entitlements', { limit: 1 });
    expect(preview).toMatchObject({
      summary: { producer_notified: 3 },
      emails: 1,
      digest: { to: 'renewals@producer.example', subject: '3 accounts with expiring licenses take no reminders' },
    });
    const { run, items } = await runJob(world.app, 'expiring-entitlements');
    expect(items.map((item) => `${item.accountId} ${item.outcome}`)).toEqual([
      'B producer_notified',
      'C producer_notified',
      'D producer_notified',
    ]);
    expect({ summary: run.summary, emails: run.emails }).toEqual({ summary: preview.summary, emails: preview.emails });
    const [digest] = (await listEmails(world.app, anybody, { limit: 1, type: 'no-subscriber-digest' })).items;
    expect(digest?.subject).toBe(preview.digest?.subject);
    expect(await emailsOf(world, 'no-subscriber-digest')).toEqual(['null renewals@producer.example']);
    expect(await outcomes('2026-03-05')).toEqual([
      'B within_frequency 1',
      'C within_frequency 1',
      'D within_frequency 1',
    ]);
    expect(await emailsOf(world, 'no-subscriber-digest')).toHaveLength(1);
  });

  test('goes to nobody where the current owner in the channel is not known either', async () => {
    await givenRecords(world.app, [
      givenEntitlement('E1', 'unknown', [givenLineItem('L1', '2026-04-01')]),
      givenEntitlement('E2', 'unknown', [givenLineItem('L2', '2026-04-01')]),
    ]);
    // No door takes this; a run must not stumble over it all the same.
    await sql`
      insert into entitlement_channel_partner (entitlement_id, tier, account_id, current_owner)
      select entitlement.id, 'distributor', entitlement.account_id, true from entitlement where entitlement.entitlement_id = 'E1'`.execute(
      world.app.database,
    );
    expect(await outcomes('2026-03-01')).toEqual(['unknown no_holder 2']);
  });

  test('goes to the current owner in the channel while the end customer is not known', async () => {
    await givenRecords(world.app, [
      { entity: 'account', accountId: 'P', name: 'Partner', type: 'partner' },
      {
        entity: 'user',
        userId: 'P-user',
        userName: 'p@p.example',
        firstName: 'P',
        lastName: 'P',
        email: 'p@p.example',
        memberships: [{ accountId: 'P', roles: ['Stock'] }],
        subscriptions: { expiringEntitlements: true },
      },
      givenEntitlement('E1', 'unknown', [givenLineItem('L1', '2026-04-01')], {
        channelPartners: [{ tier: 'distributor', accountId: 'P', currentOwner: true }],
      }),
      givenEntitlement('E2', 'unknown', [givenLineItem('L2', '2026-04-01')], {
        channelPartners: [{ tier: 'distributor', accountId: 'P' }],
      }),
      givenEntitlement('E3', 'A', [givenLineItem('L3', '2026-04-01')], {
        channelPartners: [{ tier: 'distributor', accountId: 'P', currentOwner: true }],
      }),
    ]);
    expect(await outcomes('2026-03-01')).toEqual(['A mailed 1', 'P mailed 1', 'unknown no_holder 1']);
  });

  test('can be previewed for a day past or to come, and writes nothing', async () => {
    await givenRecords(world.app, [givenEntitlement('E', 'A', [givenLineItem('L', '2026-09-20')])]);
    const at = async (asOf: string) =>
      (await previewJob(world.app, anybody, 'expiring-entitlements', { limit: 50, asOf: parseDay(asOf) })).summary;
    expect(await at('2026-03-01')).toEqual({});
    expect(await at('2026-03-04')).toEqual({ outside_window: 1 });
    expect(await at('2026-06-22')).toEqual({ mailed: 1 });
    expect(await at('2026-09-21')).toEqual({});
    expect((await listEmails(world.app, anybody, { limit: 50 })).items).toEqual([]);
  });
});

describe.each(postgresVersions())('a very long list on PostgreSQL %i', (version) => {
  let world: World;
  const itemsInAll = 5_100;
  beforeEach(async () => {
    world = await openWorld({ version });
    const first = givenLineItem('first', '2026-02-01');
    await givenRecords(world.app, [
      ...smallCatalog,
      ...givenAccount('A'),
      givenEntitlement('E', 'A', [first]),
      givenEntitlement('N', 'unknown', [{ ...first, activationId: 'nobodys' }]),
    ]);
    // As an import would bring them, only quicker.
    await sql`
      insert into line_item (activation_id, entitlement_id, position, type, root_id, quantity, start_date_option, start_date,
                             permanent, expiration_date, state, created_by, updated_by)
      select line_item.activation_id || '-' || number, line_item.entitlement_id, number, 'new', line_item.id, 1, 'now', date '2025-01-01',
             false, date '2026-02-02' + number / 1000, 'deployed', 'test', 'test'
        from line_item cross join generate_series(1, ${itemsInAll - 1}) as number`.execute(world.app.database);
  });
  afterEach(() => world.close());

  test('is cut to the most urgent things, with the number of the others, and those stay due', async () => {
    const { items } = await runJob(world.app, 'expired-entitlements');
    expect(items.map((item) => `${item.accountId} ${item.outcome} ${item.listed.length}`)).toEqual([
      'A mailed 2000',
      'unknown no_holder 2000',
    ]);
    for (const item of items)
      expect(item.reasons.at(-1)).toEqual({
        code: 'list_shortened',
        message: '3100 more items are not listed here.',
      });
    expect(items[0]?.listed[0]).toMatchObject({ activationId: 'first' });
    const [email] = (await listEmails(world.app, anybody, { limit: 1 })).items;
    expect(email?.subject).toBe('5,100 of your licenses and maintenance contracts have expired');
    const shown = await getEmail(world.app, anybody, email?.emailId ?? '');
    expect(shown.text).toContain('and 3,100 more');
    expect(shown.html).toContain('and 3,100 more');
    const later = await runJob(onDay(world, '2026-04-01'), 'expired-entitlements');
    expect(later.items[0]?.reasons.at(-1)).toMatchObject({ message: '1100 more items are not listed here.' });
    const listed = [...(items[0]?.listed ?? []), ...(later.items[0]?.listed ?? [])].map((one) => JSON.stringify(one));
    expect(new Set(listed).size).toBe(4_000);
  });
});
