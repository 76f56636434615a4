import { z } from 'zod';
import { newUserSchema } from '../accounts/account-schemas.ts';
import { createUser, getUser, listUsers } from '../accounts/user-operations.ts';
import { keySchema } from '../shared/schemas.ts';
import { userStatuses } from '../shared/vocabulary.ts';
import { day, pageOf, paging, search, stamps, versioned } from './answers.ts';
import { get, post, type Api } from './operation.ts';

const user = z
  .strictObject({
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
    ...versioned,
    ...stamps,
  })
  .meta({ id: 'User' });

/** People with memberships in accounts. */
export function userRoutes({ add }: Api): void {
  add({
    ...get,
    id: 'listUsers',
    url: '/users',
    summary: 'Users, in the order in which they were made',
    permission: 'viewUsers',
    query: { ...paging, ...search, accountId: keySchema.optional(), status: z.enum(userStatuses).optional() },
    answer: pageOf(user),
    run: ({ app, actor, query }) => listUsers(app, actor, query),
  });
  add({
    ...post,
    id: 'createUser',
    url: '/users',
    summary: 'Make a user',
    permission: 'manageUsers',
    body: newUserSchema,
    status: 201,
    answer: user,
    run: ({ app, actor, body }) => createUser(app, actor, body),
    location: (made) => `/users/${encodeURIComponent(made.userId)}`,
    version: (made) => made.version,
  });
  add({
    ...get,
    id: 'getUser',
    url: '/users/{userId}',
    summary: 'One user',
    permission: 'viewUsers',
    path: { userId: keySchema },
    answer: user,
    run: ({ app, actor, path }) => getUser(app, actor, path.userId),
    version: (found) => found.version,
  });
}
