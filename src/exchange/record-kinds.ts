import { accountRecorder } from '../accounts/account-recorder.ts';
import { accountRecordSchema, newRoleSchema, userRecordSchema } from '../accounts/account-schemas.ts';
import { roleRecorder } from '../accounts/role-recorder.ts';
import { reasonsAgainstAdmitting, reasonsAgainstChangingUser } from '../accounts/rules/admitting.ts';
import { reasonsAgainstGranting } from '../accounts/rules/granting.ts';
import { everyAccount, isPermission } from '../accounts/rules/permissions.ts';
import { userRecorder } from '../accounts/user-recorder.ts';
import { entitlementRecorder } from '../entitlements/entitlement-recorder.ts';
import { entitlementRecordSchema, type EntitlementRecord } from '../entitlements/entitlement-schemas.ts';
import type { Entitlement } from '../entitlements/rules/entitlement.ts';
import type { FieldError } from '../shared/problems.ts';
import { catalogRecordKinds } from './catalog-record-kinds.ts';
import { kindOf, type RecordKind } from './record-kind.ts';

/** What files may bring in this release, by the name on the wire, in the order of dependence. */
export const recordKinds: ReadonlyMap<string, RecordKind> = new Map(
  [
    ...catalogRecordKinds,
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
    ...lineItems.map((item) => `partNumber:${item.partNumber}`),
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
