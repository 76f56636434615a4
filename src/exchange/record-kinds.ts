import { accountRecorder } from '../accounts/account-recorder.ts';
import { accountRecordSchema, newRoleSchema, userRecordSchema } from '../accounts/account-schemas.ts';
import { roleRecorder } from '../accounts/role-recorder.ts';
import { reasonsAgainstAdmitting, reasonsAgainstChangingUser } from '../accounts/rules/admitting.ts';
import { reasonsAgainstGranting } from '../accounts/rules/granting.ts';
import { reasonsAgainstLonePermissions } from '../accounts/rules/permission-needs.ts';
import { everyAccount, isPermission } from '../accounts/rules/permissions.ts';
import { userRecorder } from '../accounts/user-recorder.ts';
import { fulfillmentRecorder } from '../activation/fulfillment-recorder.ts';
import { fulfillmentRecordSchema } from '../activation/fulfillment-schemas.ts';
import { customAttributeRecorder } from '../custom-attributes/custom-attribute-recorder.ts';
import { customAttributeFileSchema } from '../custom-attributes/custom-attribute-schemas.ts';
import { countingRecorder } from '../entitlements/counting-recorder.ts';
import { entitlementRecordSchema, type EntitlementRecord } from '../entitlements/entitlement-schemas.ts';
import type { Entitlement } from '../entitlements/rules/entitlement.ts';
import type { FieldError } from '../shared/problems.ts';
import { mentionedAttributes } from './attribute-mentions.ts';
import { catalogRecordKinds } from './catalog-record-kinds.ts';
import { kindOf, type RecordKind } from './record-kind.ts';

/** What files may bring in this release, by the name on the wire, in the order of dependence. */
export const recordKinds: ReadonlyMap<string, RecordKind> = new Map(
  [
    kindOf(customAttributeFileSchema, customAttributeRecorder, {
      keyFields: ['of', 'name'],
      needs: { create: 'manageSettings', update: 'manageSettings' },
    }),
    ...catalogRecordKinds,
    kindOf(newRoleSchema, roleRecorder, {
      keyFields: ['name'],
      needs: { create: 'manageRoles', update: 'manageRoles' },
      mentions: (role) => (role.accounts ?? []).map((key) => `account:${key}`),
      reasonsAgainstImporter: (importer, { name, kind, permissions }, _facts, stored) => {
        // Nobody changes a role that grants more than their own either.
        const granted = new Set([...permissions, ...(stored?.permissions ?? [])].filter(isPermission));
        const grant = { name, kind, permissions: granted, scope: everyAccount };
        return [
          ...reasonsAgainstLonePermissions(kind, permissions),
          ...reasonsAgainstGranting(importer, grant, '/permissions'),
        ];
      },
    }),
    kindOf(accountRecordSchema, accountRecorder, {
      keyFields: ['accountId'],
      needs: { create: 'manageAccounts', update: 'manageAccounts' },
      mentions: (account) => [
        ...[...(account.parents ?? []), ...(account.relatedAccounts ?? [])].map((key) => `account:${key}`),
        ...mentionedAttributes('account', [account]),
      ],
    }),
    kindOf(userRecordSchema, userRecorder, {
      keyFields: ['userId'],
      needs: { create: 'manageUsers', update: 'manageUsers' },
      owns: ({ userName }) => (userName === undefined ? [] : [`userName:${userName.toLowerCase()}`]),
      mentions: (user) => [
        ...(user.memberships ?? []).flatMap(({ accountId, roles }) => [
          `account:${accountId}`,
          ...roles.map((role) => `role:${role}`),
        ]),
        ...mentionedAttributes('user', [user]),
      ],
      reasonsAgainstImporter: (importer, user, { roles }, stored) => [
        ...reasonsAgainstAdmitting(importer, user, roles),
        ...(stored === undefined ? [] : reasonsAgainstChangingUser(importer, stored, roles)),
      ],
    }),
    kindOf(entitlementRecordSchema, countingRecorder, {
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
    kindOf(fulfillmentRecordSchema, fulfillmentRecorder, {
      keyFields: ['fulfillmentId'],
      needs: { create: 'generateLicenses', update: 'generateLicenses' },
      mentions: ({ activationId, parentFulfillmentId }) => [
        `right:${activationId}`,
        ...(parentFulfillmentId === null || parentFulfillmentId === undefined
          ? []
          : [`fulfillment:${parentFulfillmentId}`]),
      ],
    }),
  ].map((kind) => [kind.entity, kind]),
);

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
    ...[...lineItems.flatMap((item) => item.products ?? []), ...maintenance].map((one) => `product:${one.productId}`),
    ...[...(entitlement.contacts ?? []), ...(entitlement.channelPartners ?? []).map((one) => one.contact)].map(
      (key) => `user:${key}`,
    ),
    ...lineItems.map((item) => `partNumber:${item.partNumber}`),
    ...lineItems.flatMap((item) => (item.licenseModels ?? []).map((key) => `licenseModel:${key}`)),
    ...maintenance.flatMap((item) => (item.covers ?? []).map((id) => `right:${id}`)),
    ...mentionedAttributes('entitlement', [entitlement]),
    ...mentionedAttributes('lineItem', lineItems),
    ...mentionedAttributes('maintenanceLineItem', maintenance),
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
