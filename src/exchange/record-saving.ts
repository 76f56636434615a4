import { sql } from 'kysely';
import { isOutrun, sqlState, violatedUniqueness, type Transaction } from '../platform/database.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import type { Logger } from '../platform/log.ts';
import type { OnDuplicate, RecordOutcome } from '../platform/recording.ts';
import type { Day } from '../shared/day.ts';
import type { Reason } from '../shared/decision.ts';
import type { RecordLine } from './record-groups.ts';

/** Where and how the records of an import are saved. */
export interface Saving {
  readonly transaction: Transaction;
  /** nobody grants by a file what they may not grant by hand */
  readonly importer: Actor;
  readonly onDuplicate: OnDuplicate;
  /** the business day */
  readonly today: Day;
  readonly log: Logger;
}

const attemptsMax = 3;

/**
 * Records one group; answers an outcome for each record, in their order. Where somebody else takes a key at the same
 * moment the group is tried again, and then sees theirs. What the database refuses still is looked for half by half, so
 * that it hinders no other record.
 */
export async function saveGroup(saving: Saving, group: readonly RecordLine[]): Promise<readonly RecordOutcome[]> {
  for (let attempt = 1; ; attempt++) {
    const result = await trySaving(saving, group);
    if (result.saved) return result.outcomes;
    if (isOutrun(result.error) && attempt < attemptsMax) continue;
    return saveHalves(saving, group, result.error);
  }
}

type Attempt =
  | { readonly saved: true; readonly outcomes: readonly RecordOutcome[] }
  | { readonly saved: false; readonly error: unknown };

async function trySaving(saving: Saving, group: readonly RecordLine[]): Promise<Attempt> {
  const { transaction } = saving;
  await sql`savepoint import_group`.execute(transaction);
  try {
    const outcomes = await saveFreed(saving, group, await record(saving, group));
    await sql`release savepoint import_group`.execute(transaction);
    return { saved: true, outcomes };
  } catch (error) {
    if (!isRefusedByDatabase(error)) throw error;
    await sql`rollback to savepoint import_group`.execute(transaction);
    return { saved: false, error };
  }
}

async function record(saving: Saving, group: readonly RecordLine[]): Promise<readonly RecordOutcome[]> {
  const kind = group[0]?.record.kind;
  const records = group.map((line) => line.record);
  return (await kind?.record(saving.transaction, saving.importer, records, saving)) ?? [];
}

/**
 * A record may take a name that an earlier one of its group has just given up. The rules saw the names of before, so who
 * was refused for a name behind an update is asked once more.
 */
async function saveFreed(
  saving: Saving,
  group: readonly RecordLine[],
  outcomes: readonly RecordOutcome[],
): Promise<readonly RecordOutcome[]> {
  const firstUpdate = outcomes.findIndex((one) => one.outcome === 'updated');
  if (firstUpdate < 0) return outcomes;
  const again = outcomes.flatMap((one, index) => (index > firstUpdate && isRefusedForName(one) ? [index] : []));
  if (again.length === 0) return outcomes;
  const second = await record(
    saving,
    again.flatMap((index) => group[index] ?? []),
  );
  const answers = new Map(again.map((index, position) => [index, second[position]]));
  return outcomes.map((one, index) => answers.get(index) ?? one);
}

function isRefusedForName(outcome: RecordOutcome): boolean {
  return (
    outcome.outcome === 'failed' &&
    outcome.reasons.every((reason) => reason.code === 'name_taken' || reason.code === 'user_name_taken')
  );
}

async function saveHalves(
  saving: Saving,
  group: readonly RecordLine[],
  error: unknown,
): Promise<readonly RecordOutcome[]> {
  const [only, second] = group;
  if (only === undefined) return [];
  if (second === undefined) return [failed(saving, only, error)];
  const half = Math.ceil(group.length / 2);
  return [...(await saveGroup(saving, group.slice(0, half))), ...(await saveGroup(saving, group.slice(half)))];
}

function failed(saving: Saving, { line, record: { kind, key } }: RecordLine, error: unknown): RecordOutcome {
  if (!isOutrun(error))
    saving.log.error({ line, entity: kind.entity, key, err: error }, 'the database refused what the rules allow');
  return { outcome: 'failed', key, reasons: [reasonFor(error)] };
}

function reasonFor(error: unknown): Reason {
  if (violatedUniqueness(error) !== undefined)
    return {
      code: 'key_taken',
      message: 'Its key or its name is taken by another entity.',
      remedy: 'Choose another, or import it again if somebody else was changing the same.',
    };
  if (isOutrun(error))
    return {
      code: 'reference_gone',
      message: 'Something that it refers to was deleted at the same moment.',
      remedy: 'Import it again.',
    };
  return {
    code: 'not_storable',
    message: 'The database refuses this record.',
    remedy: 'Tell the makers of Licet: the log holds the reason.',
  };
}

// Data errors and broken constraints concern the records; everything else concerns the whole import.
function isRefusedByDatabase(error: unknown): boolean {
  return /^2[23]/.test(sqlState(error) ?? '');
}
