import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askerOf, usualKey } from '../../test/asking.ts';
import { keyWith, openApiWorld, problemOf, type Answer, type ApiWorld } from '../../test/api-world.ts';
import * as given from '../../test/given.ts';
import { givenEntitlement, givenLineItem, givenRecords, smallCatalog } from '../../test/given-records.ts';
import { operationsOf, type DocumentedOperation, type Parameter } from '../../test/openapi-samples.ts';
import { signInAs, type SignedIn } from '../../test/signing-in.ts';
import { producerPermissions } from '../accounts/rules/permissions.ts';

let api: ApiWorld;
let operations: readonly DocumentedOperation[];
let ask: ReturnType<typeof askerOf>;
const people = new Map<string, SignedIn>();
let requestOfTheirs: string;

beforeAll(async () => {
  api = await openApiWorld();
  await givenRecords(api.app, [
    ...smallCatalog,
    ...['mine', 'theirs'].flatMap((accountId) => [
      { entity: 'account', accountId, name: `Name of ${accountId}` },
      ...['deployed', 'inactive', 'draft', 'obsolete'].map((state) => rightOf(accountId, state)),
    ]),
    soldTogether,
  ]);
  await given.role(api.world, {
    name: 'Subsidiary',
    kind: 'producer',
    accounts: ['mine'],
    permissions: [...producerPermissions],
  });
  await person('administrator', 'producer', 'System Administrator');
  await person('subsidiary', 'producer', 'Subsidiary');
  await person('portal-administrator', 'mine', 'Portal Administrative User');
  await person('portal-user', 'mine', 'Portal User');
  await person('stranger', 'theirs', 'Portal Administrative User');
  const asked = await api.call('POST', 'renewal-requests', {
    ...as('stranger'),
    body: { activationIds: ['ACT-theirs-deployed'], note: 'Of theirs.' },
  });
  requestOfTheirs = asked.json.requests[0].renewalRequestId;
  const document = (await api.call('GET', 'openapi.json', { key: null })).json;
  operations = operationsOf(document);
  ask = askerOf(api.call, document);
});
afterAll(() => api.close());

/** Of the account mine, by way of another company. */
const soldTogether = givenEntitlement(
  'ENT-sold',
  'mine',
  ['ACT-sold', 'ACT-sold-too'].map((id) => givenLineItem(id, '2026-03-20')),
  {
    channelPartners: [
      { tier: 'distributor', accountId: 'theirs' },
      { tier: 'reseller', accountId: 'mine', currentOwner: true },
    ],
    maintenanceLineItems: [
      {
        activationId: 'MNT-sold',
        productId: 'care',
        startDate: '2025-01-01',
        expirationDate: '2026-03-20',
        state: 'deployed',
      },
    ],
  },
);

/** Everything that belongs to an account is called after it. */
function rightOf(accountId: string, state: string): object {
  const key = `${accountId}-${state}`;
  return givenEntitlement(`ENT-${key}`, accountId, [givenLineItem(`ACT-${key}`, '2026-05-01', { state })], {
    state,
    maintenanceLineItems: [
      { activationId: `MNT-${key}`, productId: 'care', startDate: '2025-01-01', expirationDate: '2026-05-01', state },
    ],
  });
}

async function person(userId: string, accountId: string, role: string): Promise<void> {
  const memberships = [{ accountId, roles: [role] }];
  await given.user(api.world, { userId, userName: userId, memberships });
  people.set(userId, await signInAs(api, userId));
}

function as(userId: string) {
  const { cookie = '', csrfToken = '' } = people.get(userId) ?? {};
  return { key: null, headers: { cookie, 'x-csrf-token': csrfToken } };
}

/** A batch answers for each of its rows. */
function isRefused({ status, json }: Answer): boolean {
  const [row] = Array.isArray(json?.results) ? json.results : [{ status }];
  return [401, 403].includes(status) || [401, 403].includes(row.status);
}

test('each role may do what its permissions say, and nothing else', async () => {
  const roles = ['administrator', 'subsidiary', 'portal-administrator', 'portal-user'];
  const lines: string[] = [];
  // Whoever signs out can ask no more.
  for (const operation of operations.toSorted((a, b) => Number(a.id === 'signOut') - Number(b.id === 'signOut'))) {
    const words: string[] = [];
    for (const role of [...roles.map(as), { key: null }])
      words.push(!operation.isPublic && isRefused(await ask(operation, role)) ? 'refused' : 'allowed');
    lines.push([operation.id.padEnd(34), ...words.map((word) => word.padEnd(14))].join(' ').trimEnd());
  }
  const head = ['', 'System Admin.', 'limited role', 'Portal Admin.', 'Portal User', 'nobody'];
  const title = head
    .map((word, index) => word.padEnd(index === 0 ? 34 : 14))
    .join(' ')
    .trimEnd();
  const text = [title, ...lines.toSorted()].join('\n');
  await expect(`${text}\n`).toMatchFileSnapshot('../../test/golden/role-permissions.txt');
});

const keys: Readonly<Record<string, (account: string) => string>> = {
  accountId: (account) => account,
  userId: (account) => (account === 'theirs' ? 'stranger' : 'portal-user'),
  entitlementId: (account) => `ENT-${account}-deployed`,
  activationId: (account) => `ACT-${account}-deployed`,
  renewalRequestId: () => requestOfTheirs,
};
const keyIn =
  (account: string) =>
  (parameter: Parameter, { url }: DocumentedOperation): string =>
    url.includes('maintenance-line-items/') && parameter.name === 'activationId'
      ? `MNT-${account}-deployed`
      : (keys[parameter.name]?.(account) ?? usualKey(parameter));

