import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askerOf } from '../../test/asking.ts';
import { openApiWorld, problemOf, type Answer, type ApiWorld } from '../../test/api-world.ts';
import * as given from '../../test/given.ts';
import { givenEntitlement, givenLineItem, givenRecords, smallCatalog } from '../../test/given-records.ts';
import { operationsOf, type DocumentedOperation, type Parameter } from '../../test/openapi-samples.ts';
import { signInAs, type SignedIn } from '../../test/signing-in.ts';
import { producerPermissions } from '../accounts/rules/permissions.ts';

let api: ApiWorld;
let operations: readonly DocumentedOperation[];
let ask: ReturnType<typeof askerOf>;
const people = new Map<string, SignedIn>();

beforeAll(async () => {
  api = await openApiWorld();
  await givenRecords(api.app, [
    ...smallCatalog,
    ...['mine', 'theirs'].flatMap((accountId) => [
      { entity: 'account', accountId, name: `Name of ${accountId}` },
      ...['deployed', 'inactive', 'draft', 'obsolete'].map((state) => rightOf(accountId, state)),
    ]),
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
  const document = (await api.call('GET', 'openapi.json', { key: null })).json;
  operations = operationsOf(document);
  ask = askerOf(api.call, document);
});
afterAll(() => api.close());

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
};
const keyIn =
  (account: string) =>
  ({ name }: Parameter, { url }: DocumentedOperation): string =>
    url.includes('maintenance-line-items/') && name === 'activationId'
      ? `MNT-${account}-deployed`
      : (keys[name]?.(account) ?? '1');

describe('an end user', () => {
  test.each(['portal-administrator', 'portal-user', 'subsidiary'])(
    'as %s reads nothing of other accounts, whatever is asked',
    async (userId) => {
      await renew(userId);
      for (const operation of operations.filter(({ method, isPublic }) => method === 'GET' && !isPublic)) {
        const filters = operation.parameters.some((one) => one.in === 'query' && one.name === 'accountId');
        const answers = [
          await ask(operation, { ...as(userId), keyOf: keyIn('theirs') }),
          ...(filters ? [await ask(operation, { ...as(userId), query: 'accountId=theirs' })] : []),
        ];
        for (const answer of answers.filter(({ status }) => status === 200)) {
          expect(answer.text, `${userId} ${operation.id}`).not.toContain('theirs');
          expect(answer.text, `${userId} ${operation.id}`).not.toContain('stranger');
        }
        expect([200, 403, 404], `${userId} ${operation.id} ${answers[0]?.text}`).toContain(answers[0]?.status);
      }
    },
  );

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
