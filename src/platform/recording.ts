import { isDeepStrictEqual } from 'node:util';
import type { Day } from '../shared/day.ts';
import type { Reason } from '../shared/decision.ts';
import { asJson } from '../shared/objects.ts';
import { Problem } from '../shared/problems.ts';
import { inTransaction, isOutrun, violatedUniqueness, type Database, type Transaction } from './database.ts';
import { recordHistory, type HistoryEntry, type HistorySource } from './history.ts';
import { refusalOfNew } from './refusal-of-new.ts';

/** An entity as it is kept, with the key of its row and the number of its changes. */
export interface Stored<Entity> {
  readonly id: number;
  readonly version: number;
  readonly entity: Entity;
}

/** A stored entity with who made and last changed it, and when. */
export interface Recorded<Entity> extends Stored<Entity> {
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly updatedAt: Date;
  readonly updatedBy: string;
}

/** When and by whom an entity was made and last changed, as everybody sees it. */
export interface Stamps {
  readonly createdAt: string;
  readonly createdBy: string;
  readonly updatedAt: string;
  readonly updatedBy: string;
}

/** The stamps out of what is stored; instants as text. */
export function stampsOf(stored: Omit<Recorded<unknown>, keyof Stored<unknown>>): Stamps {
  const { createdAt, createdBy, updatedAt, updatedBy } = stored;
  return { createdAt: createdAt.toISOString(), createdBy, updatedAt: updatedAt.toISOString(), updatedBy };
}

/** A stored entity and what becomes of it. */
export interface Change<Entity> {
  readonly id: number;
  readonly before: Entity;
  readonly after: Entity;
}

/**
 * How one kind of entity is recorded, many at a time. REST creates one record, an import thousands: both take this way,
 * so both get the same answers.
 */
export interface Recorder<Input, Entity extends object, Facts> {
  readonly entity: string;
  readonly keyOf: (input: Input | Entity) => string;
  /** the records with what follows from others in the database, before anything else is done with them */
  readonly prepare?: (transaction: Transaction, inputs: readonly Input[]) => Promise<readonly Input[]>;
  /** the stored entities of these keys, locked against other writers */
  readonly find: (transaction: Transaction, keys: readonly string[]) => Promise<ReadonlyMap<string, Stored<Entity>>>;
  /** everything that the rules must be told about these whole entities, in a fixed number of queries */
  readonly learn: (transaction: Transaction, entities: readonly Entity[]) => Promise<Facts>;
  /** the whole entity: what is given, over what is stored, over the defaults */
  readonly complete: (input: Input, stored: Entity | undefined) => Entity;
  /** the same entity in the order in which it is stored; the rules see the order that was given, so that pointers fit */
  readonly inStoredOrder?: (entity: Entity, stored: Entity | undefined) => Entity;
  readonly reasonsAgainst: (entity: Entity, facts: Facts, stored: Stored<Entity> | undefined) => readonly Reason[];
  /** the entity without the parts that have a history of their own */
  readonly withoutParts?: (entity: Entity) => object;
  readonly insert: (
    transaction: Transaction,
    source: HistorySource,
    entities: readonly Entity[],
    facts: Facts,
  ) => Promise<readonly number[]>;
  readonly update: (
    transaction: Transaction,
    source: HistorySource,
    changes: readonly Change<Entity>[],
    facts: Facts,
  ) => Promise<void>;
}

/** A recorder whose rules are told the business day, for one kind of entity. */
export interface DailyRecorder<Input, Entity extends object, Facts> extends Pick<
  Recorder<Input, Entity, Facts>,
  'entity' | 'keyOf'
> {
  readonly on: (today: Day) => Recorder<Input, Entity, Facts>;
}

export type OnDuplicate = 'update' | 'skip' | 'fail';

export type RecordOutcome =
  | { readonly outcome: 'created' | 'updated' | 'unchanged' | 'skipped'; readonly key: string }
  | { readonly outcome: 'failed'; readonly key: string; readonly reasons: readonly Reason[] };

/**
 * Records entities whose keys differ: load, decide each, save all, in the caller's transaction. A record that is refused
 * hinders no other.
 */
