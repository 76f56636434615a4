import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApiWorld, problemOf, type ApiWorld } from '../../test/api-world.ts';

let api: ApiWorld;
beforeAll(async () => {
  api = await openApiWorld();
  const bodies: readonly (readonly [string, object])[] = [
    ['accounts', { accountId: 'acme', name: 'Acme' }],
    ['features', { featureId: 'core', name: 'core', version: '1.0' }],
    [
      'license-models',
      { licenseModelId: 'emb', name: 'emb', technology: 'embedded', counting: 'counted', lock: 'nodeLocked' },
    ],
    [
      'products',
      { productId: 'print', name: 'Print', version: '1.0', features: [{ featureId: 'core' }], licenseModels: ['emb'] },
    ],
    ['products', { productId: 'gold', name: 'Gold', version: '1', kind: 'maintenance' }],
    ['product-relationships', { fromProductId: 'print', toProductId: 'gold', type: 'maintenance' }],
  ];
  for (const [resource, body] of bodies)
    expect((await api.call('POST', resource, { body })).status, resource).toBe(201);
  for (const path of ['license-models/emb', 'products/print', 'products/gold'])
    expect((await api.call('POST', `${path}/state`, { body: { state: 'deployed' } })).status, path).toBe(200);
});
afterAll(() => api.close());

const lineItems = [
  { activationId: 'ACT-1', products: [{ productId: 'print' }], licenseModels: ['emb'], quantity: 5, term: 'P1Y' },
];
const maintenanceLineItems = [
  { activationId: 'MNT-1', productId: 'gold', covers: ['ACT-1'], expirationDate: '2027-02-28' },
];

test('an entitlement is made, previewed, deployed and read again over REST', async () => {
  const made = await api.call('POST', 'entitlements', {
    body: { entitlementId: 'ENT-1', accountId: 'acme', lineItems, maintenanceLineItems },
  });
  expect(made.status, made.text).toBe(201);
  expect(made.json).toMatchObject({ state: 'draft', lineItems: [{ activationId: 'ACT-1', maintenance: ['MNT-1'] }] });

  const preview = await api.call('POST', 'entitlements/ENT-1/state?preview=true', { body: { state: 'deployed' } });
  expect(preview.json).toMatchObject({ from: 'draft', to: 'deployed' });
  expect((await api.call('GET', 'entitlements/ENT-1')).json).toEqual(made.json);

  const deployed = await api.call('POST', 'entitlements/ENT-1/state', {
    body: { state: 'deployed', reason: 'ordered' },
    headers: { 'if-match': String(made.headers['etag']) },
  });
  const read = await api.call('GET', 'entitlements/ENT-1');
  expect(deployed.json).toEqual(read.json);
  expect(read.json.state).toBe('deployed');
  expect(deployed.headers['etag']).toBe(read.headers['etag']);
  expect(read.headers['etag']).not.toBe(made.headers['etag']);
});

test('a change on top of an older version is refused, and one that names the current version is not', async () => {
  const stale = await api.call('POST', 'entitlements/ENT-1/state', {
    body: { state: 'inactive' },
    headers: { 'if-match': '"99"' },
  });
  expect(problemOf(stale)).toMatchObject({ status: 412, code: 'stale_version' });
  expect((await api.call('GET', 'entitlements/ENT-1')).json.state).toBe('deployed');
  const any = await api.call('POST', 'line-items/ACT-1/state', {
    body: { state: 'inactive' },
    headers: { 'if-match': '*' },
  });
  expect(any.status, any.text).toBe(200);
  const item = await api.call('GET', 'line-items/ACT-1');
  expect(item.json.state).toBe('inactive');
  const back = await api.call('POST', 'line-items/ACT-1/state', {
    body: { state: 'deployed' },
    headers: { 'if-match': String(item.headers['etag']) },
  });
  expect(back.status, back.text).toBe(200);
});

test('what the rules do not allow is refused with every reason, by preview and by deed alike', async () => {
  const body = { state: 'draft' };
  const preview = problemOf(await api.call('POST', 'products/print/state?preview=true', { body }));
  const deed = problemOf(await api.call('POST', 'products/print/state', { body }));
  expect(deed).toMatchObject({ status: 422, code: 'refused' });
  expect(deed.reasons?.length).toBeGreaterThan(0);
  expect(preview.reasons).toEqual(deed.reasons);
});

