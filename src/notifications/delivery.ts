import { randomUUID } from 'node:crypto';
import type { App } from '../platform/app.ts';
import { readSettings } from '../settings/setting-store.ts';
import { leaseDueEmails, type LeasedEmail, type Settlement } from './delivery-store.ts';
import { EmailRenderingError, renderEmail, type TemplateTexts } from './email-rendering.ts';
import { selectTemplatesById } from './email-template-store.ts';
import { deliveryError, transportLimits, type MailTransport } from './mail-transport.ts';
import {
  isAddressRefused,
  judgeFailure,
  retryDelaySeconds,
  retryPolicy,
  type RetryPolicy,
} from './rules/delivery-failure.ts';
import { portalUrl, senderLook, withPasswordLink, withUnsubscribe, type SenderLook } from './rules/sender-look.ts';
import { parseSender, type Sender } from './rules/sender.ts';
import { handOutPasswordLink } from './password-link-tokens.ts';
import { makeSettle, type Settle } from './settling.ts';
import { unsubscribeLinks, type LinkedEmail } from './unsubscribe-links.ts';

export interface DeliveryOptions extends RetryPolicy {
  /** messages leased at once */
  readonly batchMax: number;
  /** messages in hand at the same time: more than connections, so that no connection waits for the database */
  readonly lanes: number;
  readonly leaseSeconds: number;
  /** no further message is begun when so little of the lease is left */
  readonly messageMilliseconds: number;
  /** asked before each message: true leaves the rest to others */
  readonly isStopping: () => boolean;
}

export const deliveryOptions: DeliveryOptions = {
  ...retryPolicy,
  batchMax: 200,
  lanes: transportLimits.connectionsMax * 2,
  leaseSeconds: 600,
  messageMilliseconds: transportLimits.messageMilliseconds,
  isStopping: () => false,
};

/** Leases what is due and delivers it. Answers how many messages it settled: sent, put off or given up. */
export async function deliverDue(
  app: App,
  transport: MailTransport,
  options: Partial<DeliveryOptions> = {},
): Promise<number> {
  return (await deliverBatch(app, transport, { ...deliveryOptions, ...options })).settled;
}

export interface BatchReport {
  readonly leased: number;
  readonly settled: number;
  readonly serverFailed: boolean;
}

/**
 * One batch: lease, render and send outside of any transaction, then write down what happened. Once the server itself
 * fails, the rest is given back untouched, so that it goes out as soon as the server is there again. A crash after a
 * message was handed over, and before that is on record, repeats it after the lease with the same Message-ID and date.
 */
export async function deliverBatch(app: App, transport: MailTransport, options: DeliveryOptions): Promise<BatchReport> {
  const token = randomUUID();
  const until = performance.now() + options.leaseSeconds * 1000 - options.messageMilliseconds;
  const emails = await leaseDueEmails(app.database, { token, seconds: options.leaseSeconds, limit: options.batchMax });
  if (emails.length === 0) return { leased: 0, settled: 0, serverFailed: false };
  const batch = {
    app,
    transport,
    options,
    until,
    settle: makeSettle(app, token),
    ...(await readCircumstances(app, emails)),
  };
  const progress = { waiting: [...emails], settled: 0, serverFailed: false };
  const lanes = await Promise.allSettled(Array.from({ length: options.lanes }, () => deliverLane(batch, progress)));
  const broken = lanes.find((lane) => lane.status === 'rejected');
  if (broken !== undefined) throw broken.reason;
  await Promise.all(progress.waiting.map(async ({ id }) => batch.settle({ id, outcome: 'released' })));
  return { leased: emails.length, settled: progress.settled, serverFailed: progress.serverFailed };
}

interface Circumstances {
  readonly templates: ReadonlyMap<number, TemplateTexts>;
  readonly look: SenderLook;
  readonly sender: Sender;
  readonly replyTo: string;
  readonly unsubscribeLinkOf: (email: LinkedEmail) => string | null;
}

