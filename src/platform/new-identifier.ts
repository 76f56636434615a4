import { randomBytes } from 'node:crypto';
import { identifierBytes, identifierFrom } from '../shared/identifier.ts';

/** A key for an entity whose caller gave none: unguessable, and easy to read out on the telephone. */
export function newIdentifier(): string {
  return identifierFrom(randomBytes(identifierBytes));
}
