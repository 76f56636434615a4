import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as given from '../../test/given.ts';
import { givenLineItem, givenRecords, smallCatalog } from '../../test/given-records.ts';
import { openApiWorld, problemOf, type Answer, type ApiWorld } from '../../test/api-world.ts';
import { password, signInAs, signedIn, tokenOf } from '../../test/signing-in.ts';

let api: ApiWorld;
beforeAll(async () => {
  api = await openApiWorld();
  await givenRecords(api.app, [
    ...smallCatalog,
    { entity: 'account', accountId: 'acme', name: 'Acme' },
    { entity: 'account', accountId: 'shop', name: 'Shop', type: 'partner' },
    right('ENT-1', 'acme', 'ACT-1'),
    right('ENT-2', 'unknown', 'ACT-2'),
    right('ENT-3', 'shop', 'ACT-3'),
    right('ENT-4', 'acme', 'ACT-4', 'draft'),
  ]);
});
afterAll(() => api.close());

function right(entitlementId: string, accountId: string, activationId: string, state = 'deployed'): object {
  const item = givenLineItem(activationId, '2026-12-31', { state });
  return { entity: 'entitlement', entitlementId, accountId, state, lineItems: [item] };
}

const person = (name: string, more: object = {}) => ({
  firstName: name,
  lastName: 'New',
  email: `${name}@new.example`,
  ...more,
});
const register = (body: object) => api.call('POST', 'registrations', { key: null, body });
const reasons = (answer: Answer) => (problemOf(answer).reasons ?? []).map(({ code, pointer }) => `${code} ${pointer}`);

async function mailsTo(address: string) {
  const { items } = (await api.call('GET', 'emails?limit=500')).json;
  const found = items.filter((item: { to: string }) => item.to === address);
  return Promise.all(
    found.map(async ({ emailId }: { emailId: string }) => (await api.call('GET', `emails/${emailId}`)).json),
  );
}

const twoMinutesAgo = () => new Date(api.app.clock.now().getTime() - 120_000);

const choose = (mail: { text: string }) =>
  api.call('POST', `password-links/${tokenOf(mail.text)}`, { key: null, body: { password } });

