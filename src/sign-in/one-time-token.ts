import { createHmac, timingSafeEqual } from 'node:crypto';
import { hashOfToken } from '../notifications/password-link-tokens.ts';

/** True for what may be such a token; anything else is not looked up. */
export function isToken(text: string): boolean {
  return /^[\w-]{43}$/.test(text);
}

/** What a page of ours must send beside the cookie: made from the session, and of no use without it. */
export function csrfTokenOf(tokenHash: Buffer): string {
  return createHmac('sha256', tokenHash).update('licet csrf token').digest('base64url');
}

/** True where two texts are the same, in a time that tells nothing of where they differ. */
export function isSameText(a: string, b: string): boolean {
  const [one, other] = [hashOfToken(a), hashOfToken(b)];
  return timingSafeEqual(one, other);
}
