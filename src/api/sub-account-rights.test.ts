import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApiWorld, problemOf, type ApiWorld } from '../../test/api-world.ts';
import {
  givenAccount,
  givenEntitlement,
  givenLineItem,
  givenRecords,
  runJob,
  smallCatalog,
} from '../../test/given-records.ts';
import * as given from '../../test/given.ts';
import { signInAs, type SignedIn } from '../../test/signing-in.ts';
import { changeJob } from '../jobs/job-operations.ts';

let api: ApiWorld;
beforeAll(async () => {
  api = await openApiWorld();
  const parents: Readonly<Record<string, readonly string[]>> = {
    group: [],
    unit: ['group'],
    team: ['unit'],
    other: [],
  };
  await givenRecords(api.app, [
    ...smallCatalog,
    { entity: 'role', name: 'Overseer', kind: 'customer', permissions: ['viewEntitlements', 'viewChildLineItems'] },
    ...Object.entries(parents).flatMap(([accountId, above]) => [
      { entity: 'account', accountId, name: `Name of ${accountId}`, parents: above },
      givenEntitlement(`ENT-${accountId}`, accountId, [givenLineItem(`ACT-${accountId}`, '2026-04-01')]),
    ]),
  ]);
  await person('administrator', 'group', 'Portal Administrative User');
  await person('user', 'group', 'Portal User');
  await person('overseer', 'group', 'Overseer');
  await person('unit-administrator', 'unit', 'Portal Administrative User');
});
afterAll(() => api.close());

async function person(userId: string, accountId: string, role: string, expiresOn: string | null = null): Promise<void> {
  const memberships = [{ accountId, roles: [role], expiresOn }];
  const subscriptions = { expiringEntitlements: true };
  await givenRecords(api.app, [
    {
      entity: 'user',
      userId,
      userName: userId,
      firstName: 'A',
      lastName: 'B',
      email: `${userId}@example.com`,
      memberships,
      subscriptions,
    },
  ]);
}

async function seen({ call }: SignedIn, path: string, field: string): Promise<readonly string[]> {
  const answer = await call('GET', path);
  expect(answer.status, answer.text).toBe(200);
  return answer.json.items.map((item: Readonly<Record<string, string>>) => item[field]).toSorted();
}

const lineItems = (who: SignedIn) => seen(who, 'line-items', 'activationId');
const expiring = (who: SignedIn) => seen(who, 'expiring-entitlements', 'activationId');

test('an administrator of a customer sees the line items of every account below, and of no other', async () => {
  const administrator = await signInAs(api, 'administrator');
  expect(await lineItems(administrator)).toEqual(['ACT-group', 'ACT-team', 'ACT-unit']);
  expect(await expiring(administrator)).toEqual(['ACT-group', 'ACT-team', 'ACT-unit']);
  expect((await administrator.call('GET', 'line-items/ACT-team')).status).toBe(200);
  expect((await administrator.call('GET', 'entitlements/ENT-team')).status).toBe(200);
  expect(problemOf(await administrator.call('GET', 'line-items/ACT-other')).status).toBe(404);
  expect(await seen(administrator, 'search?q=ACT-team', 'key')).toEqual(['ACT-team']);
});

test('an administrator of an account below sees what is below that, and nothing above', async () => {
  const administrator = await signInAs(api, 'unit-administrator');
  expect(await lineItems(administrator)).toEqual(['ACT-team', 'ACT-unit']);
  expect(await seen(administrator, 'accounts', 'accountId')).toEqual(['team', 'unit']);
  const unit = await administrator.call('GET', 'accounts/unit');
  expect(unit.json).toMatchObject({ accountId: 'unit', parents: [], createdBy: 'producer' });
});

test('who has no permission on sub-accounts sees the own account only', async () => {
  const user = await signInAs(api, 'user');
  expect(await lineItems(user)).toEqual(['ACT-group']);
  expect(await expiring(user)).toEqual(['ACT-group']);
});

test('each permission on sub-accounts gives what it names, and nothing else', async () => {
  const overseer = await signInAs(api, 'overseer');
  expect(await lineItems(overseer)).toEqual(['ACT-group', 'ACT-team', 'ACT-unit']);
  expect(problemOf(await overseer.call('GET', 'expiring-entitlements')).status).toBe(403);
  expect(problemOf(await overseer.call('GET', 'accounts')).status).toBe(403);
});

test('a change of a role, of the tree or of a membership counts at once, in sessions that are open', async () => {
  const administrator = await signInAs(api, 'administrator');
  const overseer = await signInAs(api, 'overseer');
  const change = async (path: string, body: object) =>
    expect((await api.call('PATCH', path, { body })).status).toBe(200);
  await change('roles/Overseer', { permissions: ['viewEntitlements'] });
  expect(await lineItems(overseer)).toEqual(['ACT-group']);
  await change('roles/Overseer', { permissions: ['viewEntitlements', 'viewChildLineItems'] });
  await change('accounts/team', { parents: ['other'] });
  expect(await lineItems(administrator)).toEqual(['ACT-group', 'ACT-unit']);
  await change('accounts/team', { parents: ['unit'] });
  await change('users/overseer', {
    memberships: [{ accountId: 'group', roles: ['Overseer'], expiresOn: '2026-02-28' }],
  });
  expect(problemOf(await overseer.call('GET', 'line-items')).status).toBe(401);
  await change('users/overseer', {
    memberships: [{ accountId: 'group', roles: ['Overseer'], expiresOn: '2026-03-01' }],
  });
  expect(await lineItems(await signInAs(api, 'overseer'))).toEqual(['ACT-group', 'ACT-team', 'ACT-unit']);
});

test('who is in two accounts has below each only what the role there gives', async () => {
  await givenRecords(api.app, givenAccount('island'));
  await given.account(api.world, { accountId: 'islet', parents: ['island'] });
  const memberships = [
    { accountId: 'group', roles: ['Portal User'] },
    { accountId: 'island', roles: ['Overseer'] },
  ];
  await given.user(api.world, { userId: 'both', userName: 'both', memberships });
  await givenRecords(api.app, [givenEntitlement('ENT-islet', 'islet', [givenLineItem('ACT-islet', '2026-04-01')])]);
  expect(await lineItems(await signInAs(api, 'both'))).toEqual(['ACT-group', 'ACT-islet']);
});

test('reminders go by membership in the account itself, while it is valid', async () => {
  await person('past', 'team', 'Portal User', '2026-02-28');
  await person('present', 'other', 'Portal User', '2026-03-01');
  await changeJob(api.app, given.operator, 'expiring-entitlements', { status: 'active' });
  const { items } = await runJob(api.app, 'expiring-entitlements');
  const told = Object.fromEntries(items.map(({ accountId, receivers }) => [accountId, receivers?.toSorted() ?? null]));
  expect(told).toMatchObject({
    group: ['administrator@example.com', 'user@example.com'],
    unit: ['unit-administrator@example.com'],
    other: ['present@example.com'],
  });
  expect(items.find(({ accountId }) => accountId === 'team')).toMatchObject({ outcome: 'no_subscribers' });
});
