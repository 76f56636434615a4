import { sql } from 'kysely';
import { Problem } from '../shared/problems.ts';
import type { Json } from '../shared/vocabulary.ts';
import type { App } from './app.ts';
import { inTransaction, insertRows, type Transaction } from './database.ts';

/** A write that must be done once, however often it is asked for. */
export interface OnceRequest {
  /** whose key it is; the keys of different callers have nothing to do with each other */
  readonly actor: string;
  readonly key: string;
  /** what was asked; the same key with another fingerprint is a mistake of the caller */
  readonly fingerprint: string;
}

const keptFor = '24 hours';
const sweptAtOnce = 100;

/**
 * Does a write once: `work` runs in one transaction that also keeps its answer, so after a crash there is both or neither. A
 * repeat gets the first answer back for a day; a refusal (thrown, or an answer that is not to be kept) is forgotten, as the next
 * try may be allowed. Throws
 * `idempotency_key_reused` and `idempotency_key_in_progress`.
 */
export async function doOnce<Working extends App, Answer extends Json>(
  app: Working,
  request: OnceRequest,
  work: (app: Working) => Promise<Answer>,
  isKept: (answer: Answer) => boolean = () => true,
): Promise<Json> {
  return inTransaction(app.database, async (transaction) => {
    await takeKey(transaction, request);
    const known = await selectAnswer(transaction, request);
    if (known !== undefined) return known;
    const answer = await work({ ...app, database: transaction });
    if (!isKept(answer)) return answer;
    await insertRows(transaction, 'idempotencyKey', [{ ...request, answer }]);
    await sweepOldKeys(transaction);
    return answer;
  });
}

// A lock that nobody waits for: who repeats a request that is being worked on is told so.
async function takeKey(transaction: Transaction, { actor, key }: OnceRequest): Promise<void> {
  const { rows } = await sql<{ taken: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${JSON.stringify([actor, key])}, 0)) as taken`.execute(
    transaction,
  );
  if (rows[0]?.taken === true) return;
  throw new Problem(
    'idempotency_key_in_progress',
    `A request with the idempotency key "${key}" is still being worked on. Ask again in a moment for its answer.`,
  );
}

async function selectAnswer(transaction: Transaction, request: OnceRequest): Promise<Json | undefined> {
  const row = await transaction
    .selectFrom('idempotencyKey')
    .select(['idempotencyKey.fingerprint', 'idempotencyKey.answer'])
    .where('idempotencyKey.actor', '=', request.actor)
    .where('idempotencyKey.key', '=', request.key)
    .where('idempotencyKey.createdAt', '>', sql<Date>`now() - ${keptFor}::interval`)
    .executeTakeFirst();
  if (row === undefined) {
    await deleteExpired(transaction, request);
    return undefined;
  }
  if (row.fingerprint === request.fingerprint) return row.answer;
  throw new Problem(
    'idempotency_key_reused',
    `The idempotency key "${request.key}" belongs to another request of yours. Take a new key for each request.`,
    {
      reasons: [
        {
          code: 'idempotency_key_reused',
          message: 'The key came with another request before.',
          remedy: 'Take a new key.',
        },
      ],
    },
  );
}

async function deleteExpired(transaction: Transaction, { actor, key }: OnceRequest): Promise<void> {
  await transaction
    .deleteFrom('idempotencyKey')
    .where('idempotencyKey.actor', '=', actor)
    .where('idempotencyKey.key', '=', key)
    .execute();
}

// Each new key takes a few old ones away, so that no job is needed and no request waits long.
async function sweepOldKeys(transaction: Transaction): Promise<void> {
  await sql`
    delete from idempotency_key where (actor, key) in (
      select old.actor, old.key from idempotency_key old where old.created_at <= now() - ${keptFor}::interval
       order by old.created_at limit ${sweptAtOnce} for update skip locked)`.execute(transaction);
}