export async function recordAll<Input, Entity extends object, Facts>(
  transaction: Transaction,
  source: HistorySource,
  recorder: Recorder<Input, Entity, Facts>,
  given: readonly Input[],
  onDuplicate: OnDuplicate,
): Promise<readonly RecordOutcome[]> {
  const decided = await decideAll(transaction, recorder, given, onDuplicate);
  await saveAll(transaction, source, recorder, decided);
  return decided.decisions.map((decision) => decision.outcome);
}

/** Saves what was decided, with its history. What is refused is left out. */
export async function saveAll<Input, Entity extends object, Facts>(
  transaction: Transaction,
  source: HistorySource,
  recorder: Recorder<Input, Entity, Facts>,
  { decisions, learned }: Decided<Entity, Facts>,
): Promise<void> {
  if (learned === undefined) return;
  const { facts } = learned;
  const created = decisions.flatMap((decision) => (decision.create ? [decision.create] : []));
  const changes = decisions.flatMap((decision) => (decision.change ? [decision.change] : []));
  const own = recorder.withoutParts ?? ((entity: Entity): object => entity);
  const ids = created.length === 0 ? [] : await recorder.insert(transaction, source, created, facts);
  if (changes.length > 0) await recorder.update(transaction, source, changes, facts);
  await recordHistory(transaction, source, [
    ...created.map((entity, index) => creation(recorder.entity, ids[index], recorder.keyOf(entity), own(entity))),
    ...changes
      .map(({ id, before, after }) => alteration(recorder.entity, id, recorder.keyOf(after), own(before), own(after)))
      .filter((entry) => !isDeepStrictEqual(entry.before, entry.after)),
  ]);
}

/** What becomes of records, in their order; nothing is learned where no record needs the rules. */
export interface Decided<Entity, Facts> {
  readonly decisions: readonly RecordDecision<Entity>[];
  readonly learned?: { readonly facts: Facts };
}

/** What recording would come to, before anything is saved. */
export async function decideAll<Input, Entity extends object, Facts>(
  transaction: Transaction,
  recorder: Recorder<Input, Entity, Facts>,
  given: readonly Input[],
  onDuplicate: OnDuplicate,
): Promise<Decided<Entity, Facts>> {
  const inputs = (await recorder.prepare?.(transaction, given)) ?? given;
  const stored = await recorder.find(transaction, inputs.map(recorder.keyOf));
  const cases = inputs.map((input) => openCase(recorder, input, stored.get(recorder.keyOf(input)), onDuplicate));
  const open = cases.flatMap((one) => ('settled' in one ? [] : [one.given]));
  if (open.length === 0)
    return { decisions: cases.flatMap((one) => ('settled' in one ? [{ outcome: one.settled }] : [])) };
  // A record that names only what changes is judged as a whole, so the rules are told of what stays as well.
  const facts = await recorder.learn(transaction, open);
  const decisions = cases.map((one): RecordDecision<Entity> =>
    'settled' in one ? { outcome: one.settled } : decideCase(recorder, one, facts),
  );
  return { decisions, learned: { facts } };
}

/** Records one new entity or throws: `duplicate_key`, or `refused` with every reason. */
export async function recordNew<Input, Entity extends object, Facts>(
  transaction: Transaction,
  source: HistorySource,
  recorder: Recorder<Input, Entity, Facts>,
  input: Input,
): Promise<void> {
  const [outcome] = await recordAll(transaction, source, recorder, [input], 'fail');
  requireRecorded(outcome);
}

/** Throws what `recordNew` would throw, and saves nothing: the same path, stopped before that. */
export async function previewNew<Input, Entity extends object, Facts>(
  transaction: Transaction,
  recorder: Recorder<Input, Entity, Facts>,
  input: Input,
): Promise<void> {
  const { decisions } = await decideAll(transaction, recorder, [input], 'fail');
  requireRecorded(decisions[0]?.outcome);
}

function requireRecorded(outcome: RecordOutcome | undefined): void {
  if (outcome?.outcome === 'failed') throw refusalOfNew(outcome.reasons);
}

/**
 * One transaction that records. Where another writer took a key in the meantime, or deleted what is referred to, it is run again,
 * and so answers what it would have answered had it come later; should that not help with a key, it throws `duplicate_key`.
 */
