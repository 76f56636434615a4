import { randomUUID } from 'node:crypto';

/** `FID_` and a UUID with underscores (reference 5.1). */
export function newFulfillmentId(): string {
  return `FID_${randomUUID().replaceAll('-', '_')}`;
}
