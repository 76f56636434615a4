import { afterAll, beforeAll, expect, test } from 'vitest';
import { keyWith, openApiWorld, problemOf, type ApiWorld } from '../../test/api-world.ts';

let api: ApiWorld;
beforeAll(async () => {
  api = await openApiWorld();
});
afterAll(() => api.close());

const post = (path: string, body: object, headers: Readonly<Record<string, string>> = {}) =>
  api.call('POST', path, { body, headers });
const patch = (path: string, body: object, headers: Readonly<Record<string, string>> = {}) =>
  api.call('PATCH', path, { body, headers });
const kind = { technology: 'certificate', counting: 'counted', lock: 'floating' };
const edition = { name: 'edition', type: 'text', when: 'entitlement', required: true, validValues: ['gold'] };

test('a model is made, read, changed, listed and deleted, and what is read makes a copy', async () => {
  const body = {
    licenseModelId: 'floating',
    name: 'Floating',
    ...kind,
    attributes: [edition, { name: 'ISSUER', type: 'text', when: 'model', value: 'Acme' }],
    policies: { returns: { allowedCount: 2, term: 'P1Y' } },
    overdraft: { count: 5 },
  };
  const made = await post('license-models', body);
  expect({ status: made.status, location: made.headers['location'], etag: made.headers['etag'] }).toEqual({
    status: 201,
    location: '/api/v1/license-models/floating',
    etag: '"1"',
  });
  expect((await api.call('GET', 'license-models/floating')).json).toEqual(made.json);
  const { licenseModelId: _key, state: _state, version: _version, ...rest } = made.json;
  const { createdAt: _at, createdBy: _by, updatedAt: _later, updatedBy: _who, ...whole } = rest;
  const copy = await post('license-models', { ...whole, name: 'Copy' });
  expect(copy.json).toMatchObject({ ...whole, name: 'Copy' });
  const changed = await patch('license-models/floating', { overdraft: null }, { 'if-match': '"1"' });
  expect(changed.json).toMatchObject({ overdraft: null, version: 2 });
  expect(problemOf(await patch('license-models/floating', { name: 'x' }, { 'if-match': '"1"' }))).toMatchObject({
    status: 412,
    code: 'stale_version',
  });
  const list = await api.call('GET', 'license-models?sort=name&technology=certificate&state=draft');
  expect(list.json.items.map((one: { name: string }) => one.name)).toEqual(['Copy', 'Floating']);
  const path = `license-models/${copy.json.licenseModelId}`;
  expect((await api.call('DELETE', `${path}?preview=true`)).status).toBe(200);
  expect((await api.call('DELETE', path)).json).toEqual({
    deleted: { entity: 'licenseModel', key: copy.json.licenseModelId },
  });
  expect(problemOf(await api.call('GET', path)).status).toBe(404);
  const history = await api.call('GET', 'license-models/floating/history');
  expect(history.json.items.map((one: { event: string }) => one.event)).toEqual(['created', 'changed']);
});

test('a model that is not well formed is bad input, each field by its name', async () => {
  const wrong = {
    name: 'x'.repeat(256),
    ...kind,
    colour: 'red',
    description: 'a\0b',
    attributes: [{ ...edition, type: 'colour', required: 'yes' }],
    policies: { returns: { allowedCount: -1, term: '1 year' } },
    overdraft: { percent: 0 },
  };
  const problem = problemOf(await post('license-models', wrong));
  expect(problem).toMatchObject({ status: 400, code: 'invalid_input' });
  expect(problem.errors?.map(({ pointer }) => pointer).toSorted()).toEqual([
    '/attributes/0/required',
    '/attributes/0/type',
    '/colour',
    '/description',
    '/name',
    '/overdraft/percent',
    '/policies/returns/allowedCount',
    '/policies/returns/term',
  ]);
});

