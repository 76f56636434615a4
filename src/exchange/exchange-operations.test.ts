import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { givenImport, givenStagedImport, importer, ndjson, stagedPieces } from '../../test/given-import.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import { systemActor, type Actor } from '../accounts/rules/permissions.ts';
import { workOnce } from '../jobs/job-worker.ts';
import { getImport, importReport, listImports, stageImport } from './exchange-operations.ts';
import { importJob } from './import-job.ts';
import type { ReportRow } from './import-report.ts';

describe.each(postgresVersions())('imports on PostgreSQL %i', (version) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ version });
  });
  afterAll(() => world.close());

  it('leaves nothing of a file whose sender breaks off, and sweeps away what a killed process left', async () => {
    const before = await listImports(world.app, importer, { limit: 500 });
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.alloc(1_000_000, 'x');
      throw new Error('the connection was reset');
    }
    await expect(givenStagedImport(world, broken())).rejects.toThrow('the connection was reset');
    expect(await stagedPieces(world)).toBe(0);
    await sql`insert into import_piece (staging_id, position, content, staged_at)
      values (gen_random_uuid(), 0, 'old', now() - interval '25 hours'), (gen_random_uuid(), 0, 'young', now())`.execute(
      world.app.database,
    );
    await givenImport(world, '');
    expect(await stagedPieces(world)).toBe(1);
    expect((await listImports(world.app, importer, { limit: 500 })).items.length).toBe(before.items.length + 1);
    await sql`delete from import_piece`.execute(world.app.database);
  });

  it('has nothing to say about an empty file', async () => {
    expect(await givenImport(world, '')).toMatchObject({
      status: 'succeeded',
      bytes: 0,
      progress: { done: 0, total: 0 },
      report: [],
      counts: { records: 0 },
    });
  });

  it('keeps nothing of what was cancelled before it began, nor of a whole that was cancelled halfway', async () => {
    const accounts = Array.from({ length: 5_000 }, (_, index) => ({
      entity: 'account',
      accountId: `cancelled-${index}`,
      name: 'No',
    }));
    const queued = await givenStagedImport(world, accounts);
    await sql`update job_run set cancel_requested = true where id = ${queued}`.execute(world.app.database);
    await workOnce(world.app, [importJob], { only: Number(queued) });
    const whole = await givenStagedImport(world, accounts, { onError: 'stop' });
    const cancels: Promise<unknown>[] = [];
    let reported = 0;
    const cancelling: typeof importJob = {
      ...importJob,
      chunk: (transaction, run, app) => {
        const reportProgress = (): void => {
          reported += 1;
          cancels.push(sql`update job_run set cancel_requested = true where id = ${whole}`.execute(app.database));
        };
        return importJob.chunk(transaction, { ...run, reportProgress }, app);
      },
    };
    await workOnce(world.app, [cancelling], { only: Number(whole) });
    await Promise.all(cancels);
    expect(reported).toBeLessThan(accounts.length / 500);
    for (const id of [queued, whole])
      expect(await getImport(world.app, importer, id)).toMatchObject({
        status: 'cancelled',
        counts: { records: 0, created: 0 },
      });
    const { rows } = await sql`select 1 from account where account_id like 'cancelled-%'`.execute(world.app.database);
    expect([rows.length, await stagedPieces(world)]).toEqual([0, 0]);
  });

  it('lets nobody grant by a file what they may not grant by hand', async () => {
    const held = ['importEntities', 'viewUsers', 'manageUsers', 'manageRoles'] as const;
    const clerk: Actor = { ...systemActor('clerk'), permissions: new Set(held) };
    const user = {
      entity: 'user',
      userId: 'mallory',
      userName: 'mallory',
      firstName: '',
      lastName: '',
      email: 'm@example.com',
    };
    const file = ndjson([
      { entity: 'role', name: 'Viewer', kind: 'producer', permissions: ['viewUsers'] },
      { entity: 'role', name: 'Everything', kind: 'producer', permissions: ['manageJobs', 'viewJobs'] },
      { ...user, memberships: [{ accountId: 'producer', roles: ['System Administrator'] }] },
    ]);
    const app = { ...world.app, nudgeWorkers: () => undefined };
    const options = { dryRun: false, onError: 'continue', onDuplicate: 'update' } as const;
    const { importId } = await stageImport(app, clerk, Readable.from([Buffer.from(file)]), options);
    await workOnce(app, [importJob], { only: Number(importId) });
    const view = await getImport(app, importer, importId);
    expect(view.counts).toMatchObject({ created: 1, failed: 2 });
    expect(view.report.map((row) => [row.line, row.code, row.pointer])).toEqual([
      [2, 'beyond_own_permissions', '/permissions'],
      [3, 'beyond_own_permissions', '/memberships/0/roles/0'],
    ]);
  });

  it('lets nobody import who may not', async () => {
    const actor = { ...importer, permissions: new Set<never>() };
    const app = { ...world.app, nudgeWorkers: () => undefined };
    const options = { dryRun: true, onError: 'continue', onDuplicate: 'update' } as const;
    await expect(stageImport(app, actor, Readable.from([]), options)).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(getImport(app, { ...importer, scope: { all: false, accountIds: [] } }, '1')).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(getImport(app, importer, '999999')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('keeps a report to a bearable length, and pages through it', async () => {
    const before = process.memoryUsage().rss;
    const importId = await givenStagedImport(
      world,
      Buffer.from('{"entity":"account","accountId":1,"name":"x"}\n'.repeat(130_000)),
      { onError: 'stop' },
    );
    await workOnce(world.app, [importJob], { only: Number(importId) });
    const view = await getImport(world.app, importer, importId);
    expect(view).toMatchObject({
      status: 'failed',
      reportTruncated: true,
      counts: { records: 130_000, failed: 130_000 },
    });
    expect(view.report.map((row) => row.line)).toEqual(Array.from({ length: 1_000 }, (_, index) => index + 1));
    const read: ReportRow[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await importReport(world.app, importer, importId, { limit: 20_000, cursor });
      read.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(read.length).toBe(100_001);
    expect(read.at(-1)).toMatchObject({
      code: 'report_too_long',
      message: expect.stringContaining('there are 30000 more errors'),
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(400_000_000);
  });
});
