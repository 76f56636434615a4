import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as given from '../../test/given.ts';
import { licet } from '../../test/licet-process.ts';
import { tokenOf } from '../../test/signing-in.ts';
import { openWorld, type World } from '../../test/world.ts';
import { createApiKey } from '../accounts/api-key-operations.ts';
import { changeUser } from '../accounts/user-changing.ts';
import { getUser } from '../accounts/user-operations.ts';
import { getPasswordLink } from '../sign-in/password-link-operations.ts';
import { inRecordingTransaction, recordAll } from '../platform/recording.ts';
import { userRecorder } from '../accounts/user-recorder.ts';

let world: World;
let variables: Readonly<Record<string, string>>;
beforeAll(async () => {
  world = await openWorld();
  const { host, port, user, database } = world.connection;
  variables = {
    DATABASE_URL: `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host)}&port=${port}`,
  };
});
afterAll(() => world.close());

// No database is named, so whoever gets as far as opening one fails with status 1.
const nowhere = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' };

describe('wrong options of a command', () => {
  test.each([
    ['api-key create --name robot', ['--role']],
    ['api-key create --name robot --role=', ['--role']],
    ['api-key create --name= --role Clerk --expires tomorrow', ['--name', '--expires']],
    ['user create --email nobody --first-name A --last-name B --locale zz_zz', ['--email', '--locale']],
    ['user create --email a@b.example --first-name A --last-name B --account= --role=', ['--account', '--role']],
    ['user create --email a@b.example --first-name A --last-name B --role Buyer', ['--role']],
    ['user list --account=', ['--account']],
  ])('are all named, with status 2: %s', async (command, options) => {
    const { status, stdout, stderr } = await licet(command.split(' '), nowhere);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    const named = stderr.split('\n').flatMap((line) => /--[a-z-]+/.exec(line)?.[0] ?? []);
    expect([...new Set(named)]).toEqual(options);
  });
});

describe('the commands for signing in', () => {
  test('give a link to choose a password by, invite, and let a locked user in again', async () => {
    await given.account(world, { accountId: 'studio' });
    const userName = 'Lisa@studio.example';
    await given.user(world, { userId: 'lisa', userName, memberships: [{ accountId: 'studio', roles: [] }] });
    const run = (...args: string[]) => licet(['user', ...args], variables);
    const { stdout } = await run('sign-in-link', 'lisa@studio.example');
    const token = tokenOf(stdout);
    expect(await getPasswordLink(world.app, token)).toMatchObject({ purpose: 'invitation', userName });
    expect((await run('invite', userName)).stdout).toContain('licet user sign-in-link');
    expect(JSON.parse((await run('invite', userName, '--json')).stdout)).toMatchObject({ user: { userId: 'lisa' } });
    const inactive = { status: 'inactive' as const };
    const request = { changes: inactive, expectedVersion: undefined, preview: false };
    await changeUser(world.app, given.operator, 'lisa', request);
    expect(await run('sign-in-link', userName)).toMatchObject({ status: 1, stdout: '' });
    expect(await run('activate', userName)).toMatchObject({ status: 0 });
    expect((await getUser(world.app, given.operator, 'lisa')).status).toBe('active');
    expect(await run('activate', 'nobody@studio.example')).toMatchObject({ status: 1, stdout: '' });
  });
});

describe('the commands for people', () => {
  test('make a user with what was given, and a key that begins as it is listed', async () => {
    await given.account(world, { accountId: 'acme' });
    await given.role(world, { name: 'Buyer', kind: 'customer' });
    await given.role(world, { name: 'Clerk' });
    const options = '--email ada@example.com --first-name Ada --last-name Byron --locale de-AT --reminders';
    const args = `user create ${options} --account acme --role Buyer --json`.split(' ');
    expect(JSON.parse((await licet(args, variables)).stdout)).toMatchObject({
      userName: 'ada@example.com',
      locale: 'de-AT',
      memberships: [{ accountId: 'acme', roles: ['Buyer'] }],
      subscriptions: { expiringEntitlements: true },
    });
    const made = await licet(['api-key', 'create', '--name', 'robot', '--role', 'Clerk', '--json'], variables);
    const { items } = JSON.parse((await licet(['api-key', 'list', '--json'], variables)).stdout);
    expect(items.at(-1)).toMatchObject({ name: 'robot', prefix: JSON.parse(made.stdout).key.slice(0, 10) });
  });

  test('list everybody and every key, however many there are', async () => {
    const users = Array.from({ length: 1_001 }, (_, index) => ({
      userId: `many-${index}`,
      userName: `many-${index}`,
      firstName: '',
      lastName: '',
      email: 'many@example.com',
    }));
    await inRecordingTransaction(world.app.database, (transaction) =>
      recordAll(transaction, given.operator, userRecorder, users, 'update'),
    );
    await given.role(world, { name: 'Many' });
    for (let made = 0; made < 501; made++)
      await createApiKey(world.app, given.operator, { name: `many-${made}`, roles: ['Many'] });
    const named = async (args: readonly string[]) =>
      new Set((await licet(args, variables)).stdout.match(/\bmany-\d+/g)).size;
    expect(await named(['user', 'list'])).toBe(1_001);
    expect(await named(['user', 'list', '--json'])).toBe(1_001);
    expect(await named(['api-key', 'list'])).toBe(501);
    expect(await named(['api-key', 'list', '--json'])).toBe(501);
  });
});
