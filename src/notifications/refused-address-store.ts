import { sql } from 'kysely';
import type { Transaction } from '../platform/database.ts';

/** So many refusals in a row, without a delivery in between, and an address gets no more automatic mails. */
export const refusalsMax = 2;

/** Of some addresses those that get no more automatic mails, in small letters, with what the mail server said. */
export async function selectSuppressedAddresses(
  transaction: Transaction,
  addresses: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ address: string; reason: string }>`
    select refused_address.address, refused_address.reason from refused_address
     where refused_address.refusals >= ${refusalsMax}
       and refused_address.address = any(${addresses.map(foldAddress)}::text[])`.execute(transaction);
  return new Map(rows.map(({ address, reason }) => [address, reason]));
}

/** Gives an address another chance. */
export async function forgiveAddress(transaction: Transaction, address: string): Promise<void> {
  await sql`delete from refused_address where refused_address.address = ${foldAddress(address)}`.execute(transaction);
}

/** An address as refusals are kept: nobody tells two people apart by capital letters. */
export function foldAddress(address: string): string {
  return address.toLowerCase();
}
