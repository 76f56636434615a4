import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { systemActor } from '../accounts/rules/permissions.ts';
import type { App } from '../platform/app.ts';
import { inTransaction, type DatabaseConnection } from '../platform/database.ts';
import { changeSettings } from '../settings/setting-operations.ts';
import { activeTemplates } from './email-template-store.ts';
import { startMailer, type Mailer, type MailerOptions } from './mailer.ts';
import { queueEmails, type NewEmail } from './outbox.ts';
import { samplesOf } from './rules/sample-data.ts';
import { chooseTemplate } from './rules/template-choice.ts';
import { openSmtpPlayground, type SmtpPlayground, type SmtpPlaygroundOptions } from './smtp-playground.ts';

/** Everything that waits does so briefly. */
export const quick: Partial<MailerOptions> = {
  pollMilliseconds: 10,
  pauseMaxMilliseconds: 60,
  retryFirstSeconds: 0.03,
  retryMaxSeconds: 0.1,
  connectMilliseconds: 150,
  greetingMilliseconds: 150,
  silenceMilliseconds: 150,
  messageMilliseconds: 400,
};

/** Waits long enough for a mail server on a machine that is busy: for tests that count what arrives. */
export const patient: Partial<MailerOptions> = {
  connectMilliseconds: 10_000,
  greetingMilliseconds: 10_000,
  silenceMilliseconds: 10_000,
  messageMilliseconds: 20_000,
};

/** An application over a database of a test's own. */
export interface OpenWorld {
  readonly app: App;
  readonly connection: DatabaseConnection;
  readonly close: () => Promise<void>;
}

/** A world with an outbox, mail servers and mailers, for tests. */
export type MailWorld = Awaited<ReturnType<typeof addMail>>;

/** Gives the producer of a world an address; `clear` ends all servers and mailers, and empties the outbox. */
export async function addMail(world: OpenWorld) {
  const { database } = world.app;
  await changeSettings(world.app, systemActor('test'), {
    mailFrom: 'Acme, Inc. <licenses@acme.example>',
    mailReplyTo: 'sales@acme.example',
  });
  const message = await sampleMessage(world);
  const servers: SmtpPlayground[] = [];
  const mailers: Mailer[] = [];
  const rows = async () => database.selectFrom('email').selectAll().orderBy('email.id').execute();
  const clearServers = async (): Promise<void> => {
    for (const mailer of mailers.splice(0)) await mailer.stop();
    for (const server of servers.splice(0)) await server.close();
  };
  const clear = async (): Promise<void> => {
    await clearServers();
    await sql`delete from email`.execute(database);
    await sql`delete from refused_address`.execute(database);
  };
  return {
    ...world,
    rows,
    clear,
    clearServers,
    serve: async (options: SmtpPlaygroundOptions = {}): Promise<SmtpPlayground> => {
      const server = await openSmtpPlayground(options);
      servers.push(server);
      return server;
    },
    start: (smtpUrl: string, options: Partial<MailerOptions> = {}, more: Partial<App> = {}): Mailer => {
      const app = { ...world.app, ...more, config: { ...world.app.config, smtpUrl } };
      const mailer = startMailer(app, { ...quick, ...options });
      mailers.push(mailer);
      return mailer;
    },
    /** to user0, user1 and so on */
    queue: async (count: number, more: Partial<NewEmail> = {}): Promise<void> => {
      const messages = Array.from({ length: count }, (_, index) => ({
        ...message,
        toAddress: `user${index}@acme.example`,
        ...more,
      }));
      await inTransaction(database, async (transaction) => queueEmails(transaction, messages));
    },
    untilAllAre: async (status: string): Promise<void> =>
      until(async () => (await rows()).every((row) => row.status === status)),
  };
}

async function sampleMessage(world: OpenWorld): Promise<NewEmail> {
  const type = 'renewal-reminder';
  const templates = await activeTemplates(world.app.database, [type]);
  const [data] = samplesOf(type);
  return {
    type,
    templateId: chooseTemplate(templates[type] ?? [], { locale: 'en' })?.id ?? 0,
    runId: null,
    accountId: null,
    userId: null,
    toAddress: 'a@acme.example',
    data,
  };
}

/** Waits until it holds; throws where it never does. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 15_000;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`it never came to that: ${String(holds)}`);
    await sleep(10);
  }
}
