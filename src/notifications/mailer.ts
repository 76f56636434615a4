import type { App } from '../platform/app.ts';
import { isDatabaseGone } from '../platform/database.ts';
import { deliverBatch, deliveryOptions, type DeliveryOptions } from './delivery.ts';
import { openMailTransport, transportLimits, type MailTransport, type TransportLimits } from './mail-transport.ts';

export { deliverDue } from './delivery.ts';

export interface Mailer {
  /** Takes no further message, waits for those in hand, and closes the connections. */
  readonly stop: () => Promise<void>;
  /** There is something new in the outbox. */
  readonly nudge: () => void;
}

export interface MailerOptions extends DeliveryOptions, TransportLimits {
  readonly pollMilliseconds: number;
  /** the longest pause while the mail server or the database fails; it doubles up to this */
  readonly pauseMaxMilliseconds: number;
}

export const mailerOptions: MailerOptions = {
  ...transportLimits,
  ...deliveryOptions,
  pollMilliseconds: 1_000,
  pauseMaxMilliseconds: 60_000,
};

/**
 * Delivers the outbox in the background until it is stopped; any number of processes may do so at once. Without
 * `LICET_SMTP_URL` it does nothing, and messages stay queued.
 */
export function startMailer(app: App, options: Partial<MailerOptions> = {}): Mailer {
  if (app.config.smtpUrl === undefined) return { stop: () => Promise.resolve(), nudge: () => {} };
  const chosen = { ...mailerOptions, ...options };
  const transport = openMailTransport(app.config.smtpUrl, chosen);
  const bell = makeBell();
  let stopping = false;
  const done = deliverUntil(app, transport, { ...chosen, isStopping: () => stopping }, bell);
  return {
    stop: async () => {
      stopping = true;
      bell.ring();
      await done;
      await transport.close();
    },
    nudge: bell.ring,
  };
}

async function deliverUntil(app: App, transport: MailTransport, options: MailerOptions, bell: Bell): Promise<void> {
  let failures = 0;
  while (!options.isStopping()) {
    const outcome = await deliverSafely(app, transport, failures === 0 ? options : { ...options, batchMax: 1 });
    failures = outcome === 'failed' ? failures + 1 : 0;
    if (outcome === 'more' || options.isStopping()) continue;
    if (failures === 0) await bell.wait(options.pollMilliseconds);
    else await pause(options, failures, bell);
  }
}

type Outcome = 'more' | 'idle' | 'failed';

async function deliverSafely(app: App, transport: MailTransport, options: MailerOptions): Promise<Outcome> {
  try {
    const { leased, serverFailed } = await deliverBatch(app, transport, options);
    if (serverFailed) return 'failed';
    return leased > 0 ? 'more' : 'idle';
  } catch (error) {
    if (isDatabaseGone(error)) app.log.warn('the database is away, the mailer waits for it');
    else app.log.error({ err: error }, 'the mailer failed and tries again');
    return 'failed';
  }
}

// A nudge does not shorten it: new messages do not heal a server. Only stopping does.
async function pause(options: MailerOptions, failures: number, bell: Bell): Promise<void> {
  const longest = Math.min(options.pauseMaxMilliseconds, options.pollMilliseconds * 2 ** Math.min(failures - 1, 20));
  const until = performance.now() + longest * (0.5 + Math.random() / 2);
  while (!options.isStopping() && performance.now() < until) await bell.wait(until - performance.now());
}

interface Bell {
  readonly ring: () => void;
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** Rung before anybody waits, it ends the next wait at once. */
function makeBell(): Bell {
  let isRung = false;
  let wake = (): void => {};
  return {
    ring: () => {
      isRung = true;
      wake();
    },
    wait: async (milliseconds) => {
      if (!isRung)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, Math.max(1, milliseconds));
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      isRung = false;
    },
  };
}
