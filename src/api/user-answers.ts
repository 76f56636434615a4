import { z } from 'zod';
import { userStatuses } from '../shared/vocabulary.ts';
import { attributes, day, instant, stamps, versioned } from './answers.ts';

/** The fields of a user. */
export const userFields = {
  userId: z.string(),
  userName: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  email: z.string(),
  locale: z.string(),
  timeZone: z.string(),
  status: z.enum(userStatuses),
  memberships: z.array(
    z.strictObject({ accountId: z.string(), roles: z.array(z.string()), expiresOn: day.nullable() }),
  ),
  subscriptions: z.strictObject({
    expiringEntitlements: z.boolean(),
    productUpgrades: z.boolean(),
    announcements: z.boolean(),
  }),
  hasPassword: z.boolean().meta({ description: 'false: the user cannot sign in yet; an invitation lets them.' }),
  lastSignInAt: instant.nullable(),
  lockedAt: instant
    .nullable()
    .meta({ description: 'Since when the user is inactive because of too many wrong passwords; else null.' }),
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
