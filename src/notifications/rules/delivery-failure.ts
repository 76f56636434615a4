/** What a mail library tells of a failure: its own code, the SMTP command it was at, the server's answer. */
export interface DeliveryError {
  readonly code?: string | undefined;
  readonly command?: string | undefined;
  readonly responseCode?: number | undefined;
}

/**
 * `permanent`: this message will never be taken, so it is given up. `temporary`: this message is tried again later.
 * `server`: nothing of ours will be taken at the moment (no connection, no login, sender refused), so others need not try.
 */
export type DeliveryFailure = 'permanent' | 'temporary' | 'server';

const aboutTheMessage = new Set(['EENVELOPE', 'EMESSAGE']);

/** Judges a failed delivery. What does not concern this recipient or this message is never permanent. */
export function judgeFailure(error: DeliveryError): DeliveryFailure {
  const answer = error.responseCode;
  if (answer === 421 || error.code === undefined || !aboutTheMessage.has(error.code)) return 'server';
  if (answer === undefined) return 'permanent'; // the library itself refused the address, or the server's size limit
  const isTooLarge = answer === 552;
  if (error.command === 'MAIL FROM' && !isTooLarge) return 'server';
  const isPermanent = answer >= 500 && answer < 600 && answer !== 503; // 503: the session was confused, not the message wrong
  return isPermanent ? 'permanent' : 'temporary';
}

/**
 * Whether the server said that there is no such address, by what it answered. A refusal by policy (5.7.x: relaying, spam,
 * a blocked sender) says nothing about the address.
 */
export function isAddressRefused(error: DeliveryError, answer: string): boolean {
  const isAboutReceiver = error.code === 'EENVELOPE' && error.command === 'RCPT TO';
  return isAboutReceiver && (error.responseCode === 550 || error.responseCode === 551) && !/\b5\.7\.\d/.test(answer);
}

export interface RetryPolicy {
  readonly retryFirstSeconds: number;
  readonly retryMaxSeconds: number;
  /** so long after it was queued, a message is given up */
  readonly giveUpSeconds: number;
}

export const retryPolicy: RetryPolicy = { retryFirstSeconds: 5, retryMaxSeconds: 3_600, giveUpSeconds: 4 * 86_400 };

/** Seconds until the next attempt: three times as long after each, within bounds, spread by a random number from 0 to 1. */
export function retryDelaySeconds(failures: number, random: number, policy: RetryPolicy = retryPolicy): number {
  const longest = Math.min(policy.retryMaxSeconds, policy.retryFirstSeconds * 3 ** Math.min(failures - 1, 20));
  return longest * (0.5 + random / 2);
}
