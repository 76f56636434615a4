import { z } from 'zod';
import { userStatuses } from '../shared/vocabulary.ts';
import { attributes, day, instant, nullableText, stamps, versioned } from './answers.ts';

/** The fields of a user. */
export const userFields = {
  userId: z.string(),
  userName: nullableText.meta({ description: 'null for contacts without one.' }),
  firstName: z.string(),
  lastName: z.string(),
  email: z.string(),
  locale: z.string(),
  timeZone: z.string(),
  status: z.enum(userStatuses),
  portalAccess: z.boolean().meta({ description: 'false: a contact, who is on record and has no way in.' }),
  sharedLogin: z.boolean(),
  phone: nullableText,
  address: z.record(z.string(), z.string()),
  memberships: z.array(
    z.strictObject({ accountId: z.string(), roles: z.array(z.string()), expiresOn: day.nullable() }),
  ),
  subscriptions: z.strictObject({
    expiringEntitlements: z.boolean(),
    productUpgrades: z.boolean(),
    announcements: z.boolean(),
  }),
  attributes,
  productLines: z
    .array(z.string())
    .meta({ description: 'Product lines of their own; those of their accounts come to them.' }),
  hasPassword: z.boolean().meta({ description: 'false: the user cannot sign in yet; an invitation lets them.' }),
  lastSignInAt: instant.nullable(),
  lockedAt: instant
    .nullable()
    .meta({ description: 'Since when the user is inactive because of too many wrong passwords; else null.' }),
  deletedAt: instant.nullable().meta({ description: 'Since when the user is only kept on record; else null.' }),
  ...versioned,
  ...stamps,
};

/** A user, as they are answered. */
export const user = z.strictObject(userFields).meta({ id: 'User' });

/** What a change of a user would do. */
export const userChangePlan = z
  .strictObject({
    before: attributes.meta({ description: 'The fields that would change, as they are.' }),
    after: attributes.meta({ description: 'The same fields as they would be.' }),
    signsOut: z.boolean().meta({ description: 'The user would be signed out everywhere.' }),
  })
  .meta({ id: 'UserChangePlan' });

/** What becomes of a user who is deleted. */
export const userDeletion = z
  .strictObject({
    deleted: z.strictObject({ userId: z.string() }),
    keptOnRecord: z.boolean().meta({ description: 'Something refers to the user, so the record stays.' }),
  })
  .meta({ id: 'UserDeletion' });
