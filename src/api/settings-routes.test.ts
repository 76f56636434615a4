import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApiWorld, problemOf, type ApiWorld } from '../../test/api-world.ts';

let api: ApiWorld;
beforeAll(async () => {
  api = await openApiWorld();
});
afterAll(() => api.close());

test('a setting is changed, looked up in the history and put back', async () => {
  const changed = await api.call('PATCH', 'settings', { body: { expiringWindow: 60 } });
  expect(changed.json.Renewals.expiringWindow).toMatchObject({ value: 60, changedBy: expect.any(String) });
  const { items } = (await api.call('GET', 'settings/history?name=expiringWindow&limit=1')).json;
  expect(items).toMatchObject([{ name: 'expiringWindow', before: 90, after: 60 }]);
  const body = { changeId: items[0].changeId };
  const planned = await api.call('POST', 'settings/rollback?preview=true', { body });
  expect(planned.json).toEqual({ name: 'expiringWindow', before: 60, after: 90 });
  expect((await api.call('GET', 'settings')).json.Renewals.expiringWindow.value).toBe(60);
  const headers = { 'idempotency-key': 'back' };
  for (const _ of ['once', 'again'])
    expect((await api.call('POST', 'settings/rollback', { body, headers })).json).toEqual(planned.json);
  expect((await api.call('GET', 'settings/history')).json.items).toHaveLength(2);
});

test('a change of settings is looked at before it is made, with what speaks against it', async () => {
  const before = (await api.call('GET', 'settings')).json;
  const body = { producerName: 'Acme', renewalCritical: before.Renewals.renewalCritical.value };
  const planned = await api.call('PATCH', 'settings?preview=true', { body });
  expect(planned.json.Look.producerName).toMatchObject({ value: 'Acme', kind: 'text', changedBy: expect.any(String) });
  expect(planned.json.Renewals).toEqual(before.Renewals);
  expect((await api.call('GET', 'settings')).json).toEqual(before);
  const refused = await api.call('PATCH', 'settings?preview=true', { body: { renewalCritical: 3650 } });
  expect(problemOf(refused)).toMatchObject({ status: 422, reasons: [{ code: 'critical_beyond_window' }] });
});

test('a setting is not put back to what contradicts the others, with the reason', async () => {
  await api.call('PATCH', 'settings', { body: { renewalCritical: 5 } });
  const { items } = (await api.call('GET', 'settings/history?limit=1')).json;
  await api.call('PATCH', 'settings', { body: { expiringWindow: 10 } });
  const refused = await api.call('POST', 'settings/rollback', { body: { changeId: items[0].changeId } });
  expect(problemOf(refused)).toMatchObject({ status: 422, reasons: [{ code: 'critical_beyond_window' }] });
  expect(problemOf(await api.call('POST', 'settings/rollback', { body: { changeId: '12345678' } })).status).toBe(404);
});
