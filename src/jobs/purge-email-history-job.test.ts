import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { anybody } from '../../test/given-records.ts';
import { openWorld, postgresVersions, type World } from '../../test/world.ts';
import type { JobsApp, ScheduledJob } from './job-definition.ts';
import { requestRun } from './job-operations.ts';
import { previewJob } from './job-preview.ts';
import { getRun } from './job-run-operations.ts';
import { workOnce } from './job-worker.ts';
import { purgeEmailHistoryJob } from './purge-email-history-job.ts';

const job: ScheduledJob = { ...purgeEmailHistoryJob, shipped: { status: 'active', cron: '0 3 * * *' } };

describe.each(postgresVersions())('the purge of old emails on PostgreSQL %i', (version) => {
  let world: World;
  let app: JobsApp;
  beforeAll(async () => {
    world = await openWorld({ version, today: '2026-09-01' });
    app = { ...world.app, jobs: [job] };
  });
  afterEach(() => sql`delete from email`.execute(app.database));
  afterAll(() => world.close());

  // 183 days before 1 September 2026 is 2 March.
  const lastOldDay = '2026-03-01T23:59:59Z';
  const firstKeptDay = '2026-03-02T00:00:00Z';

  async function given(
    status: string,
    createdAt: string,
    more: { sentAt?: string; queuedAt?: string; count?: number } = {},
  ) {
    const sentAt = more.sentAt ?? (status === 'sent' ? createdAt : null);
    await sql`
      insert into email (message_id, type, template_id, to_address, data, status, created_at, queued_at, sent_at)
      select gen_random_uuid()::text, 'renewal-reminder', (select min(email_template.id) from email_template), 'a@acme.example',
             '{}', ${status}, ${createdAt}::timestamptz, ${more.queuedAt ?? createdAt}::timestamptz, ${sentAt}::timestamptz
        from generate_series(1, ${more.count ?? 1})`.execute(app.database);
  }

  async function kept() {
    const rows = await app.database.selectFrom('email').select(['email.status']).orderBy('email.id').execute();
    return rows.map((row) => row.status);
  }

  async function run(options = {}) {
    const { runId } = await requestRun(app, anybody, job.key, options);
    await workOnce(app, app.jobs);
    return getRun(app, anybody, runId);
  }

  test('deletes what has come to its end more than 183 days ago, and nothing that waits', async () => {
    for (const status of ['sent', 'failed', 'suppressed', 'queued']) {
      await given(status, lastOldDay);
      await given(status, firstKeptDay);
    }
    expect(await run()).toMatchObject({ status: 'succeeded', summary: { sent: 1, failed: 1, suppressed: 1 } });
    expect(await kept()).toEqual(['sent', 'failed', 'suppressed', 'queued', 'queued']);
  });

  test('keeps an old message that was sent or asked for again lately', async () => {
    await given('sent', lastOldDay, { sentAt: firstKeptDay });
    await given('failed', lastOldDay, { queuedAt: firstKeptDay });
    await run();
    expect(await kept()).toEqual(['sent', 'failed']);
  });

  test('keeps them as long as its option says', async () => {
    await given('sent', '2026-08-24T12:00:00Z');
    await given('sent', '2026-08-25T12:00:00Z');
    await run({ olderThanDays: 7 });
    expect(await kept()).toEqual(['sent']);
  });

  test('goes through any number of them chunk by chunk', async () => {
    await given('sent', lastOldDay, { count: 2_500 });
    await given('sent', firstKeptDay);
    expect(await run()).toMatchObject({ summary: { sent: 2_500 }, progress: { done: 2_500, total: 2_500 } });
    expect(await kept()).toEqual(['sent']);
  });

  test('tells beforehand what it would delete, and deletes nothing', async () => {
    await given('sent', lastOldDay, { count: 1_200 });
    const preview = await previewJob(app, anybody, job.key, { limit: 10 });
    expect(preview).toMatchObject({ summary: { sent: 1_200 }, emails: 0, items: [], nextCursor: null });
    expect(await kept()).toHaveLength(1_200);
  });

  test.each([{ olderThanDays: 0 }, { olderThanDays: 1.5 }, { olderThanDays: '7' }, { olderThanDay: 7 }])(
    'does not take the options %j',
    (options) => expect(job.errorsInOptions(options)).toHaveLength(1),
  );
});
