import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anybody } from '../../test/given-records.ts';
import { problemOf } from '../../test/problem.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { createAccount, getAccount, listAccounts } from '../accounts/account-operations.ts';
import { doOnce, type OnceRequest } from './idempotency.ts';

describe.each(postgresVersions())('a write that is done once on PostgreSQL %i', (version) => {
  let world: World;
  let number = 0;
  beforeAll(async () => {
    world = await openWorld({ version });
  });
  afterAll(() => world.close());

  const request = (): OnceRequest => ({ actor: 'erp', key: `key-${(number += 1)}`, fingerprint: 'a' });
  const make = (once: OnceRequest, name: string) =>
    doOnce(world.app, once, async (app) => ({ accountId: (await createAccount(app, anybody, { name })).accountId }));
  const named = async (q: string) => (await listAccounts(world.app, anybody, { limit: 50, q })).items.length;

  test('answers a repeat with the first answer, and does nothing', async () => {
    const once = request();
    const first = await make(once, 'Once Ltd');
    expect(await make(once, 'Once Ltd')).toEqual(first);
    expect(await named('Once Ltd')).toBe(1);
  });

  test('asked for by fifty at once is done once; the others get its answer or are told to wait', async () => {
    const once = request();
    const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => make(once, 'Fifty Ltd')));
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'idempotency_key_in_progress' });
    expect(outcomes.some((outcome) => outcome.status === 'fulfilled')).toBe(true);
    expect(await named('Fifty Ltd')).toBe(1);
  });

  test('refuses its key for anything else, but not that of another caller', async () => {
    const once = request();
    await make(once, 'Mine Ltd');
    expect((await problemOf(make({ ...once, fingerprint: 'b' }, 'Other Ltd'))).code).toBe('idempotency_key_reused');
    await make({ ...once, actor: 'crm' }, 'Theirs Ltd');
    expect(await named('Theirs Ltd')).toBe(1);
  });

  test('that fails after it has written leaves neither what it wrote nor its key', async () => {
    const once = request();
    const failing = doOnce(world.app, once, async (app) => {
      await createAccount(app, anybody, { name: 'Half Ltd' });
      throw new Error('the power went off');
    });
    await expect(failing).rejects.toThrow('the power went off');
    expect(await named('Half Ltd')).toBe(0);
    await make(once, 'Half Ltd');
    expect(await named('Half Ltd')).toBe(1);
  });

  test('that is refused may be tried again', async () => {
    const once = request();
    const attempt = () =>
      doOnce(world.app, once, async (app) => ({ name: (await getAccount(app, anybody, 'late')).name }));
    expect((await problemOf(attempt())).code).toBe('not_found');
    await createAccount(world.app, anybody, { accountId: 'late', name: 'Late Ltd' });
    expect(await attempt()).toEqual({ name: 'Late Ltd' });
  });

  test('forgets its key after a day', async () => {
    const once = request();
    await make(once, 'Daily Ltd');
    await sql`update idempotency_key set created_at = now() - interval '25 hours'`.execute(world.app.database);
    await make(once, 'Daily Ltd');
    expect(await named('Daily Ltd')).toBe(2);
    const { rows } = await sql<{ count: number }>`select count(*) as count from idempotency_key`.execute(
      world.app.database,
    );
    expect(rows[0]?.count).toBe(1);
  });
});
