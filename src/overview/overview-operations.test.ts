import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  anybody,
  givenAccount,
  givenEntitlement,
  givenLineItem,
  givenRecords,
  runJob,
  smallCatalog,
} from '../../test/given-records.ts';
import { onDay, openWorld, postgresVersions, type World } from '../../test/world.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import { listLineItems } from '../entitlements/entitlement-reading.ts';
import { listEmails } from '../notifications/email-operations.ts';
import { listRenewalRequests, requestRenewal } from '../renewals/renewal-request-operations.ts';
import { getOverview } from './overview-operations.ts';

const records = [
  ...smallCatalog,
  ...givenAccount('acme'),
  ...givenAccount('globex', { status: 'inactive' }),
  givenEntitlement(
    'ENT-1',
    'acme',
    [
      givenLineItem('A-1', '2026-03-01'),
      givenLineItem('A-2', '2026-03-31'),
      givenLineItem('A-3', '2026-02-28'),
      givenLineItem('A-4', '2027-02-28'),
      givenLineItem('A-5', '2027-03-01'),
      givenLineItem('A-6', '2026-03-31', { state: 'inactive' }),
      givenLineItem('A-7', '', { permanent: true, expirationDate: undefined }),
      givenLineItem('A-8', '2027-02-28', { type: 'renewal', parentActivationId: 'A-1', quantity: 1 }),
    ],
    {
      maintenanceLineItems: [
        {
          activationId: 'M-1',
          productId: 'care',
          covers: ['A-1'],
          startDate: '2025-01-01',
          expirationDate: '2026-05-31',
          state: 'deployed',
        },
      ],
    },
  ),
  givenEntitlement('ENT-2', 'globex', [givenLineItem('G-1', '2026-03-15')]),
];

describe.each(postgresVersions())('the overview on PostgreSQL %i', (version) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ version });
    await givenRecords(world.app, records);
    await runJob(world.app, 'expiring-entitlements');
    await requestRenewal(world.app, anybody, { activationIds: ['A-2'] });
    await sql`update email set status = 'failed' where type = 'renewal-intent' or user_id is not null`.execute(
      world.app.database,
    );
  });
  afterAll(() => world.close());

  test('counts what ends in this month and the eleven after it', async () => {
    const { expiringByMonth } = await getOverview(world.app, anybody);
    expect(expiringByMonth?.map(({ month }) => month)).toEqual([
      ...Array.from({ length: 10 }, (_, index) => `2026-${String(index + 3).padStart(2, '0')}`),
      '2027-01',
      '2027-02',
    ]);
    expect(expiringByMonth?.filter((one) => one.lineItems + one.maintenance > 0)).toEqual([
      { month: '2026-03', lineItems: 3, maintenance: 0 },
      { month: '2026-05', lineItems: 0, maintenance: 1 },
      { month: '2027-02', lineItems: 2, maintenance: 0 },
    ]);
    const december = await getOverview({ ...world.app, clock: onDay(world, '2026-12-31').clock }, anybody);
    expect(december.expiringByMonth?.[0]?.month).toBe('2026-12');
    expect(december.expiringByMonth?.at(-1)?.month).toBe('2027-11');
  });

  test('tells what needs attention, and what was done lately', async () => {
    const overview = await getOverview(world.app, anybody);
    expect(overview.attention).toMatchObject({ openRenewalRequests: 1, inactiveUsers: 1 });
    expect(overview.attention.failedEmails).toBe(1);
    expect(overview.attention.jobs?.map(({ key }) => key)).toContain('expiring-entitlements');
    expect(overview.lastSevenDays).toMatchObject({ reminders: 1, requests: 1, renewals: 1 });
  });

  test('counts of the last seven days what the lists show from the same instant on', async () => {
    const { app } = world;
    const edge = sql`date_trunc('milliseconds', now() - interval '7 days')`;
    await sql`update line_item set created_at = ${edge} - interval '1 second' where line_item.activation_id = 'A-8'`.execute(
      app.database,
    );
    const lately = (await getOverview(app, anybody)).lastSevenDays;
    const from = new Date(lately?.since ?? '');
    const type = 'renewal-reminder,renewal-reminder-expired';
    const lists = {
      reminders: (await listEmails(app, anybody, { limit: 50, type, createdFrom: from })).items.length,
      requests: (await listRenewalRequests(app, anybody, { limit: 50, requestedFrom: from })).items.length,
      renewals: (await listLineItems(app, anybody, { limit: 50, type: 'renewal', createdFrom: from })).items.length,
    };
    expect(lately).toMatchObject(lists);
    expect(lists).toEqual({ reminders: 1, requests: 1, renewals: 0 });
    const later = new Date(Date.now() + 60_000);
    expect((await listEmails(app, anybody, { limit: 50, type, createdFrom: later })).items).toEqual([]);
  });

  test('is of the own accounts, and of what may be viewed', async () => {
    const query = world.app.database.selectFrom('account').select('account.id');
    const { id } = await query.where('account.accountId', '=', 'globex').executeTakeFirstOrThrow();
    const limited: Actor = { ...anybody, scope: { all: false, accountIds: [id] } };
    const own = await getOverview(world.app, limited);
    expect(own).toMatchObject({
      attention: { failedEmails: 0, openRenewalRequests: 0, inactiveUsers: 1 },
      lastSevenDays: { reminders: 0, requests: 0, renewals: 0 },
    });
    expect(own.expiringByMonth?.[0]).toEqual({ month: '2026-03', lineItems: 1, maintenance: 0 });
    expect(await getOverview(world.app, { ...anybody, permissions: new Set(['viewUsers']) })).toEqual({
      attention: { failedEmails: null, openRenewalRequests: null, inactiveUsers: 1, jobs: null },
      expiringByMonth: null,
      lastSevenDays: null,
    });
    await expect(getOverview(world.app, { ...anybody, audience: 'endUser' })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});
