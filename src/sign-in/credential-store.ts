import { sql } from 'kysely';
import type { Transaction } from '../platform/database.ts';
import type { UserStatus } from '../shared/vocabulary.ts';

/** What decides whether a user gets in, locked against other writers. */
export interface Credential {
  readonly id: number;
  readonly userId: string;
  readonly status: UserStatus;
  readonly passwordHash: string | null;
  readonly failedSignIns: number;
}

/** A user's credential by the row, locked. */
export async function lockCredential(transaction: Transaction, id: number): Promise<Credential | undefined> {
  return transaction
    .selectFrom('licetUser')
    .select([
      'licetUser.id',
      'licetUser.userId',
      'licetUser.status',
      'licetUser.passwordHash',
      'licetUser.failedSignIns',
    ])
    .where('licetUser.id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

/** A right password: the count begins anew. */
export async function updateSignedIn(transaction: Transaction, id: number, at: Date): Promise<void> {
  await transaction
    .updateTable('licetUser')
    .set({ failedSignIns: 0, lastSignInAt: at })
    .where('licetUser.id', '=', id)
    .execute();
}

/** A wrong password, by its number in a row. */
export async function updateFailedSignIns(transaction: Transaction, id: number, failedSignIns: number): Promise<void> {
  await transaction.updateTable('licetUser').set({ failedSignIns }).where('licetUser.id', '=', id).execute();
}

/** Makes a user inactive who failed too often; their sessions end with it. */
export async function updateLocked(
  transaction: Transaction,
  id: number,
  locked: { readonly failedSignIns: number; readonly lockedAt: Date; readonly updatedBy: string },
): Promise<void> {
  await transaction
    .updateTable('licetUser')
    .set({
      ...locked,
      status: 'inactive',
      version: sql`licet_user.version + 1`,
      updatedAt: sql`now()`,
    })
    .where('licetUser.id', '=', id)
    .execute();
}

/** Keeps a new password. */
export async function updatePassword(
  transaction: Transaction,
  id: number,
  password: { readonly passwordHash: string; readonly passwordChangedAt: Date },
): Promise<void> {
  await transaction
    .updateTable('licetUser')
    .set({ ...password, failedSignIns: 0 })
    .where('licetUser.id', '=', id)
    .execute();
}
