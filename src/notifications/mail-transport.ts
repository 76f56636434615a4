import type { LeasedEmail } from './delivery-store.ts';
import type { RenderedEmail } from './email-rendering.ts';
import type { DeliveryError } from './rules/delivery-failure.ts';
import type { Sender } from './rules/sender.ts';

/** How long a mail server may keep us waiting, and how many connections it gets. */
export interface TransportLimits {
  readonly connectionsMax: number;
  readonly connectMilliseconds: number;
  readonly greetingMilliseconds: number;
  /** of silence on an open connection */
  readonly silenceMilliseconds: number;
  /** for one message, however often the server says something */
  readonly messageMilliseconds: number;
}

export const transportLimits: TransportLimits = {
  connectionsMax: 5,
  connectMilliseconds: 10_000,
  greetingMilliseconds: 10_000,
  silenceMilliseconds: 60_000,
  messageMilliseconds: 120_000,
};

/** A connection to the mail server. `send` rejects with what `deliveryError` can read. */
export interface MailTransport {
  readonly send: (message: OutgoingMessage) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface OutgoingMessage {
  readonly email: LeasedEmail;
  readonly rendered: RenderedEmail;
  readonly sender: Sender;
  readonly replyTo: string;
  /** by which its reader stops more of the kind; null where it is no subscription */
  readonly unsubscribeLink: string | null;
}

/** A pool of connections to the server of `LICET_SMTP_URL`. Nothing is loaded or connected before the first message. */
export function openMailTransport(smtpUrl: string, limits: TransportLimits = transportLimits): MailTransport {
  let pool: ReturnType<typeof openPool> | undefined;
  return {
    send: async (message) => {
      const open = await (pool ??= openPool(smtpUrl, limits));
      await open.sendMail({ ...headersOf(message), signal: AbortSignal.timeout(limits.messageMilliseconds) });
    },
    close: async () => (await pool)?.close(),
  };
}

async function openPool(smtpUrl: string, limits: TransportLimits) {
  const { createTransport } = await import('nodemailer');
  const pool = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: limits.connectionsMax,
    maxRequeues: 0, // the outbox repeats, and knows how often
    connectionTimeout: limits.connectMilliseconds,
    dnsTimeout: limits.connectMilliseconds,
    greetingTimeout: limits.greetingMilliseconds,
    socketTimeout: limits.silenceMilliseconds,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  pool.on('error', () => {}); // each message's own failure is what counts
  return pool;
}

/** The same for every attempt, so that a repeated delivery is the same message. Addresses are never parsed as lists. */
function headersOf({ email, rendered, sender, replyTo, unsubscribeLink }: OutgoingMessage) {
  const to = { name: '', address: email.toAddress };
  return {
    from: sender,
    to,
    ...(replyTo === '' ? {} : { replyTo: { name: '', address: replyTo } }),
    envelope: { from: sender.address, to: [email.toAddress] },
    messageId: email.messageId,
    date: email.createdAt,
    ...rendered,
    xMailer: false as const,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Licet-Email-Id': String(email.id),
      ...(unsubscribeLink === null ? {} : unsubscribeHeaders(unsubscribeLink)),
    },
  };
}

/** RFC 2369 and 8058: the button beside the sender's name. Mail programs show it where the link is https, and signed by DKIM. */
function unsubscribeHeaders(link: string) {
  return { 'List-Unsubscribe': `<${link}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
}

/** What a failed delivery tells, as the rules want to know it. */
export function deliveryError(error: unknown): DeliveryError & { readonly message: string } {
  if (!(error instanceof Error)) return { message: String(error) };
  return {
    message: error.message,
    code: 'code' in error && typeof error.code === 'string' ? error.code : undefined,
    command: 'command' in error && typeof error.command === 'string' ? error.command : undefined,
    responseCode: 'responseCode' in error && typeof error.responseCode === 'number' ? error.responseCode : undefined,
  };
}