describe('who registers', () => {
  test('is somebody new although a contact has the same address', async () => {
    const contact = { portalAccess: false, memberships: [{ accountId: 'acme', roles: [] }] };
    const body = { userId: 'contact', ...person('card'), ...contact };
    expect((await api.call('POST', 'users', { body })).status).toBe(201);
    expect((await register(person('card', { id: 'ENT-1' }))).status).toBe(202);
    const [mail] = await mailsTo('card@new.example');
    expect((await choose(mail)).status).toBe(201);
    const { items } = (await api.call('GET', 'users?q=card@new')).json;
    expect(items.map((one: { portalAccess: boolean }) => one.portalAccess)).toEqual([false, true]);
  });

  test.each(['ENT-1', 'ACT-1'])('by %s joins the account that holds it, once the address is proven', async (id) => {
    const name = `ann-${id.toLowerCase()}`;
    const wish = { locale: 'fr', timeZone: 'Europe/Paris', subscriptions: { expiringEntitlements: true } };
    expect(await register(person(name, { id, ...wish }))).toMatchObject({ status: 202, json: {} });
    expect((await api.call('GET', `users?q=${name}`)).json.items).toEqual([]);
    const [mail] = await mailsTo(`${name}@new.example`);
    expect(mail).toMatchObject({ type: 'registration', accountId: 'acme', userId: null });
    expect(mail.subject).toContain('inscription');
    const link = await api.call('GET', `password-links/${tokenOf(mail.text)}`, { key: null });
    expect(link.json).toMatchObject({ purpose: 'registration', userName: `${name}@new.example`, firstName: name });
    const session = await choose(mail);
    expect(session).toMatchObject({ status: 201, json: { accounts: [{ accountId: 'acme' }] } });
    const profile = (await signedIn(api.call, session).call('GET', 'profile')).json;
    expect(profile).toMatchObject({ ...wish, memberships: [{ accountId: 'acme', roles: ['Portal User'] }] });
  });

  test('for a company of their own gets an account for it, and no rights move', async () => {
    expect((await register(person('ben', { id: 'ACT-2', companyName: 'Ben & Co' }))).status).toBe(202);
    const [mail] = await mailsTo('ben@new.example');
    const { json } = await choose(mail);
    expect(json.accounts).toMatchObject([{ name: 'Ben & Co', type: 'selfRegistered' }]);
    expect((await api.call('GET', 'entitlements/ENT-2')).json.accountId).toBe('unknown');
  });

  test.each([
    ['ENT-9', 'unknown_reference /id'],
    ['ACT-4', 'unknown_reference /id'],
    ['ENT-2', 'holder_unknown /companyName'],
    ['ACT-3', 'not_for_customers /id'],
  ])('by %s, which is nothing to join by, is told why', async (id, reason) => {
    const answer = await register(person('cara', { id }));
    expect(reasons(answer)).toEqual([reason]);
    expect(problemOf(answer).reasons?.[0]?.remedy).toBeTypeOf('string');
    expect(await mailsTo('cara@new.example')).toEqual([]);
  });

  test('again gets another link after a while, and nobody ends the earlier one but who uses one of them', async () => {
    await register(person('dan', { id: 'ACT-1' }));
    for (const email of ['dan@new.example', 'DAN@new.example']) await register(person('dan', { id: 'ENT-1', email }));
    expect(await mailsTo('dan@new.example')).toHaveLength(1);
    expect(await mailsTo('DAN@new.example')).toEqual([]);
    await api.app.database.updateTable('passwordLink').set({ createdAt: twoMinutesAgo() }).execute();
    await register(person('dan', { id: 'ACT-1' }));
    const [second, first, ...more] = await mailsTo('dan@new.example');
    expect(more).toEqual([]);
    expect((await choose(first)).status).toBe(201);
    expect((await choose(second)).status).toBe(404);
  });

  test('with an address that is on record learns nothing, but its owner is told', async () => {
    const memberships = [{ accountId: 'acme', roles: ['Portal User'] }];
    for (const name of ['eva', 'finn', 'gone'])
      await given.user(api.world, {
        userId: name,
        userName: `${name}@new.example`,
        email: `${name}@new.example`,
        memberships,
      });
    await signInAs(api, 'eva@new.example');
    await api.call('PATCH', 'users/gone', { body: { status: 'inactive' } });
    const answers = [];
    for (const name of ['eva', 'finn', 'gone', 'hugo']) answers.push(await register(person(name, { id: 'ACT-1' })));
    expect(answers.map(({ status, text }) => `${status} ${text}`)).toEqual(Array(4).fill('202 {}'));
    await register(person('eva', { id: 'ACT-1' }));
    await register(person('finn', { id: 'ACT-1' }));
    for (const name of ['eva', 'finn']) expect(await mailsTo(`${name}@new.example`)).toHaveLength(1);
    const [toEva] = await mailsTo('eva@new.example');
    const [toFinn] = await mailsTo('finn@new.example');
    const toGone = await mailsTo('gone@new.example');
    expect(toEva.text).toContain('You have a user there already');
    expect(toEva.text).not.toContain('/password/');
    expect((await choose(toFinn)).json.user.userId).toBe('finn');
    expect(toGone).toEqual([]);
  });

  test('at one moment with another of the same address becomes one user', async () => {
    await Promise.all([register(person('ida', { id: 'ACT-1' })), register(person('ida', { id: 'ENT-1' }))]);
    const mails = await mailsTo('ida@new.example');
    await Promise.all(mails.map(choose));
    expect((await api.call('GET', 'users?q=ida@new.example')).json.items).toHaveLength(1);
  });

  test('for a company whose name no account can have is told at once', async () => {
    const answer = await register(person('kim', { id: 'ACT-2', companyName: 'Kim: Law' }));
    expect(problemOf(answer)).toMatchObject({
      status: 400,
      errors: [{ pointer: '/companyName', code: 'forbidden_character', message: 'companyName must not have a colon.' }],
    });
  });

  test('where that is switched off is told to ask for an invitation', async () => {
    await api.call('PATCH', 'settings', { body: { selfRegistration: false } });
    expect(reasons(await register(person('jon', { id: 'ENT-9' })))).toEqual([
      'registration_closed undefined',
      'unknown_reference /id',
    ]);
    expect((await api.call('GET', 'branding', { key: null })).json.registration).toBe(false);
  });
});
