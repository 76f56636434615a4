import { appendFileSync } from 'node:fs';
import { sql } from 'kysely';
import type { Database } from '../src/platform/database.ts';
import type { LicetProcess } from './licet-process.ts';

/** Numbers from 0 to 1 that come again with the same seed (mulberry32), and how to have them come again. */
export function randomMoments(): { readonly random: () => number; readonly told: string } {
  const seed = Number(process.env['LICET_TEST_SEED'] ?? Date.now() % 1_000_000);
  let state = seed;
  const random = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    const one = Math.imul(state ^ (state >>> 15), state | 1);
    const other = one ^ (one + Math.imul(one ^ (one >>> 7), one | 61));
    return ((other ^ (other >>> 14)) >>> 0) / 2 ** 32;
  };
  return { random, told: `to see it again: LICET_TEST_SEED=${seed}` };
}

/**
 * Kills processes in the same moment. Each that lived until then is counted in the file of `LICET_TEST_KILLS`, a line each; one
 * that had done its work was quicker.
 */
export async function kill(...processes: readonly LicetProcess[]): Promise<void> {
  for (const { child } of processes) child.kill('SIGKILL');
  for (const { child, ended } of processes) {
    const { status, stderr } = await ended;
    const wasKilled = child.signalCode === 'SIGKILL';
    if (!wasKilled && status !== 0) throw new Error(`licet ended before it was killed, with ${status}: ${stderr}`);
    const tally = process.env['LICET_TEST_KILLS'];
    if (wasKilled && tally !== undefined) appendFileSync(tally, 'killed\n');
  }
}

/** The jobs of the runs, and the messages in hand, that somebody holds at this moment. */
export async function heldNow(
  database: Database,
): Promise<{ readonly runs: readonly string[]; readonly emails: number }> {
  const { rows } = await sql<{ runs: readonly string[] | null; emails: number }>`
    select (select json_agg(job_run.job_key) from job_run
             where job_run.status = 'running' and job_run.lease_until > now()) as runs,
           (select count(*) from email where email.status = 'queued' and email.lease_until > now()) as emails`.execute(
    database,
  );
  return { runs: rows[0]?.runs ?? [], emails: rows[0]?.emails ?? 0 };
}

/** Ends what the dead hold at once, as half a minute would for runs and ten minutes for messages. */
export async function endLeases(database: Database): Promise<void> {
  await sql`update job_run set lease_until = now() where job_run.status = 'running'`.execute(database);
  await sql`update email set lease_until = now() where email.status = 'queued'`.execute(database);
}

/** How many runs have not ended. */
export async function openRuns(database: Database): Promise<number> {
  const { rows } = await sql<{ open: number }>`
    select count(*) as open from job_run where job_run.status in ('queued', 'running')`.execute(database);
  return rows[0]?.open ?? 0;
}

/** Looks again and again until it is so; throws where a process that is to bring it about ends before. */
export async function until(
  isSo: () => Promise<boolean>,
  everyMilliseconds = 10,
  by: readonly LicetProcess[] = [],
): Promise<void> {
  while (!(await isSo())) {
    const gone = by.find(({ child }) => child.exitCode !== null);
    if (gone !== undefined) throw new Error(`licet ended too early: ${(await gone.ended).stderr}`);
    await pause(everyMilliseconds);
  }
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
