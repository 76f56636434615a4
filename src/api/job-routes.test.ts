import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApiWorld, type ApiWorld } from '../../test/api-world.ts';

let api: ApiWorld;
beforeAll(async () => {
  api = await openApiWorld();
});
afterAll(() => api.close());

test('the plan of a change tells the next five times, and changes nothing', async () => {
  const before = await api.call('GET', '/api/v1/jobs/expiring-entitlements');
  const body = { status: 'active', schedule: { cron: '0 6 * * 1', timeZone: 'Europe/Berlin' } };
  const headers = { 'if-match': '"1"' };
  const plan = await api.call('PATCH', '/api/v1/jobs/expiring-entitlements?preview=true', { body, headers });
  expect(plan.status).toBe(200);
  expect(plan.json).toMatchObject({
    status: 'active',
    schedule: body.schedule,
    nextRuns: { length: 5 },
    warning: null,
  });
  expect((await api.call('GET', '/api/v1/jobs/expiring-entitlements')).json).toEqual(before.json);
});

test('the plan of a change of a job that somebody else has changed is refused', async () => {
  const headers = { 'if-match': '"7"' };
  const body = { status: 'active' };
  const refused = await api.call('PATCH', '/api/v1/jobs/expiring-entitlements?preview=true', { body, headers });
  expect([refused.status, refused.json.code]).toEqual([412, 'stale_version']);
});

test('each job describes its options, and holds to what it describes', async () => {
  const { json } = await api.call('GET', '/api/v1/jobs/purge-email-history');
  expect(json.optionFields).toEqual([
    expect.objectContaining({ name: 'olderThanDays', type: 'integer', minimum: 1, default: 183 }),
  ]);
  const body = { options: { olderThanDays: 0 } };
  const refused = await api.call('PATCH', '/api/v1/jobs/purge-email-history?preview=true', { body });
  expect([refused.status, refused.json.errors[0].pointer]).toEqual([400, '/options/olderThanDays']);
});