test('line items and maintenance are added to what is there, listed and filtered', async () => {
  const added = await api.call('POST', 'entitlements/ENT-1/line-items', {
    body: { lineItems: [{ ...lineItems[0], activationId: 'ACT-2', orderId: 'SO-7' }], deploy: true },
  });
  expect(added.status, added.text).toBe(201);
  const more = await api.call('POST', 'entitlements/ENT-1/maintenance-line-items', {
    body: { maintenanceLineItems: [{ ...maintenanceLineItems[0], activationId: 'MNT-2', covers: ['ACT-2'] }] },
  });
  expect(more.status, more.text).toBe(201);
  const ids = (await api.call('GET', 'line-items?orderId=SO-7&expiresFrom=2026-03-01&accountId=acme')).json.items.map(
    (item: { activationId: string }) => item.activationId,
  );
  expect(ids).toEqual(['ACT-2']);
  expect((await api.call('GET', 'maintenance-line-items/MNT-2')).json).toMatchObject({
    covers: ['ACT-2'],
    entitlementId: 'ENT-1',
  });
  expect((await api.call('GET', 'entitlements?q=ent')).json.items).toMatchObject([
    { entitlementId: 'ENT-1', lineItemCount: 2 },
  ]);
  expect((await api.call('GET', 'entitlements/ENT-1/history')).json.items.length).toBeGreaterThan(1);
});

test('a role, a user and an API key are made and shown; the key itself only once', async () => {
  const role = await api.call('POST', 'roles', {
    body: { name: 'clerk', kind: 'producer', permissions: ['viewAccounts'] },
  });
  expect(role.status, role.text).toBe(201);
  const user = await api.call('POST', 'users', {
    body: {
      userName: 'anna',
      firstName: 'Anna',
      lastName: 'A',
      email: 'anna@acme.example',
      memberships: [{ accountId: 'acme', roles: [] }],
    },
  });
  expect(user.status, user.text).toBe(201);
  expect((await api.call('GET', String(user.headers['location']))).json).toEqual(user.json);
  const made = await api.call('POST', 'api-keys', { body: { name: 'erp', roles: ['clerk'] } });
  expect(made.status, made.text).toBe(201);
  expect((await api.call('GET', 'accounts', { key: made.json.key })).status).toBe(200);
  const shown = await api.call('GET', String(made.headers['location']));
  expect(shown.text).not.toContain(made.json.key);
  await api.call('POST', `api-keys/${made.json.apiKeyId}/revoke`);
  expect(problemOf(await api.call('GET', 'accounts', { key: made.json.key })).status).toBe(401);
});

test('a job is previewed, activated under its version, run once and its run is read', async () => {
  const preview = await api.call('POST', 'jobs/expiring-entitlements/preview?limit=1', {
    body: { asOf: '2027-02-01' },
  });
  expect(preview.json).toMatchObject({ businessDay: '2027-02-01' });
  const job = await api.call('GET', 'jobs/expiring-entitlements');
  const changed = await api.call('PATCH', 'jobs/expiring-entitlements', {
    body: { status: 'active' },
    headers: { 'if-match': String(job.headers['etag']) },
  });
  expect(changed.json.status).toBe('active');
  const stale = await api.call('PATCH', 'jobs/expiring-entitlements', {
    body: { status: 'inactive' },
    headers: { 'if-match': String(job.headers['etag']) },
  });
  expect(problemOf(stale).code).toBe('stale_version');
  const run = await api.call('POST', 'jobs/expiring-entitlements/runs');
  expect(run.status).toBe(202);
  expect(problemOf(await api.call('POST', 'jobs/expiring-entitlements/runs', { body: {} }))).toMatchObject({
    status: 409,
    code: 'job_already_running',
  });
  const path = String(run.headers['location']);
  expect((await api.call('GET', path)).json).toEqual(run.json);
  expect((await api.call('GET', `${path}/items`)).json).toEqual({ items: [], nextCursor: null });
  expect((await api.call('POST', `${path}/cancel`)).json).toMatchObject({ cancelRequested: true });
  expect((await api.call('GET', 'jobs')).json.items.length).toBeGreaterThan(1);
  expect((await api.call('GET', 'jobs/expiring-entitlements/runs')).json.items.length).toBe(1);
});

test('settings and templates are read, changed and checked', async () => {
  const changed = await api.call('PATCH', 'settings', { body: { renewalLookAhead: 120 } });
  expect(changed.json.Renewals.renewalLookAhead.value).toBe(120);
  const wrong = problemOf(await api.call('PATCH', 'settings', { body: { renewalLookAhed: 1, expiringWindow: 'x' } }));
  expect(wrong.errors?.map((error) => error.pointer)).toEqual(['/renewalLookAhed', '/expiringWindow']);
  const [template] = (await api.call('GET', 'email-templates?type=renewal-reminder&active=true')).json.items;
  const path = `email-templates/${template.emailTemplateId}`;
  expect((await api.call('POST', `${path}/preview`)).json.subject).not.toBe('');
  expect((await api.call('POST', `${path}/validate`, { body: { subject: '{{ nobody }}' } })).json.valid).toBe(false);
  const { type, locale, subject, text, html } = template;
  const added = await api.call('POST', 'email-templates', { body: { type, locale, subject, text, html } });
  expect(added.status, added.text).toBe(201);
  expect((await api.call('POST', `email-templates/${added.json.emailTemplateId}/activate`)).json.active).toBe(true);
  expect((await api.call('GET', 'emails')).json).toEqual({ items: [], nextCursor: null });
});
