import { createHash, randomBytes } from 'node:crypto';

const shape = /^lic_[\w-]{43}$/;

/** A new API key: 256 random bits in 43 letters that need no escaping anywhere. */
export function newApiKeySecret(): string {
  return `lic_${randomBytes(32).toString('base64url')}`;
}

/** What is kept of an API key. A plain hash is enough, as nobody can guess what it is made from. */
export function hashOfApiKey(secret: string): Buffer {
  return createHash('sha256').update(secret, 'utf8').digest();
}

/** What people recognise an API key by; of one that Licet did not make even less is told. */
export function prefixOfApiKey(secret: string): string {
  return secret.slice(0, shape.test(secret) ? 10 : 4);
}
