import { z } from 'zod';
import { attributesSchema, daySchema, emailAddressSchema, keySchema, text } from '../shared/schemas.ts';
import { isTimeZone } from '../shared/time-zone.ts';
import { accountTypes, roleKinds, userStatuses } from '../shared/vocabulary.ts';
import { permissions } from './rules/permissions.ts';

export const addressSchema = z
  .strictObject({
    line1: text(255),
    line2: text(255),
    city: text(255),
    state: text(255),
    postalCode: text(50),
    country: text(255),
    region: text(255),
  })
  .partial();

/** What an account is called (reference 1.3). */
export const accountNameSchema = text(255, 1)
  .refine((name) => !name.includes(':'), { error: 'must not have a colon', params: { code: 'forbidden_character' } })
  .meta({ description: 'Any text without a colon.' });

/** A company or part of one (reference 1.3). */
export const newAccountSchema = z
  .strictObject({
    accountId: keySchema.optional(),
    name: accountNameSchema,
    type: z.enum(accountTypes).optional(),
    description: text(2000).nullable().optional(),
    parents: z.array(keySchema).max(100).optional(),
    address: addressSchema.optional(),
    attributes: attributesSchema.optional(),
    visibleToOthers: z
      .boolean()
      .optional()
      .meta({ description: 'false: users of other accounts do not see it by way of a relation. true unless told.' }),
    relatedAccounts: z.array(keySchema).max(1000).optional().meta({
      description: 'Accounts that it has to do with beside the tree: of partners, customers and other partners.',
    }),
  })
  .meta({ id: 'NewAccount' });
export type NewAccount = z.infer<typeof newAccountSchema>;
/** What may be changed of an account, which keeps its key and its type. Its relations are made and ended one by one. */
export const accountChangesSchema = newAccountSchema
  .omit({ accountId: true, type: true, relatedAccounts: true })
  .partial()
  .meta({ id: 'AccountChanges' });
export type AccountChanges = z.infer<typeof accountChangesSchema>;
export const accountRecordSchema = newAccountSchema.required({ accountId: true });
export type AccountRecord = z.infer<typeof accountRecordSchema>;

/** A named set of permissions (reference 1.5). */
export const newRoleSchema = z
  .strictObject({
    name: keySchema,
    kind: z.enum(roleKinds),
    permissions: z.array(z.enum(permissions)).max(200),
    accounts: z.array(keySchema).max(10_000).optional(),
  })
  .meta({ id: 'NewRole' });
export type RoleRecord = z.infer<typeof newRoleSchema>;
/** What may be changed of a role, which keeps its name and its kind. */
export const roleChangesSchema = newRoleSchema.omit({ name: true, kind: true }).partial().meta({ id: 'RoleChanges' });
export type RoleChanges = z.infer<typeof roleChangesSchema>;

const membership = z.strictObject({
  accountId: keySchema,
  roles: z.array(keySchema).max(50),
  expiresOn: daySchema.nullable().optional(),
});

const subscriptions = z.strictObject({
  expiringEntitlements: z.boolean().optional(),
  productUpgrades: z.boolean().optional(),
  announcements: z.boolean().optional(),
});

function isLocale(value: string): boolean {
  try {
    return Intl.getCanonicalLocales(value).length === 1;
  } catch {
    return false;
  }
}

/** A person with memberships in accounts (reference 1.4). */
export const newUserSchema = z
  .strictObject({
    userId: keySchema.optional(),
    userName: text(320, 1).optional().meta({ description: 'Required of who has access to a portal.' }),
    firstName: text(255),
    lastName: text(255),
    email: emailAddressSchema,
    locale: text(35, 1)
      .refine(isLocale, { error: 'is a language tag such as en or de-AT', params: { code: 'wrong_locale' } })
      .optional(),
    timeZone: text(60, 1)
      .refine(isTimeZone, { error: 'is a time zone such as Europe/Berlin', params: { code: 'wrong_time_zone' } })
      .optional(),
    status: z.enum(userStatuses).optional(),
    portalAccess: z
      .boolean()
      .optional()
      .meta({ description: 'false: a contact, who is on record and has no way in. true unless told.' }),
    sharedLogin: z.boolean().optional().meta({ description: 'Several people or programs sign in as this one.' }),
    phone: text(50).nullable().optional(),
    address: addressSchema.optional(),
    memberships: z.array(membership).max(1000).optional(),
    subscriptions: subscriptions.optional(),
    attributes: attributesSchema.optional(),
  })
  .meta({ id: 'NewUser' });
export type NewUser = z.infer<typeof newUserSchema>;
/** What may be changed of a user, who keeps the key; who has a user name keeps that too. */
export const userChangesSchema = newUserSchema.omit({ userId: true }).partial().meta({ id: 'UserChanges' });
export const userRecordSchema = newUserSchema.required({ userId: true });
export type UserRecord = z.infer<typeof userRecordSchema>;

/** A credential for programs. */
export const newApiKeySchema = z
  .strictObject({
    name: text(255, 1),
    roles: z.array(keySchema).min(1).max(50),
    expiresAt: z.iso.datetime('is an instant such as 2027-01-01T00:00:00Z').nullable().optional(),
  })
  .meta({ id: 'NewApiKey' });
export type NewApiKey = z.infer<typeof newApiKeySchema>;
