import type { PreviewEmail } from '../notifications/email-preview.ts';
import type { App } from '../platform/app.ts';
import type { Transaction } from '../platform/database.ts';
import type { Day } from '../shared/day.ts';
import type { FieldError } from '../shared/problems.ts';
import type { Json, JsonObject } from '../shared/vocabulary.ts';
import type { Counts } from './counts.ts';
import type { NewJobRunItem } from './job-run-history-store.ts';
import type { OptionField } from './rules/option-fields.ts';

/** What a run was told for good when it started, so that it decides the same whenever it goes on. */
export interface FrozenRun {
  readonly id: number;
  readonly options: JsonObject;
  readonly businessDay: Day;
  readonly frozen: JsonObject;
}

/** A run that a worker holds. */
export interface RunningJob extends FrozenRun {
  readonly requestedBy: string;
  /** where the last committed chunk ended; null before the first */
  readonly cursor: Json;
  /** true once this process was asked to stop: a long chunk then gives itself up and answers that it did nothing */
  readonly isStopping: () => boolean;
  /** tells how far a long chunk is, on a connection of its own; nobody waits for it, least of all the chunk */
  readonly reportProgress: (done: number, total: number | null) => void;
}

/** What one chunk came to. It is committed together with the chunk's effects, or not at all. */
export interface ChunkResult {
  /** where the next chunk begins */
  readonly cursor: Json;
  readonly done: boolean;
  /** added to the counts of the run */
  readonly counts: Counts;
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
  /** the last thing a run does, also a cancelled one; answers what is to be added to its counts */
  readonly finish?: (transaction: Transaction, run: RunningJob) => Promise<Counts>;
}

/** Where a job is: it acts on things in the order of their rows. */
export interface JobPlace {
  /** the row of the last thing that it acted on */
  readonly after: number;
  /** what it remembers for its end; small, and only ever grown by the job itself */
  readonly tally: Json;
}

/** One thing that a job acts on; one that begins `after` its row goes on with the next thing. */
export interface DecidedItem extends NewJobRunItem {
  readonly row: number;
}

/** What a chunk decides, before anything is saved: a run saves it, a preview shows it. */
export interface DecidedChunk {
  /** where the next chunk begins */
  readonly place: JobPlace;
  readonly done: boolean;
  readonly items: readonly DecidedItem[];
  readonly counts: Counts;
  /** every effect of the chunk, saved in bulk; answers how many things lie behind it, and before the first chunk how many there are */
  readonly save: (transaction: Transaction) => Promise<Pick<ChunkResult, 'progressDone' | 'progressTotal'>>;
  /** the emails that belong to each of some items, rendered when a preview asks for them */
  readonly emailsOf: (
    transaction: Transaction,
    items: readonly DecidedItem[],
  ) => Promise<readonly (readonly PreviewEmail[])[]>;
}

/** What a run owes at its end, before it is saved. */
export interface DecidedEnd {
  readonly counts: Counts;
  readonly save: (transaction: Transaction) => Promise<void>;
  /** the one message about the whole run, as it would be read */
  readonly digest: (transaction: Transaction) => Promise<PreviewEmail | null>;
}

/** What a job decides. The one code path of its previews and its runs. */
export interface JobDecisions {
  /** the chunks from a place on; whoever takes only the first leaves the others undecided */
  readonly decide: (transaction: Transaction, run: FrozenRun, from: JobPlace) => AsyncGenerator<DecidedChunk, void>;
  /** the end of a run that got as far as that */
  readonly decideEnd: (transaction: Transaction, run: FrozenRun, tally: Json) => Promise<DecidedEnd>;
}

/** A job that people know: on the page of jobs, run now, previewed. */
export interface JobDefinition extends RunDefinition, JobDecisions {
  readonly title: string;
  readonly description: string;
  /** what does not happen while the job is inactive */
  readonly whileInactive: string;
  /** the options that people can give it; none unless told */
  readonly optionFields?: readonly OptionField[];
  /** what is wrong with options for this job */
  readonly errorsInOptions: (options: JsonObject) => readonly FieldError[];
  /** fixed once for good when the job is first activated */
  readonly activate?: (transaction: Transaction, today: Day) => Promise<void>;
}

/** A job with how it comes: its status, and when it runs, in the producer's time zone. */
export interface ScheduledJob extends JobDefinition {
  readonly shipped: { readonly status: 'active' | 'inactive'; readonly cron: string };
}

/** The application with its jobs, as the composition root hands it to the operations on jobs. */
export interface JobsApp extends App {
  readonly jobs: readonly ScheduledJob[];
  /** tells the workers of this process that there is something to do */
  readonly nudgeWorkers: () => void;
}
