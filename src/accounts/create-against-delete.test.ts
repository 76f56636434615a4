import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as given from '../../test/given.ts';
import { reasonsOf } from '../../test/problem.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { inTransaction } from '../platform/database.ts';
import { deleteAccount } from './account-deleting.ts';
import { createAccount } from './account-operations.ts';
import { createUser } from './user-operations.ts';

describe.each(postgresVersions())('an account that is deleted at this moment on PostgreSQL %i', (version) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ version });
  });
  afterAll(() => world.close());

  const untilSomebodyWaits = async (): Promise<void> => {
    const { rows } = await sql`select from pg_stat_activity waiting
      where waiting.datname = current_database() and waiting.wait_event_type = 'Lock'`.execute(world.app.database);
    if (rows.length === 0) await untilSomebodyWaits();
  };

  /** What becomes of something that refers to an account, where the account goes while it is made. */
  const givenDeletedMeanwhile = async (make: (accountId: string) => Promise<unknown>) => {
    const { accountId } = await createAccount(world.app, given.operator, { name: 'Gone' });
    const { made } = await inTransaction(world.app.database, async (transaction) => {
      const request = { subtree: false, force: false, expectedVersion: undefined, preview: false };
      await deleteAccount({ ...world.app, database: transaction }, given.operator, accountId, request);
      const reasons = reasonsOf(make(accountId));
      await untilSomebodyWaits();
      return { made: reasons };
    });
    return made;
  };

  test('is not there any more for an account below it', async () => {
    const make = (parent: string) => createAccount(world.app, given.operator, { name: 'Below', parents: [parent] });
    expect(await givenDeletedMeanwhile(make)).toEqual(['unknown_reference /parents/0']);
  });

  test('is not there any more for a member', async () => {
    const user = { userName: 'late@example.com', firstName: 'Late', lastName: 'Comer', email: 'late@example.com' };
    const make = (accountId: string) =>
      createUser(world.app, given.operator, { ...user, memberships: [{ accountId, roles: [] }] });
    expect(await givenDeletedMeanwhile(make)).toEqual(['unknown_reference /memberships/0/accountId']);
  });
});