export async function inRecordingTransaction<T>(
  database: Database,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  try {
    return await inTransaction(database, work);
  } catch (error) {
    if (!isOutrun(error)) throw error;
  }
  try {
    return await inTransaction(database, work);
  } catch (error) {
    if (violatedUniqueness(error) === undefined) throw error;
    throw new Problem(
      'duplicate_key',
      'Somebody else took the same key or name at this moment. Read it again before you go on.',
      { cause: error },
    );
  }
}

/** A record whose outcome needs no rules, or one that changes something, for the rules to judge. */
type Case<Entity> =
  | { readonly settled: RecordOutcome }
  | {
      readonly key: string;
      /** the whole entity in the order that was given */
      readonly given: Entity;
      /** the same in the order in which it is stored */
      readonly entity: Entity;
      readonly stored: Stored<Entity> | undefined;
    };

function openCase<Input, Entity extends object, Facts>(
  recorder: Recorder<Input, Entity, Facts>,
  input: Input,
  stored: Stored<Entity> | undefined,
  onDuplicate: OnDuplicate,
): Case<Entity> {
  const key = recorder.keyOf(input);
  if (stored !== undefined && onDuplicate === 'skip') return { settled: { outcome: 'skipped', key } };
  if (stored !== undefined && onDuplicate === 'fail')
    return { settled: { outcome: 'failed', key, reasons: [duplicate(recorder.entity, key)] } };
  const given = recorder.complete(input, stored?.entity);
  const entity = recorder.inStoredOrder?.(given, stored?.entity) ?? given;
  if (stored !== undefined && isDeepStrictEqual(entity, stored.entity))
    return { settled: { outcome: 'unchanged', key } };
  return { key, given, entity, stored };
}

interface RecordDecision<Entity> {
  readonly outcome: RecordOutcome;
  /** the whole entity as it would be stored, where the rules were asked about it: also one that they refuse */
  readonly judged?: Entity;
  readonly create?: Entity;
  readonly change?: Change<Entity>;
}

function decideCase<Input, Entity extends object, Facts>(
  recorder: Recorder<Input, Entity, Facts>,
  { key, given, entity, stored }: Exclude<Case<Entity>, { readonly settled: RecordOutcome }>,
  facts: Facts,
): RecordDecision<Entity> {
  const reasons = recorder.reasonsAgainst(given, facts, stored);
  if (reasons.length > 0) return { outcome: { outcome: 'failed', key, reasons }, judged: entity };
  if (stored === undefined) return { outcome: { outcome: 'created', key }, judged: entity, create: entity };
  const change = { id: stored.id, before: stored.entity, after: entity };
  return { outcome: { outcome: 'updated', key }, judged: entity, change };
}

function duplicate(entity: string, key: string): Reason {
  return {
    code: 'duplicate_key',
    message: `The key "${key}" is taken by another ${wordsOf(entity)}.`,
    remedy: 'Choose another key, or change the one that is there.',
  };
}

/** `licenseModel` as people say it: license model. */
function wordsOf(entity: string): string {
  return entity.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** The history of an entity that was made. */
export function creation(entity: string, id: number | undefined, key: string, made: object): HistoryEntry {
  return { entity, subjectId: id ?? null, entityKey: key, event: 'created', after: asJson(made) };
}

/** The history of an entity that was changed: only the fields that differ, before and after. */
export function alteration(entity: string, id: number, key: string, before: object, after: object): HistoryEntry {
  const names = changedNames(before, after);
  return {
    entity,
    subjectId: id,
    entityKey: key,
    event: names.length === 1 && names[0] === 'state' ? 'stateChanged' : 'changed',
    before: asJson(pick(before, names)),
    after: asJson(pick(after, names)),
  };
}

/** The names of the fields that differ between two versions of an entity. */
export function changedNames(before: object, after: object): readonly string[] {
  const old = new Map<string, unknown>(Object.entries(before));
  return Object.entries(after).flatMap(([name, value]) => (isDeepStrictEqual(old.get(name), value) ? [] : [name]));
}

function pick(entity: object, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(entity).filter(([name]) => names.includes(name)));
}