interface Batch extends Circumstances {
  readonly app: App;
  readonly transport: MailTransport;
  readonly options: DeliveryOptions;
  readonly settle: Settle;
  readonly until: number;
}

interface Progress {
  readonly waiting: LeasedEmail[];
  settled: number;
  serverFailed: boolean;
}

async function readCircumstances(app: App, emails: readonly LeasedEmail[]): Promise<Circumstances> {
  const ids = [...new Set(emails.map((email) => email.templateId))];
  const templates = await selectTemplatesById(app.database, ids);
  const settings = await readSettings(app.database);
  return {
    templates: new Map(templates.map((template) => [template.id, template])),
    look: senderLook(settings, { portal: portalUrl(app.config.publicUrl) }),
    sender: parseSender(settings.mailFrom),
    replyTo: settings.mailReplyTo,
    unsubscribeLinkOf: await unsubscribeLinks(app.database, app.config.publicUrl, emails),
  };
}

async function deliverLane(batch: Batch, progress: Progress): Promise<void> {
  while (!progress.serverFailed && !batch.options.isStopping() && performance.now() < batch.until) {
    const email = progress.waiting.shift();
    if (email === undefined) return;
    const { settlement, serverFailed } = await deliver(batch, email);
    if (serverFailed) Object.assign(progress, { serverFailed });
    await batch.settle(settlement);
    Object.assign(progress, { settled: progress.settled + 1 });
  }
}

interface Delivered {
  readonly settlement: Settlement;
  readonly serverFailed: boolean;
}

async function deliver(batch: Batch, email: LeasedEmail): Promise<Delivered> {
  try {
    const template = batch.templates.get(email.templateId);
    if (template === undefined) throw new Error('its template is gone');
    const unsubscribeLink = batch.unsubscribeLinkOf(email);
    const look = withPasswordLink(withUnsubscribe(batch.look, unsubscribeLink), await passwordLinkOf(batch, email));
    const rendered = renderEmail(template, email.data, look);
    await batch.transport.send({ email, rendered, sender: batch.sender, replyTo: batch.replyTo, unsubscribeLink });
    return { settlement: { id: email.id, outcome: 'sent' }, serverFailed: false };
  } catch (error) {
    return settlementOf(error, email, batch);
  }
}

/** Each delivery has a token of its own, as none is kept in a form that could be sent again. */
async function passwordLinkOf({ app }: Batch, { passwordLinkId: id }: LeasedEmail): Promise<string | null> {
  if (id === null) return null;
  return handOutPasswordLink(app.database, { id, now: app.clock.now(), publicUrl: app.config.publicUrl });
}

function settlementOf(error: unknown, email: LeasedEmail, { app, options }: Batch): Delivered {
  const told = deliveryError(error);
  const failure = error instanceof EmailRenderingError ? 'permanent' : judgeFailure(told);
  const isGivenUp = failure === 'permanent' || email.age >= options.giveUpSeconds;
  app.log.warn(
    { emailId: email.id, attempt: email.attempts + 1, code: told.code, answer: told.responseCode, failure },
    isGivenUp ? 'an email is given up' : 'an email could not be delivered and is tried again',
  );
  const settlement: Settlement = isGivenUp
    ? {
        id: email.id,
        outcome: 'failed',
        error: reasonOf(error),
        isAddressRefused: isAddressRefused(told, told.message),
      }
    : {
        id: email.id,
        outcome: 'postponed',
        error: reasonOf(error),
        delaySeconds: retryDelaySeconds(email.attempts + 1, Math.random(), options),
      };
  return { settlement, serverFailed: failure === 'server' };
}

function reasonOf(error: unknown): string {
  const part = error instanceof EmailRenderingError ? `The ${error.part} cannot be rendered: ` : '';
  return `${part}${deliveryError(error).message}`.slice(0, 500);
}
