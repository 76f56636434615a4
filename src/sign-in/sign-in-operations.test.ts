import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as given from '../../test/given.ts';
import { movedClock } from '../../test/moved-clock.ts';
import { problemOf } from '../../test/problem.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { listAudit } from '../accounts/audit-operations.ts';
import { changeUser } from '../accounts/user-changing.ts';
import { getUser } from '../accounts/user-operations.ts';
import type { App } from '../platform/app.ts';
import { choosePassword } from './password-link-operations.ts';
import { authenticateSession, currentSession, signOut } from './session-operations.ts';
import { makeSignInLink } from './sign-in-link.ts';
import { signIn } from './sign-in-operations.ts';

const password = 'a long walk in the rain';
const hour = 3_600_000;

describe.each(postgresVersions())('signing in on PostgreSQL %s', (version) => {
  let world: World;
  let app: App;
  beforeAll(async () => {
    world = await openWorld({ version });
    app = world.app;
    await given.account(world, { accountId: 'acme' });
  });
  afterAll(() => world.close());

  /** A user with a password; answers the user name. */
  async function someone(userId: string, expiresOn: string | null = null): Promise<string> {
    const day = expiresOn as never;
    await given.user(world, { userId, memberships: [{ accountId: 'acme', roles: ['Portal User'], expiresOn: day }] });
    const token = (await makeSignInLink(app, given.operator, userId)).split('/').at(-1) ?? '';
    await choosePassword(app, token, { password, userAgent: '' });
    return userId;
  }

  const enter = (userName: string, given = password, over: App = app) =>
    signIn(over, { userName, password: given, userAgent: 'Test' });
  const ask = (token: string, over: App = app) =>
    authenticateSession(over, { token, writes: false, csrfToken: undefined }, 'viewEntitlements');
  const change = (userId: string, changes: object) =>
    changeUser(app, given.operator, userId, { changes, expectedVersion: undefined, preview: false });

  test('somebody who signed in is known by the token, until they sign out', async () => {
    const { token, session } = await enter(await someone('anna'));
    const actor = await ask(token);
    expect(actor).toMatchObject({ name: 'anna', audience: 'endUser', user: { userId: 'anna' } });
    expect(await currentSession(app, actor)).toEqual(session);
    await signOut(app, actor);
    expect(await problemOf(ask(token))).toMatchObject({ code: 'unauthenticated' });
    expect((await getUser(app, given.operator, 'anna')).lastSignInAt).not.toBeNull();
  });

  test('nobody gets in, with the same words whatever is wrong', async () => {
    await someone('bert');
    await given.user(world, { userId: 'without-password', memberships: [{ accountId: 'acme', roles: [] }] });
    const idle = await someone('idle');
    await change(idle, { status: 'inactive' });
    const homeless = await someone('homeless');
    await change(homeless, { memberships: [] });
    const attempts = [enter('nobody'), enter('bert', 'wrong'), enter('without-password'), enter(idle), enter(homeless)];
    const problems = await Promise.all(attempts.map(problemOf));
    expect(new Set(problems.map(({ code, message }) => `${code} ${message}`)).size).toBe(1);
    expect(problems[0]?.code).toBe('sign_in_failed');
  });

  test('fifty wrong passwords at once are counted one by one, and lock the user at the tenth', async () => {
    await someone('carl');
    const before = await enter('carl');
    await Promise.all(Array.from({ length: 50 }, () => problemOf(enter('carl', 'wrong'))));
    const row = await app.database.selectFrom('licetUser').selectAll().where('userId', '=', 'carl').executeTakeFirst();
    expect(row).toMatchObject({ failedSignIns: 10, status: 'inactive', lockedAt: expect.any(Date) as unknown });
    expect(await problemOf(enter('carl'))).toMatchObject({ code: 'sign_in_failed' });
    expect(await problemOf(ask(before.token))).toMatchObject({ code: 'unauthenticated' });
    const { items } = await listAudit(app, given.operator, { entityKey: 'carl', entity: 'user', limit: 50 });
    const told = items.filter((record) => record.actor === 'lock-out');
    expect(told).toMatchObject([{ after: { status: 'inactive' }, reason: '10 wrong passwords in a row' }]);
  });

  test('an administrator makes a locked user active again, who then has all attempts anew', async () => {
    await someone('dora');
    for (let count = 0; count < 10; count++) await problemOf(enter('dora', 'wrong'));
    expect(await getUser(app, given.operator, 'dora')).toMatchObject({ status: 'inactive' });
    expect((await getUser(app, given.operator, 'dora')).lockedAt).not.toBeNull();
    expect(await change('dora', { status: 'active' })).toMatchObject({ status: 'active', lockedAt: null });
    for (let count = 0; count < 9; count++) await problemOf(enter('dora', 'wrong'));
    expect((await enter('dora')).session.user.userId).toBe('dora');
  });

  test('a right password begins the count anew', async () => {
    await someone('eric');
    for (let round = 0; round < 3; round++) {
      for (let count = 0; count < 6; count++) await problemOf(enter('eric', 'wrong'));
      await enter('eric');
    }
  });

  test('right passwords that come together with the wrong ones never open a locked user', async () => {
    await someone('fred');
    const tries = Array.from({ length: 40 }, (_, index) => enter('fred', index % 8 === 7 ? password : 'wrong'));
    const opened = (await Promise.allSettled(tries)).flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const { status } = await getUser(app, given.operator, 'fred');
    const alive = (await Promise.allSettled(opened.map(({ token }) => ask(token)))).filter(
      (one) => one.status === 'fulfilled',
    );
    expect(alive).toHaveLength(status === 'inactive' ? 0 : opened.length);
  });

  test('a session ends after a long silence, and at its end whatever happens in it', async () => {
    const clock = movedClock(app.clock);
    const moved = { ...app, clock };
    const { token } = await enter(await someone('gina'), password, moved);
    for (let hours = 0; hours < 7 * 24 - 11; hours += 11) {
      await ask(token, moved);
      clock.move(11 * hour);
    }
    clock.move(11 * hour);
    expect(await problemOf(ask(token, moved))).toMatchObject({ code: 'unauthenticated' });
    const silent = await enter('gina', password, moved);
    clock.move(12 * hour);
    expect(await problemOf(ask(silent.token, moved))).toMatchObject({ code: 'unauthenticated' });
  });

  test('a session ends with the last day of the membership, without anybody doing anything', async () => {
    const clock = movedClock(app.clock);
    const moved = { ...app, clock };
    const { token } = await enter(await someone('hans', '2026-03-01'), password, moved);
    await ask(token, moved);
    clock.move(11 * hour);
    await ask(token, moved);
    clock.move(11 * hour);
    await ask(token, moved);
    clock.move(11 * hour);
    expect(await problemOf(ask(token, moved))).toMatchObject({ code: 'unauthenticated' });
  });

  test('when somebody asked last is noted at most once a minute', async () => {
    const { token } = await enter(await someone('ines'));
    const seen = async () =>
      (await app.database.selectFrom('session').select('lastSeenAt').orderBy('id', 'desc').executeTakeFirst())
        ?.lastSeenAt;
    const first = await seen();
    await ask(token);
    expect(await seen()).toEqual(first);
    const clock = movedClock(app.clock);
    clock.move(61_000);
    await ask(token, { ...app, clock });
    expect(await seen()).not.toEqual(first);
  });

  test('a role that changes changes what the session may do, at once', async () => {
    const { token } = await enter(await someone('jana'));
    expect((await ask(token)).permissions.has('viewEntitlements')).toBe(true);
    await change('jana', { memberships: [{ accountId: 'acme', roles: [] }] });
    expect(await ask(token)).toMatchObject({ scope: { all: false, accountIds: [] } });
  });
});
