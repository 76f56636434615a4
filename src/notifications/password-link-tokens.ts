import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Database, Transaction } from '../platform/database.ts';

/** 256 random bits in 43 letters that need no escaping in an address or a cookie. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of such a token. A plain hash is enough, as nobody can guess what it is made from. */
export function hashOfToken(token: string): Buffer {
  return createHash('sha256').update(token, 'utf8').digest();
}

/** What stands in a message that is only shown: the link acts for whoever has it. */
export function passwordLinkStandIn(publicUrl: string): string {
  return `${publicUrl}/portal/password/•••`;
}

/**
 * The address of a one-time link, for whoever is to use it; null where the link was used or is over. Its token is made here and now and
 * kept nowhere, only a hash of it. What was handed out before works too, until one of them is used.
 */
export async function handOutPasswordLink(
  database: Database | Transaction,
  link: { readonly id: number; readonly now: Date; readonly publicUrl: string },
): Promise<string | null> {
  const token = newToken();
  const { rows } = await sql<{ portal: 'producer' | 'endUser' }>`
    with link as (
      select password_link.id, password_link.portal from password_link
       where password_link.id = ${link.id} and password_link.used_at is null and password_link.expires_at > ${link.now}),
    made as (
      insert into password_link_token (token_hash, password_link_id) select ${hashOfToken(token)}, link.id from link)
    select link.portal from link`.execute(database);
  const folder = rows[0]?.portal === 'producer' ? 'producer' : 'portal';
  return rows.length === 0 ? null : `${link.publicUrl}/${folder}/password/${token}`;
}