describe('an end user', () => {
  test.each(['portal-administrator', 'portal-user', 'subsidiary'])(
    'as %s reads nothing of other accounts, whatever is asked',
    async (userId) => {
      await renew(userId);
      for (const operation of operations.filter(({ method, isPublic }) => method === 'GET' && !isPublic)) {
        const takes = (name: string) => operation.parameters.some((one) => one.in === 'query' && one.name === name);
        const answers = [
          await ask(operation, { ...as(userId), keyOf: keyIn('theirs') }),
          ...(takes('accountId') ? [await ask(operation, { ...as(userId), query: 'accountId=theirs' })] : []),
          ...(takes('q') ? [await ask(operation, { ...as(userId), query: 'q=theirs' })] : []),
        ];
        for (const answer of answers.filter(({ status }) => status === 200)) {
          expect(answer.text, `${userId} ${operation.id}`).not.toContain('theirs');
          expect(answer.text, `${userId} ${operation.id}`).not.toContain('stranger');
        }
        expect([200, 403, 404], `${userId} ${operation.id} ${answers[0]?.text}`).toContain(answers[0]?.status);
      }
    },
  );

  test('is asked about what is there: the producer finds it', async () => {
    await renew('administrator');
    for (const path of ['search?q=theirs', 'renewal-requests', `renewal-requests/${requestOfTheirs}`])
      expect((await as_('administrator', path)).text, path).toContain('theirs');
  });

  test('reads the rights of the own account', async () => {
    await renew('portal-user');
    for (const path of ['entitlements/ENT-', 'line-items/ACT-', 'maintenance-line-items/MNT-']) {
      expect((await as_('portal-user', `${path}mine-deployed`)).status, path).toBe(200);
      expect(problemOf(await as_('portal-user', `${path}theirs-deployed`)).status, path).toBe(404);
    }
  });

  test.each(['draft', 'obsolete'])('does not see what is %s, and the producer does', async (state) => {
    await renew('portal-user');
    await renew('administrator');
    for (const path of ['entitlements/ENT-mine', 'line-items/ACT-mine', 'maintenance-line-items/MNT-mine']) {
      expect(problemOf(await as_('portal-user', `${path}-${state}`)).status).toBe(404);
      expect((await as_('administrator', `${path}-${state}`)).status).toBe(200);
      expect((await as_('portal-user', `${path}-inactive`)).status).toBe(200);
    }
    for (const list of ['entitlements', 'line-items'])
      expect((await as_('portal-user', `${list}?limit=500`)).text).not.toContain(`-${state}"`);
  });

  test('is not told who of the producer made, asked or closed something, nor of other companies', async () => {
    await renew('portal-user');
    await renew('administrator');
    const entitlement = await as_('portal-user', 'entitlements/ENT-sold');
    expect(entitlement.json).toMatchObject({
      createdBy: 'producer',
      updatedBy: 'producer',
      channelPartners: [{ tier: 'reseller', accountId: 'mine', currentOwner: true }],
      lineItems: [{ createdBy: 'producer' }, { createdBy: 'producer' }],
      maintenanceLineItems: [{ createdBy: 'producer' }],
    });
    for (const path of ['line-items/ACT-sold', 'maintenance-line-items/MNT-sold'])
      expect((await as_('portal-user', path)).json.createdBy, path).toBe('producer');
    for (const path of ['entitlements', 'line-items'])
      for (const { createdBy } of (await as_('portal-user', path)).json.items) expect(createdBy, path).toBe('producer');
    const seen = await as_('administrator', 'entitlements/ENT-sold');
    expect(seen.json).toMatchObject({ createdBy: 'test', channelPartners: [{ accountId: 'theirs' }, {}] });
  });

  test('sees of requests only who of the own people asked', async () => {
    await renew('portal-user');
    await renew('administrator');
    const ask = async (who: object, activationIds: string[]) => {
      const asked = await api.call('POST', 'renewal-requests', { ...who, body: { activationIds } });
      return `renewal-requests/${asked.json.requests[0].renewalRequestId}`;
    };
    const own = await ask(as('portal-user'), ['ACT-sold']);
    const key = await keyWith(api.app, ['viewExpiringEntitlements']);
    const others = [await ask(as('administrator'), ['MNT-sold']), await ask({ key }, ['ACT-sold-too'])];
    expect((await as_('portal-user', own)).json.requestedBy).toMatchObject({
      userId: 'portal-user',
      name: 'Ada Byron',
    });
    for (const path of others)
      expect((await as_('portal-user', path)).json.requestedBy).toEqual({
        userId: null,
        name: 'producer',
        email: null,
      });
    expect((await as_('administrator', others[0] ?? '')).json.requestedBy.userId).toBe('administrator');
    await api.call('POST', `${own}/close`, { ...as('administrator'), body: {} });
    expect((await as_('portal-user', own)).json.closedBy).toBe('producer');
    expect((await as_('administrator', own)).json.closedBy).toBe('administrator');
  });

  test('who lacks the permission is refused, with its name', async () => {
    await given.user(api.world, { userId: 'idle', userName: 'idle', memberships: [{ accountId: 'mine', roles: [] }] });
    people.set('idle', await signInAs(api, 'idle'));
    expect(problemOf(await as_('idle', 'entitlements'))).toMatchObject({
      status: 403,
      detail: expect.stringContaining('viewEntitlements') as unknown,
    });
  });
});

const as_ = (userId: string, path: string) => api.call('GET', path, as(userId));

/** Who was signed out meanwhile signs in again. */
async function renew(userId: string): Promise<void> {
  if ((await as_(userId, 'sessions/current')).status !== 200) people.set(userId, await signInAs(api, userId));
}
