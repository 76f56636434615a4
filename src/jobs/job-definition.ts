import type { App } from '../platform/app.ts';
import type { Transaction } from '../platform/database.ts';
import type { Day } from '../shared/day.ts';
import type { FieldError } from '../shared/problems.ts';
import type { Json, JsonObject } from '../shared/vocabulary.ts';
import type { NewJobRunItem } from './job-run-store.ts';

/** A run that a worker holds, with what was fixed when it started. */
export interface RunningJob {
  readonly id: number;
  readonly requestedBy: string;
  readonly options: JsonObject;
  readonly businessDay: Day;
  readonly frozen: JsonObject;
  /** where the last committed chunk ended; null before the first */
  readonly cursor: Json;
  /** the counts of all committed chunks */
  readonly counts: Readonly<Record<string, number>>;
  /** true once somebody asked to cancel; long chunks look at it now and then */
  readonly isCancelled: () => Promise<boolean>;
  /** true progress of a chunk that is long; committed apart from it */
  readonly reportProgress: (done: number, total: number | null) => Promise<void>;
}

/** What one chunk came to. It is committed together with the chunk's effects, or not at all. */
export interface ChunkResult {
  /** where the next chunk begins */
  readonly cursor: Json;
  readonly done: boolean;
  /** added to the counts of the run */
  readonly counts: Readonly<Record<string, number>>;
  readonly progressDone?: number;
  readonly progressTotal?: number;
  /** ends the run as failed instead of succeeded, with this sentence */
  readonly failure?: string;
}

/** Work that a run drives chunk by chunk, each in one transaction, exactly once in effect. */
export interface RunDefinition {
  readonly key: string;
  /** at most one run at a time */
  readonly exclusive: boolean;
  /** what the run is told for good when it starts: settings, template versions; a preview stores nothing */
  readonly freeze: (transaction: Transaction, today: Day, purpose: 'run' | 'preview') => Promise<JsonObject>;
  readonly chunk: (transaction: Transaction, run: RunningJob, app: App) => Promise<ChunkResult>;
  /** the last thing a run does, also a cancelled one */
  readonly finish?: (transaction: Transaction, run: RunningJob) => Promise<void>;
}

/** One email that a preview shows as it would be read. */
export interface PreviewEmail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** What a chunk decides, before anything is saved: a run saves it, a preview shows it. */
export interface DecidedChunk {
  readonly cursor: Json;
  readonly done: boolean;
  readonly items: readonly NewJobRunItem[];
  readonly counts: Readonly<Record<string, number>>;
  readonly progressDone: number;
  readonly progressTotal?: number;
  /** every effect of the chunk, saved in bulk */
  readonly save: (transaction: Transaction) => Promise<void>;
  /** the emails that belong to an item, rendered when a preview asks for them */
  readonly emailsOf: (transaction: Transaction, item: NewJobRunItem) => Promise<readonly PreviewEmail[]>;
}

/** A job that people know: on the page of jobs, run now, previewed. Its preview and its run are one code path. */
export interface JobDefinition extends RunDefinition {
  readonly title: string;
  readonly description: string;
  /** what does not happen while the job is inactive */
  readonly whileInactive: string;
  readonly decide: (transaction: Transaction, run: RunningJob) => Promise<DecidedChunk>;
  /** what is wrong with options for this job */
  readonly errorsInOptions: (options: JsonObject) => readonly FieldError[];
  /** fixed once for good when the job is first activated */
  readonly activate?: (transaction: Transaction, today: Day) => Promise<void>;
}

/** The chunk of a job out of what it decides: save the effects and one row for each thing that was acted on. */
export function chunkOf(
  decide: JobDefinition['decide'],
  insertItems: (transaction: Transaction, runId: number, items: readonly NewJobRunItem[]) => Promise<void>,
): RunDefinition['chunk'] {
  return async (transaction, run) => {
    const decided = await decide(transaction, run);
    await decided.save(transaction);
    await insertItems(transaction, run.id, decided.items);
    const { cursor, done, counts, progressDone, progressTotal } = decided;
    return { cursor, done, counts, progressDone, ...(progressTotal === undefined ? {} : { progressTotal }) };
  };
}

/** The application with its jobs, as the composition root hands it to the operations on jobs. */
export interface JobsApp extends App {
  readonly jobs: readonly JobDefinition[];
  /** tells the workers of this process that there is something to do */
  readonly nudgeWorkers: () => void;
}
