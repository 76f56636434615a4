import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { migrate, pendingMigrations, requireCurrentSchema, SchemaError } from './migrations.ts';

const one = { name: '0001-a', text: '', checksum: 'x' };
const two = { name: '0002-b', text: '', checksum: 'y' };

describe('migrations', () => {
  test('are those that the database lacks, in order', () => {
    expect(pendingMigrations([one, two], [one])).toEqual([two]);
  });

  test('refuse a database of a newer release, with advice', () => {
    expect(() => pendingMigrations([one], [one, two])).toThrow(/newer release.*0002-b/);
  });

  test('refuse a file that was edited after it was applied', () => {
    expect(() => pendingMigrations([one], [{ ...one, checksum: 'z' }])).toThrow(/0001-a is not the one/);
  });
});

describe.each(postgresVersions())('the schema on PostgreSQL %i', (version) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ version });
  });
  afterAll(() => world.close());

  test('is current after a migration, however often it is asked for', async () => {
    expect(await migrate(world.app.database)).toEqual([]);
    await expect(requireCurrentSchema(world.app.database)).resolves.toBeUndefined();
  });

  test('of a newer release stops every command with advice', async () => {
    const { database } = world.app;
    await sql`insert into schema_migration (name, checksum) values ('9999-from-the-future', 'x')`.execute(database);
    await expect(requireCurrentSchema(database)).rejects.toThrow(SchemaError);
    await expect(migrate(database)).rejects.toThrow(/newer release/);
    await sql`delete from schema_migration where name = '9999-from-the-future'`.execute(database);
  });

  test('keeps one namespace for entitlement IDs and activation IDs', async () => {
    const { database } = world.app;
    const insert = (id: string) =>
      sql`insert into entitlement (entitlement_id, account_id, state, created_by, updated_by)
          select ${id}, account.id, 'draft', 'test', 'test' from account where account.account_id = 'unknown'`.execute(
        database,
      );
    await insert('SAME-1');
    await sql`insert into identifier (key, kind) values ('SAME-2', 'webRegisterKey')`.execute(database);
    await expect(insert('SAME-2')).rejects.toThrow(/identifier_pkey/);
    await sql`update entitlement set entitlement_id = 'SAME-3' where entitlement_id = 'SAME-1'`.execute(database);
    const { rows } = await sql<{ key: string }>`select identifier.key from identifier order by identifier.key`.execute(
      database,
    );
    expect(rows.map((row) => row.key)).toEqual(['SAME-2', 'SAME-3']);
  });

  test('never lets the history be rewritten', async () => {
    const { database } = world.app;
    await sql`insert into history_record (actor, entity, entity_key, event) values ('a', 'b', 'c', 'created')`.execute(
      database,
    );
    await expect(sql`update history_record set actor = 'x'`.execute(database)).rejects.toThrow(/append-only/);
    await expect(sql`delete from history_record`.execute(database)).rejects.toThrow(/append-only/);
  });
});
