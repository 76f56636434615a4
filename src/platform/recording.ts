import { isDeepStrictEqual } from 'node:util';
import type { Reason } from '../shared/decision.ts';
import { Problem, refusal } from '../shared/problems.ts';
import type { Json } from '../shared/vocabulary.ts';
import type { Transaction } from './database.ts';
import { recordHistory, type HistoryEntry, type HistorySource } from './history.ts';

/** An entity as it is kept, with the key of its row and the number of its changes. */
export interface Stored<Entity> {
  readonly id: number;
  readonly version: number;
  readonly entity: Entity;
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
  /** the stored entities of these keys, locked against other writers */
  readonly find: (transaction: Transaction, keys: readonly string[]) => Promise<ReadonlyMap<string, Stored<Entity>>>;
  /** everything that the rules must be told about these records, in a fixed number of queries */
  readonly learn: (transaction: Transaction, inputs: readonly Input[]) => Promise<Facts>;
  /** the whole entity: what is given, over what is stored, over the defaults */
  readonly complete: (input: Input, stored: Entity | undefined) => Entity;
  readonly reasonsAgainst: (entity: Entity, facts: Facts, stored: Stored<Entity> | undefined) => readonly Reason[];
  readonly insert: (transaction: Transaction, source: HistorySource, entities: readonly Entity[], facts: Facts) => Promise<readonly number[]>;
  readonly update: (transaction: Transaction, source: HistorySource, changes: readonly Change<Entity>[], facts: Facts) => Promise<void>;
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
  inputs: readonly Input[],
  onDuplicate: OnDuplicate,
): Promise<readonly RecordOutcome[]> {
  const stored = await recorder.find(transaction, inputs.map(recorder.keyOf));
  const facts = await recorder.learn(transaction, inputs);
  const decisions = inputs.map((input) => decideRecord(recorder, input, stored.get(recorder.keyOf(input)), facts, onDuplicate));
  const created = decisions.flatMap((decision) => (decision.create ? [decision.create] : []));
  const changes = decisions.flatMap((decision) => (decision.change ? [decision.change] : []));
  const ids = created.length === 0 ? [] : await recorder.insert(transaction, source, created, facts);
  if (changes.length > 0) await recorder.update(transaction, source, changes, facts);
  await recordHistory(transaction, source, [
    ...created.map((entity, index) => creation(recorder, entity, ids[index])),
    ...changes.map((change) => alteration(recorder, change)),
  ]);
  return decisions.map((decision) => decision.outcome);
}

/** Records one new entity or throws: `duplicate_key`, or `refused` with every reason. */
export async function recordNew<Input, Entity extends object, Facts>(
  transaction: Transaction,
  source: HistorySource,
  recorder: Recorder<Input, Entity, Facts>,
  input: Input,
): Promise<void> {
  const [outcome] = await recordAll(transaction, source, recorder, [input], 'fail');
  if (outcome?.outcome !== 'failed') return;
  const duplicate = outcome.reasons.find((reason) => reason.code === 'duplicate_key');
  throw duplicate ? new Problem('duplicate_key', duplicate.message) : refusal(outcome.reasons);
}

interface RecordDecision<Entity> {
  readonly outcome: RecordOutcome;
  readonly create?: Entity;
  readonly change?: Change<Entity>;
}

function decideRecord<Input, Entity extends object, Facts>(
  recorder: Recorder<Input, Entity, Facts>,
  input: Input,
  stored: Stored<Entity> | undefined,
  facts: Facts,
  onDuplicate: OnDuplicate,
): RecordDecision<Entity> {
  const key = recorder.keyOf(input);
  if (stored !== undefined && onDuplicate === 'skip') return { outcome: { outcome: 'skipped', key } };
  if (stored !== undefined && onDuplicate === 'fail') return { outcome: { outcome: 'failed', key, reasons: [duplicate(recorder.entity, key)] } };
  const entity = recorder.complete(input, stored?.entity);
  if (stored !== undefined && isDeepStrictEqual(entity, stored.entity)) return { outcome: { outcome: 'unchanged', key } };
  const reasons = recorder.reasonsAgainst(entity, facts, stored);
  if (reasons.length > 0) return { outcome: { outcome: 'failed', key, reasons } };
  if (stored === undefined) return { outcome: { outcome: 'created', key }, create: entity };
  return { outcome: { outcome: 'updated', key }, change: { id: stored.id, before: stored.entity, after: entity } };
}

function duplicate(entity: string, key: string): Reason {
  return { code: 'duplicate_key', message: `There is already a ${entity} with the key "${key}".`, remedy: 'Choose another key, or change the one that is there.' };
}

function creation<Input, Entity extends object, Facts>(recorder: Recorder<Input, Entity, Facts>, entity: Entity, id: number | undefined): HistoryEntry {
  return { entity: recorder.entity, subjectId: id ?? null, entityKey: recorder.keyOf(entity), event: 'created', after: asJson(entity) };
}

function alteration<Input, Entity extends object, Facts>(recorder: Recorder<Input, Entity, Facts>, change: Change<Entity>): HistoryEntry {
  const names = changedNames(change.before, change.after);
  return {
    entity: recorder.entity,
    subjectId: change.id,
    entityKey: recorder.keyOf(change.after),
    event: names.length === 1 && names[0] === 'state' ? 'stateChanged' : 'changed',
    before: asJson(pick(change.before, names)),
    after: asJson(pick(change.after, names)),
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

function asJson(value: object): Json {
  const parsed: Json = JSON.parse(JSON.stringify(value));
  return parsed;
}