test('a model that breaks rules is refused with every reason; a key that is taken is a conflict', async () => {
  await post('license-models', { licenseModelId: 'taken', name: 'Taken', ...kind });
  const wrong = { name: 'Taken', ...kind, licenseTechnologyId: 'none', attributes: [edition, edition] };
  const problem = problemOf(await post('license-models', wrong));
  expect({ status: problem.status, codes: problem.reasons?.map(({ code }) => code) }).toEqual({
    status: 422,
    codes: ['name_taken', 'unknown_reference', 'repeated'],
  });
  expect(problemOf(await post('license-models', { licenseModelId: 'taken', name: 'Free', ...kind }))).toMatchObject({
    status: 409,
    code: 'duplicate_key',
  });
});

test('a technology is made, read, changed, listed, deployed and deleted', async () => {
  const template = { kind: 'template', template: 'KEY {{ activationId }}' };
  const made = await post('license-technologies', { licenseTechnologyId: 'own', name: 'Own', generator: template });
  expect(made).toMatchObject({ status: 201, json: { technology: 'custom', letter: 'NF', generator: template } });
  expect((await api.call('GET', 'license-technologies/own')).json).toEqual(made.json);
  expect((await patch('license-technologies/own', { hostTypes: ['device'] })).json).toMatchObject({ version: 2 });
  const { json } = await api.call('GET', 'license-technologies?sort=name');
  expect(json.items.map((one: { name: string }) => one.name)).toEqual([
    'Certificate',
    'Embedded',
    'Own',
    'Trusted storage',
  ]);
  const state = (to: string) => post('license-technologies/own/state', { state: to });
  expect((await state('deployed')).json).toMatchObject({ state: 'deployed' });
  expect(problemOf(await state('inactive'))).toMatchObject({ status: 400, code: 'invalid_input' });
  expect(problemOf(await api.call('DELETE', 'license-technologies/own'))).toMatchObject({
    status: 422,
    reasons: [{ code: 'not_draft' }],
  });
  expect((await state('draft')).json).toMatchObject({ state: 'draft', version: 4 });
  const history = await api.call('GET', 'license-technologies/own/history?limit=2');
  expect(history.json.items).toHaveLength(2);
  expect((await api.call('DELETE', 'license-technologies/own')).status).toBe(200);
});

test('a technology is refused with what is wrong with it', async () => {
  const create = (more: object) =>
    post('license-technologies', { name: 'Wrong', generator: { kind: 'manual' }, ...more });
  expect(problemOf(await create({ generator: { kind: 'soap' } }))).toMatchObject({ status: 400 });
  expect(problemOf(await create({ generator: { kind: 'template' } }))).toMatchObject({ status: 400 });
  expect(problemOf(await create({ generator: { kind: 'template', template: '{{ a' } }))).toMatchObject({
    status: 422,
    reasons: [{ code: 'wrong_syntax', pointer: '/generator/template' }],
  });
  expect(problemOf(await create({ licenseTechnologyId: 'embedded' }))).toMatchObject({ status: 409 });
  expect(problemOf(await patch('license-technologies/embedded', { name: 'Mine' }))).toMatchObject({
    status: 422,
    reasons: [{ code: 'built_in' }],
  });
});

test('whoever may look may not change', async () => {
  const key = await keyWith(api.app, ['viewLicenseModels']);
  const asked = [
    ['GET', 'license-technologies', undefined, 200],
    ['GET', 'license-models', undefined, 200],
    ['POST', 'license-technologies', { name: 'No', generator: { kind: 'manual' } }, 403],
    ['PATCH', 'license-technologies/embedded', {}, 403],
    ['DELETE', 'license-technologies/embedded', undefined, 403],
    ['POST', 'license-technologies/embedded/state', { state: 'draft' }, 403],
    ['PATCH', 'license-models/taken', {}, 403],
    ['DELETE', 'license-models/taken', undefined, 403],
  ] as const;
  for (const [method, path, body, status] of asked)
    expect((await api.call(method, path, { key, ...(body ? { body } : {}) })).status, `${method} ${path}`).toBe(status);
});
