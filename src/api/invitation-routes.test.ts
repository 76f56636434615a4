import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as given from '../../test/given.ts';
import { keyWith, openApiWorld, problemOf, type Answer, type ApiWorld } from '../../test/api-world.ts';
import { password, signInAs, tokenOf } from '../../test/signing-in.ts';

let api: ApiWorld;
beforeAll(async () => {
  api = await openApiWorld();
  await given.account(api.world, { accountId: 'acme', name: 'Acme' });
});
afterAll(() => api.close());

const reasons = (answer: Answer) => (problemOf(answer).reasons ?? []).map(({ code, pointer }) => `${code} ${pointer}`);

describe('an invitation', () => {
  const invite = (body: object, key?: string) =>
    api.call('POST', 'invitations', key === undefined ? { body } : { body, key });
  const newcomer = (name: string, more: object = {}) => ({
    userName: `${name}@acme.example`,
    firstName: name,
    lastName: 'New',
    email: `${name}@acme.example`,
    memberships: [{ accountId: 'acme', roles: ['Portal User'] }],
    ...more,
  });

  test('makes a user, and writes to them in their language with a link', async () => {
    const answer = await invite(newcomer('karl', { userId: 'karl', locale: 'de' }));
    expect(answer).toMatchObject({ status: 201, json: { user: { userId: 'karl', hasPassword: false } } });
    expect(answer.headers['location']).toBe('/api/v1/users/karl');
    const mail = (await api.call('GET', `emails/${answer.json.emailId}`)).json;
    expect(mail).toMatchObject({ to: 'karl@acme.example', type: 'invitation', accountId: 'acme' });
    expect(mail.subject).toContain('lädt Sie');
    const chosen = await api.call('POST', `password-links/${tokenOf(mail.text)}`, {
      key: null,
      body: { password },
    });
    expect(chosen.json).toMatchObject({ portal: 'endUser', user: { userId: 'karl' } });
  });

  test('of somebody on record is sent again until they have a password', async () => {
    const { userName, email, memberships } = newcomer('lena');
    await given.user(api.world, { userId: 'lena', userName, email, memberships });
    for (let count = 0; count < 2; count++) expect((await invite({ userId: 'lena' })).status).toBe(201);
    await signInAs(api, 'lena@acme.example');
    expect(reasons(await invite({ userId: 'lena' }))).toEqual(['has_password undefined']);
    expect(problemOf(await invite({ userId: 'nobody' })).status).toBe(404);
  });

  test('that cannot be made is refused with every reason, and leaves no user behind', async () => {
    const answer = await invite(newcomer('lost', { userId: 'lost', status: 'inactive', memberships: [] }));
    expect(reasons(answer)).toEqual(['user_inactive undefined', 'no_membership /memberships']);
    expect((await api.call('GET', 'users/lost')).status).toBe(404);
    const wrong = problemOf(await invite({ email: 'x@example.com' }));
    expect(wrong.errors?.map(({ pointer, code }) => `${code} ${pointer}`)).toEqual([
      'required /userName',
      'required /firstName',
      'required /lastName',
    ]);
  });

  test('is not for contacts, who have no way in', async () => {
    const contact = { userId: 'card', firstName: 'C', lastName: 'Ard', email: 'card@new.example', portalAccess: false };
    expect((await api.call('POST', 'users', { body: contact })).status).toBe(201);
    const refused = await api.call('POST', 'invitations', { body: { userId: 'card' } });
    expect(problemOf(refused).reasons?.map(({ code }) => code)).toEqual(['no_portal_access']);
  });

  test('is made by nobody of somebody who may do more', async () => {
    const key = await keyWith(api.app, ['manageUsers']);
    const powerful = newcomer('boss', { memberships: [{ accountId: 'producer', roles: ['System Administrator'] }] });
    expect(reasons(await invite(powerful, key))).toEqual(['beyond_own_permissions /memberships/0/roles/0']);
    await given.user(api.world, { userId: 'chief', memberships: powerful.memberships });
    expect(reasons(await invite({ userId: 'chief' }, key))).toEqual(['beyond_own_permissions undefined']);
  });
});
