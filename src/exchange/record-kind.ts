import { z } from 'zod';
import type { Actor } from '../accounts/rules/permissions.ts';
import type { Transaction } from '../platform/database.ts';
import {
  recordAll,
  type DailyRecorder,
  type OnDuplicate,
  type Recorder,
  type RecordOutcome,
  type Stored,
} from '../platform/recording.ts';
import type { Day } from '../shared/day.ts';
import type { Reason } from '../shared/decision.ts';
import { fieldErrors } from '../shared/field-errors.ts';
import type { FieldError } from '../shared/problems.ts';
import type { JsonObject } from '../shared/vocabulary.ts';
import { reasonsAgainstImporting, type NeededPermissions } from './import-permissions.ts';

/** A record of a file whose fields are right. It may still be refused when it is recorded. */
export interface ImportedRecord {
  readonly kind: RecordKind;
  readonly key: string;
  /**
   * What it defines or uses up, by names such as `account:acme`: its key, its other unique names, the parents whose copies
   * it draws. Of two records that have one of them in common, the second sees what the first has done.
   */
  readonly owns: readonly string[];
  /** what it refers to: it sees what records before it have done to that, and nothing of what those behind it do */
  readonly mentions: readonly string[];
}

/** One kind of entity that files bring. */
export interface RecordKind {
  readonly entity: string;
  /** the fields that make the key, for the report on a record that cannot be read */
  readonly keyFields: readonly string[];
  readonly read: (fields: JsonObject) => ImportedRecord | readonly FieldError[];
  /** records of this kind that own nothing in common */
  readonly record: (
    transaction: Transaction,
    importer: Actor,
    records: readonly ImportedRecord[],
    how: { readonly onDuplicate: OnDuplicate; readonly today: Day },
  ) => Promise<readonly RecordOutcome[]>;
}

/** What a kind of record asks for beside its schema and its recorder. */
export interface KindRules<Input, Entity extends object, Facts> {
  readonly keyFields: readonly string[];
  readonly needs: NeededPermissions<Entity>;
  readonly owns?: (input: Input) => readonly string[];
  readonly mentions?: (input: Input) => readonly string[];
  /** what is wrong with a record that its schema cannot see */
  readonly errors?: (input: Input) => readonly FieldError[];
  /** what speaks against this importer recording it who has the permissions, as they would grant what is not theirs */
  readonly reasonsAgainstImporter?: (
    importer: Actor,
    entity: Entity,
    facts: Facts,
    stored: Entity | undefined,
  ) => readonly Reason[];
}

/**
 * A kind out of its schema and its recorder. The typed input of each record is kept beside it, so that records of every
 * kind can travel in one list and still be recorded with their own types.
 */
export function kindOf<Input, Entity extends object, Facts>(
  schema: z.ZodType<Input>,
  recorder: Recorder<Input, Entity, Facts> | DailyRecorder<Input, Entity, Facts>,
  rules: KindRules<Input, Entity, Facts>,
): RecordKind {
  const inputOf = new WeakMap<ImportedRecord, Input>();
  const names = lazily(() => fieldNames(schema));
  const kind: RecordKind = {
    entity: recorder.entity,
    keyFields: rules.keyFields,
    read: (fields) => {
      const parsed = schema.safeParse(fields);
      if (!parsed.success) return fieldErrors(parsed.error, names());
      const errors = rules.errors?.(parsed.data) ?? [];
      if (errors.length > 0) return errors;
      const key = recorder.keyOf(parsed.data);
      const owns = new Set([`${recorder.entity}:${key}`, ...(rules.owns?.(parsed.data) ?? [])]);
      const mentions = new Set(rules.mentions?.(parsed.data));
      for (const name of owns) mentions.delete(name);
      const record: ImportedRecord = { kind, key, owns: [...owns], mentions: [...mentions] };
      inputOf.set(record, parsed.data);
      return record;
    },
    record: (transaction, importer, records, { onDuplicate, today }) => {
      const recording = 'on' in recorder ? recorder.on(today) : recorder;
      const inputs = records.flatMap((record) => inputOf.get(record) ?? []);
      // Who may not do it at all hears no more than that.
      const reasonsAgainst = (entity: Entity, facts: Facts, stored: Stored<Entity> | undefined): readonly Reason[] => {
        const forbidden = reasonsAgainstImporting(importer, rules.needs, entity, stored?.entity);
        if (forbidden.length > 0) return forbidden;
        return [
          ...recording.reasonsAgainst(entity, facts, stored),
          ...(rules.reasonsAgainstImporter?.(importer, entity, facts, stored?.entity) ?? []),
        ];
      };
      return recordAll(transaction, importer, { ...recording, reasonsAgainst }, inputs, onDuplicate);
    },
  };
  return kind;
}

/** The names of all fields of a schema, also of the parts of its parts: what a mistyped name may have meant. */
function fieldNames(schema: z.ZodType): readonly string[] {
  const names = new Set<string>();
  const open: unknown[] = [z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' })];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (typeof part !== 'object' || part === null) continue;
    const { properties } = { properties: undefined, ...part };
    if (typeof properties === 'object' && properties !== null)
      for (const name of Object.keys(properties)) names.add(name);
    const parts: readonly unknown[] = Object.values(part);
    open.push(...parts.filter((inner) => typeof inner === 'object'));
  }
  return [...names];
}

function lazily<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
