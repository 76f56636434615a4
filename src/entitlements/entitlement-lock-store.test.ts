import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anybody, givenAccount, givenRecords, smallCatalog } from '../../test/given-records.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { inTransaction } from '../platform/database.ts';
import { changeEntitlement } from './entitlement-changing.ts';
import { createEntitlement } from './entitlement-operations.ts';
import { getEntitlement } from './entitlement-reading.ts';
import { entitlementChangesSchema, newEntitlementSchema } from './entitlement-schemas.ts';
import { entitlementRows, selectEntitlements } from './entitlement-store.ts';

describe.each(postgresVersions())('two who change an entitlement at once on PostgreSQL %i', (version) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ version });
    await givenRecords(world.app, [...smallCatalog, ...givenAccount('A'), ...givenAccount('B')]);
  });
  afterAll(() => world.close());

  const edit = (id: string, changes: object, app = world.app) =>
    changeEntitlement(app, anybody, id, { changes: entitlementChangesSchema.parse(changes) });

  const untilSomebodyWaits = async (): Promise<void> => {
    const { rows } = await sql`select from pg_stat_activity waiting
      where waiting.datname = current_database() and waiting.wait_event_type = 'Lock'`.execute(world.app.database);
    if (rows.length === 0) await untilSomebodyWaits();
  };

  /** Both changes, of which the second one waits until the first is done. */
  const givenBoth = async (id: string, first: object, second: object) => {
    await createEntitlement(world.app, anybody, newEntitlementSchema.parse({ entitlementId: id, accountId: 'A' }));
    const waiting = await inTransaction(world.app.database, async (transaction) => {
      await selectEntitlements(transaction, await entitlementRows(transaction, [id]), { lock: true });
      const other = edit(id, second);
      await untilSomebodyWaits();
      await edit(id, first, { ...world.app, database: transaction });
      return { other };
    });
    await waiting.other;
    return getEntitlement(world.app, anybody, id);
  };

  test('lose nothing: the contacts of the first one stay', async () => {
    const both = await givenBoth('E-contacts', { contacts: ['A-user'] }, { description: 'Second' });
    expect(both).toMatchObject({ contacts: ['A-user'], description: 'Second', version: 3 });
  });

  test('find it, also where the first one gives it to another account', async () => {
    const both = await givenBoth('E-account', { accountId: 'B' }, { description: 'Second' });
    expect(both).toMatchObject({ accountId: 'B', description: 'Second', version: 3 });
  });
});
