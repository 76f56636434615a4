import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as given from '../../test/given.ts';
import { keyWith, openApiWorld, type ApiWorld } from '../../test/api-world.ts';
import { password, tokenOf } from '../../test/signing-in.ts';
import { changeUser } from '../accounts/user-changing.ts';
import { firstAdministratorLink } from '../sign-in/first-administrator-link.ts';
import { makeSignInLink } from '../sign-in/sign-in-link.ts';

let api: ApiWorld;
beforeAll(async () => {
  api = await openApiWorld();
  await given.account(api.world, { accountId: 'acme' });
});
afterAll(() => api.close());

const open = (method: 'GET' | 'POST', path: string, body?: object) =>
  api.call(method, path, { key: null, ...(body === undefined ? {} : { body }) });

async function person(userId: string, accountId: string, role: string): Promise<void> {
  const memberships = [{ accountId, roles: [role] }];
  await given.user(api.world, { userId, email: `${userId}@acme.example`, memberships });
}

/** The messages to somebody, the newest first, as the holder of a key reads them. */
async function mailsTo(userId: string, key = api.key) {
  const { items } = (await api.call('GET', 'emails?limit=500', { key })).json;
  const found = items.filter((item: { userId: string }) => item.userId === userId);
  return Promise.all(
    found.map(async ({ emailId }: { emailId: string }) => (await api.call('GET', `emails/${emailId}`, { key })).json),
  );
}

const reset = (userName: string) => open('POST', 'password-resets', { userName });
const withoutKey = () => ({ ...api.app, config: { ...api.app.config, adminApiKey: undefined } });
const firstLink = () => firstAdministratorLink(withoutKey(), 'http://localhost');

test('the outbox shows who may manage users no link of somebody who may do more', async () => {
  await person('boss', 'producer', 'System Administrator');
  await person('zoe', 'acme', 'Portal User');
  const clerk = await keyWith(api.app, ['viewEmails', 'manageUsers']);
  for (const userId of ['boss', 'zoe']) await reset(userId);
  const [toBoss] = await mailsTo('boss', clerk);
  expect(toBoss.text).toContain('/password/•••');
  expect(`${toBoss.text} ${toBoss.html}`).not.toMatch(/password\/[\w-]{43}/);
  const [toZoe] = await mailsTo('zoe', clerk);
  expect(toZoe.text).toMatch(/password\/[\w-]{43}/);
  expect((await mailsTo('boss'))[0].text).toMatch(/password\/[\w-]{43}/);
});

describe('whoever asks for a new password', () => {
  const later = () =>
    api.app.database
      .updateTable('passwordLink')
      .set({ createdAt: new Date(api.app.clock.now().getTime() - 120_000) })
      .execute();

  test('again at once is not written to again, however many ask at the same moment', async () => {
    await person('yan', 'acme', 'Portal User');
    await Promise.all(Array.from({ length: 10 }, () => reset('yan')));
    expect(await mailsTo('yan')).toHaveLength(1);
    await later();
    await reset('yan');
    expect(await mailsTo('yan')).toHaveLength(2);
  });

  test('after they used a link is written to at once', async () => {
    await person('xia', 'acme', 'Portal User');
    await reset('xia');
    const [mail] = await mailsTo('xia');
    expect((await open('POST', `password-links/${tokenOf(mail.text)}`, { password })).status).toBe(201);
    await reset('xia');
    expect(await mailsTo('xia')).toHaveLength(2);
  });
});

describe('a link for the first administrator', () => {
  test('is over as soon as an administrator came in another way, whatever becomes of them', async () => {
    const printed = tokenOf((await firstLink()) ?? '');
    expect((await open('GET', `password-links/${printed}`)).status).toBe(200);
    await person('root', 'producer', 'System Administrator');
    const invited = tokenOf(await makeSignInLink(api.app, given.operator, 'root'));
    expect((await open('POST', `password-links/${invited}`, { password })).status).toBe(201);
    expect((await open('GET', `password-links/${printed}`)).status).toBe(404);
  });

  test('is not made where the only administrator is locked out', async () => {
    for (let count = 0; count < 10; count++) await open('POST', 'sessions', { userName: 'root', password: 'wrong' });
    expect((await api.call('GET', 'users/root')).json).toMatchObject({ status: 'inactive' });
    expect(await firstLink()).toBeUndefined();
    const wish = { changes: { memberships: [] }, expectedVersion: undefined, preview: false };
    await changeUser(api.app, given.operator, 'root', wish);
    expect(await firstLink()).toMatch(/\/producer\/password\//);
  });
});
