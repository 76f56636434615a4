import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { sql } from 'kysely';
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { JobsApp } from '../src/jobs/job-definition.ts';
import { deliverDue } from '../src/notifications/delivery.ts';
import { settingLook } from '../src/notifications/email-look.ts';
import { renderEmail } from '../src/notifications/email-rendering.ts';
import { selectTemplatesById } from '../src/notifications/email-template-store.ts';
import { openMailTransport, transportLimits } from '../src/notifications/mail-transport.ts';
import { inTransaction } from '../src/platform/database.ts';
import { alternate, timed, type Bench } from './bench.ts';
import { runAfresh } from './expiring-run.ts';

const emailsMax = 10_000;

/** Rendering and handing over the emails of a run against the mail library with finished messages. */
export const mailRender: Bench = {
  name: 'mail-render',
  title: 'leased, rendered, handed over and settled',
  baselineTitle: 'the same finished messages by the mail library alone',
  unit: 'x',
  budget: 2,
  measure: async (site, { size, smoke }) => {
    const app = await site.dataset(size);
    await runAfresh(app);
    await sql`delete from email where id not in (select id from email order by id limit ${emailsMax})`.execute(
      app.database,
    );
    const sink = await startSink();
    try {
      const finished = await finishedMessages(app);
      const rounds = smoke ? 1 : 5;
      const measured = () => deliverAll(app, sink.url, finished.length);
      const samples = await alternate({ rounds, measured, baseline: () => sendAll(finished, sink.url) });
      return { ...samples, remarks: [`${finished.length} emails`] };
    } finally {
      sink.stop();
    }
  },
};

async function startSink() {
  const child = fork(join(import.meta.dirname, 'smtp-sink.ts'));
  const message: readonly unknown[] = await once(child, 'message');
  return { url: `smtp://127.0.0.1:${String(message[0])}`, stop: () => child.disconnect() };
}

async function deliverAll(app: JobsApp, url: string, count: number): Promise<number> {
  await sql`update email set status = 'queued', attempts = 0, lease_until = null, lease_token = null, sent_at = null`.execute(
    app.database,
  );
  await sql`vacuum analyze email`.execute(app.database);
  const transport = openMailTransport(url);
  let sent = 0;
  const milliseconds = await timed(async () => {
    for (let settled = 1; settled > 0; sent += settled) settled = await deliverDue(app, transport);
  });
  await transport.close();
  if (sent !== count) throw new Error(`${sent} of ${count} emails were settled`);
  return milliseconds;
}

async function sendAll(messages: readonly SendMailOptions[], url: string): Promise<number> {
  const pool = createTransport({ url, pool: true, maxConnections: transportLimits.connectionsMax });
  const milliseconds = await timed(async () => {
    const waiting = messages.values();
    const lane = async (): Promise<void> => {
      for (const message of waiting) await pool.sendMail(message);
    };
    await Promise.all(Array.from({ length: transportLimits.connectionsMax * 2 }, lane));
  });
  pool.close();
  return milliseconds;
}

async function finishedMessages({ database }: JobsApp): Promise<readonly SendMailOptions[]> {
  const rows = await database.selectFrom('email').selectAll().orderBy('email.id').execute();
  const ids = [...new Set(rows.map((row) => row.templateId))];
  const { templates, look } = await inTransaction(database, async (transaction) => ({
    templates: await selectTemplatesById(transaction, ids),
    look: await settingLook(transaction),
  }));
  const byId = new Map(templates.map((template) => [template.id, template]));
  return rows.map((row) => {
    const template = byId.get(row.templateId);
    if (template === undefined) throw new Error(`email template ${row.templateId} is gone`);
    const { toAddress: to, messageId, createdAt: date } = row;
    return { from: 'licenses@producer.example', to, messageId, date, ...renderEmail(template, row.data, look) };
  });
}
