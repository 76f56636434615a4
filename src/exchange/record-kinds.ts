import { z } from 'zod';
import { accountRecorder } from '../accounts/account-recorder.ts';
import { accountRecordSchema, newRoleSchema, userRecordSchema } from '../accounts/account-schemas.ts';
import { roleRecorder } from '../accounts/role-recorder.ts';
import { reasonsAgainstAdmitting, reasonsAgainstChangingUser } from '../accounts/rules/admitting.ts';
import { reasonsAgainstGranting } from '../accounts/rules/granting.ts';
import { everyAccount, isPermission, type Actor } from '../accounts/rules/permissions.ts';
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
import type { Entitlement } from '../entitlements/rules/entitlement.ts';
import type { Transaction } from '../platform/database.ts';
import { recordAll, type OnDuplicate, type Recorder, type RecordOutcome, type Stored } from '../platform/recording.ts';
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
    onDuplicate: OnDuplicate,
  ) => Promise<readonly RecordOutcome[]>;
}

interface KindRules<Input, Entity, Facts> {
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

/** What files may bring in this release, by the name on the wire, in the order of dependence. */
export const recordKinds: ReadonlyMap<string, RecordKind> = new Map(
  [
    kindOf(featureRecordSchema, featureRecorder, {
      keyFields: ['featureId'],
      needs: {
        create: 'createFeatures',
        update: 'updateFeatures',
        changeState: 'changeFeatureState',
        states: onlyState,
      },
      owns: (feature) => [`featureName:${nameKey(feature.name, feature.version ?? null)}`],
    }),
    kindOf(licenseModelRecordSchema, licenseModelRecorder, {
      keyFields: ['licenseModelId'],
      needs: {
        create: 'createLicenseModels',
        update: 'updateLicenseModels',
        changeState: 'changeLicenseModelState',
        states: onlyState,
      },
      owns: (model) => [`licenseModelName:${model.name}`],
    }),
    kindOf(productRecordSchema, productRecorder, {
      keyFields: ['productId'],
      needs: {
        create: 'createProducts',
        update: 'updateProducts',
        changeState: 'changeProductState',
        states: onlyState,
      },
      owns: (product) => [`productName:${nameKey(product.name, product.version)}`],
      mentions: (product) => [
        ...(product.features ?? []).map((one) => `feature:${one.featureId}`),
        ...(product.licenseModels ?? []).map((key) => `licenseModel:${key}`),
      ],
    }),
    kindOf(productRelationshipSchema, productRelationshipRecorder, {
      keyFields: ['fromProductId', 'type', 'toProductId'],
      needs: { create: 'updateProducts', update: 'updateProducts' },
      mentions: ({ fromProductId, toProductId, defaultLicenseModelId }) => [
        `product:${fromProductId}`,
        `product:${toProductId}`,
        `licenseModel:${defaultLicenseModelId}`,
      ],
    }),
    kindOf(newRoleSchema, roleRecorder, {
      keyFields: ['name'],
      needs: { create: 'manageRoles', update: 'manageRoles' },
      mentions: (role) => (role.accounts ?? []).map((key) => `account:${key}`),
      reasonsAgainstImporter: (importer, { name, kind, permissions }, _facts, stored) => {
        // Nobody changes a role that grants more than their own either.
        const granted = new Set([...permissions, ...(stored?.permissions ?? [])].filter(isPermission));
        return reasonsAgainstGranting(
          importer,
          { name, kind, permissions: granted, scope: everyAccount },
          '/permissions',
        );
      },
    }),
    kindOf(accountRecordSchema, accountRecorder, {
      keyFields: ['accountId'],
      needs: { create: 'manageAccounts', update: 'manageAccounts' },
      mentions: (account) => (account.parents ?? []).map((parent) => `account:${parent}`),
    }),
    kindOf(userRecordSchema, userRecorder, {
      keyFields: ['userId'],
      needs: { create: 'manageUsers', update: 'manageUsers' },
      owns: (user) => [`userName:${user.userName.toLowerCase()}`],
      mentions: (user) =>
        (user.memberships ?? []).flatMap(({ accountId, roles }) => [
          `account:${accountId}`,
          ...roles.map((role) => `role:${role}`),
        ]),
      reasonsAgainstImporter: (importer, user, { roles }, stored) => [
        ...reasonsAgainstAdmitting(importer, user, roles),
        ...(stored === undefined ? [] : reasonsAgainstChangingUser(importer, stored, roles)),
      ],
    }),
    kindOf(entitlementRecordSchema, entitlementRecorder, {
      keyFields: ['entitlementId'],
      needs: {
        create: 'createEntitlements',
        update: 'updateEntitlements',
        changeState: 'changeEntitlementState',
        states: statesOfEntitlement,
      },
      owns: ownedByEntitlement,
      mentions: mentionedByEntitlement,
      errors: repeatedIds,
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
    record: (transaction, importer, records, onDuplicate) => {
      const inputs = records.flatMap((record) => inputOf.get(record) ?? []);
      // Who may not do it at all hears no more than that.
      const reasonsAgainst = (entity: Entity, facts: Facts, stored: Stored<Entity> | undefined): readonly Reason[] => {
        const forbidden = reasonsAgainstImporting(importer, rules.needs, entity, stored?.entity);
        if (forbidden.length > 0) return forbidden;
        return [
          ...recorder.reasonsAgainst(entity, facts, stored),
          ...(rules.reasonsAgainstImporter?.(importer, entity, facts, stored?.entity) ?? []),
        ];
      };
      return recordAll(transaction, importer, { ...recorder, reasonsAgainst }, inputs, onDuplicate);
    },
  };
  return kind;
}

function onlyState({ state }: { readonly state: string }): ReadonlyMap<string, string> {
  return new Map([['', state]]);
}

// Entitlement IDs and activation IDs share one namespace, so no two of them are one key.
function statesOfEntitlement(entitlement: Entitlement): ReadonlyMap<string, string> {
  const items = [...entitlement.lineItems, ...entitlement.maintenanceLineItems];
  return new Map([
    [entitlement.entitlementId, entitlement.state],
    ...items.map((item) => [item.activationId, item.state] as const),
  ]);
}

// Entitlement IDs and activation IDs share one namespace; children use up the copies of their parents.
function ownedByEntitlement(entitlement: EntitlementRecord): readonly string[] {
  const items = [...(entitlement.lineItems ?? []), ...(entitlement.maintenanceLineItems ?? [])];
  const ids = items.flatMap((item) => [item.activationId, item.parentActivationId ?? item.activationId]);
  return [entitlement.entitlementId, ...ids].map((id) => `right:${id}`);
}

function mentionedByEntitlement(entitlement: EntitlementRecord): readonly string[] {
  const lineItems = entitlement.lineItems ?? [];
  const maintenance = entitlement.maintenanceLineItems ?? [];
  return [
    ...[entitlement, ...(entitlement.channelPartners ?? [])].map((one) => `account:${one.accountId}`),
    ...[...lineItems.flatMap((item) => item.products), ...maintenance].map((one) => `product:${one.productId}`),
    ...lineItems.flatMap((item) => (item.licenseModels ?? []).map((key) => `licenseModel:${key}`)),
    ...maintenance.flatMap((item) => (item.covers ?? []).map((id) => `right:${id}`)),
  ];
}

// A change of an entitlement names each of its line items once; of two the first would be lost without a word.
function repeatedIds(entitlement: EntitlementRecord): readonly FieldError[] {
  const seen = new Set<string>();
  return (['lineItems', 'maintenanceLineItems'] as const).flatMap((list) =>
    (entitlement[list] ?? []).flatMap(({ activationId }, index) => {
      const isRepeated = seen.has(activationId);
      seen.add(activationId);
      const message = `The ID ${activationId} is used twice in this entitlement; each line item has an ID of its own.`;
      return isRepeated ? [{ pointer: `/${list}/${index}/activationId`, code: 'id_taken', message }] : [];
    }),
  );
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
