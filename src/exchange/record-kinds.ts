import { z } from 'zod';
import { accountRecorder } from '../accounts/account-recorder.ts';
import { accountRecordSchema, newRoleSchema, userRecordSchema } from '../accounts/account-schemas.ts';
import { roleRecorder } from '../accounts/role-recorder.ts';
import { userRecorder } from '../accounts/user-recorder.ts';
import {
  featureRecordSchema,
  licenseModelRecordSchema,
  productRecordSchema,
  productRelationshipSchema,
} from '../catalog/catalog-schemas.ts';
import { featureRecorder } from '../catalog/feature-recorder.ts';
import { licenseModelRecorder } from '../catalog/license-model-recorder.ts';
import { productRecorder } from '../catalog/product-recorder.ts';
import { productRelationshipRecorder } from '../catalog/product-relationship-recorder.ts';
import { nameKey } from '../catalog/rules/product.ts';
import { entitlementRecorder } from '../entitlements/entitlement-recorder.ts';
import { entitlementRecordSchema, type EntitlementRecord } from '../entitlements/entitlement-schemas.ts';
import type { Transaction } from '../platform/database.ts';
import type { HistorySource } from '../platform/history.ts';
import { recordAll, type OnDuplicate, type Recorder, type RecordOutcome } from '../platform/recording.ts';
import { fieldErrors } from '../shared/field-errors.ts';
import type { FieldError } from '../shared/problems.ts';
import type { JsonObject } from '../shared/vocabulary.ts';

/** A record of a file whose fields are right. It may still be refused when it is recorded. */
export interface ImportedRecord {
  readonly kind: RecordKind;
  readonly key: string;
  /**
   * What it defines or uses up, as texts within its kind: its key, its other unique names, the parents whose copies it
   * draws. Two records that have one of them in common are recorded one after the other.
   */
  readonly owns: readonly string[];
  /** what it refers to within its kind: recorded after, or before, the record that owns it, never together with it */
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
    source: HistorySource,
    records: readonly ImportedRecord[],
    onDuplicate: OnDuplicate,
  ) => Promise<readonly RecordOutcome[]>;
}

interface KindRules<Input> {
  readonly keyFields: readonly string[];
  readonly owns?: (input: Input) => readonly string[];
  readonly mentions?: (input: Input) => readonly string[];
}

/** What files may bring in this release, by the name on the wire, in the order of dependence. */
export const recordKinds: ReadonlyMap<string, RecordKind> = new Map(
  [
    kindOf(featureRecordSchema, featureRecorder, {
      keyFields: ['featureId'],
      owns: (feature) => [`name:${nameKey(feature.name, feature.version ?? null)}`],
    }),
    kindOf(licenseModelRecordSchema, licenseModelRecorder, {
      keyFields: ['licenseModelId'],
      owns: (model) => [`name:${model.name}`],
    }),
    kindOf(productRecordSchema, productRecorder, {
      keyFields: ['productId'],
      owns: (product) => [`name:${nameKey(product.name, product.version)}`],
    }),
    kindOf(productRelationshipSchema, productRelationshipRecorder, {
      keyFields: ['fromProductId', 'type', 'toProductId'],
    }),
    kindOf(newRoleSchema, roleRecorder, { keyFields: ['name'] }),
    kindOf(accountRecordSchema, accountRecorder, {
      keyFields: ['accountId'],
      mentions: (account) => (account.parents ?? []).map((parent) => `key:${parent}`),
    }),
    kindOf(userRecordSchema, userRecorder, {
      keyFields: ['userId'],
      owns: (user) => [`userName:${user.userName.toLowerCase()}`],
    }),
    kindOf(entitlementRecordSchema, entitlementRecorder, {
      keyFields: ['entitlementId'],
      owns: (entitlement) => [...itemIds(entitlement), ...parentIds(entitlement)].map((id) => `key:${id}`),
      mentions: (entitlement) => coveredIds(entitlement).map((id) => `key:${id}`),
    }),
  ].map((kind) => [kind.entity, kind]),
);

/**
 * A kind out of its schema and its recorder. The typed input of each record is kept beside it, so that records of every
 * kind can travel in one list and still be recorded with their own types.
 */
function kindOf<Input, Entity extends object, Facts>(
  schema: z.ZodType<Input>,
  recorder: Recorder<Input, Entity, Facts>,
  rules: KindRules<Input>,
): RecordKind {
  const inputOf = new WeakMap<ImportedRecord, Input>();
  const names = lazily(() => fieldNames(schema));
  const kind: RecordKind = {
    entity: recorder.entity,
    keyFields: rules.keyFields,
    read: (fields) => {
      const parsed = schema.safeParse(fields);
      if (!parsed.success) return fieldErrors(parsed.error, names());
      const key = recorder.keyOf(parsed.data);
      const owns = new Set([`key:${key}`, ...(rules.owns?.(parsed.data) ?? [])]);
      const mentions = (rules.mentions?.(parsed.data) ?? []).filter((name) => !owns.has(name));
      const record: ImportedRecord = { kind, key, owns: [...owns], mentions };
      inputOf.set(record, parsed.data);
      return record;
    },
    record: (transaction, source, records, onDuplicate) => {
      const inputs = records.flatMap((record) => inputOf.get(record) ?? []);
      return recordAll(transaction, source, recorder, inputs, onDuplicate);
    },
  };
  return kind;
}

function itemIds(entitlement: EntitlementRecord): readonly string[] {
  return [...(entitlement.lineItems ?? []), ...(entitlement.maintenanceLineItems ?? [])].map(
    (item) => item.activationId,
  );
}

function parentIds(entitlement: EntitlementRecord): readonly string[] {
  const items = [...(entitlement.lineItems ?? []), ...(entitlement.maintenanceLineItems ?? [])];
  return items.flatMap((item) => item.parentActivationId ?? []);
}

function coveredIds(entitlement: EntitlementRecord): readonly string[] {
  return (entitlement.maintenanceLineItems ?? []).flatMap((item) => item.covers ?? []);
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
