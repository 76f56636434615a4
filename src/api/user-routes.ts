import { z } from 'zod';
import { userOrder } from '../accounts/account-orders.ts';
import { newUserSchema, userChangesSchema } from '../accounts/account-schemas.ts';
import { changeUser } from '../accounts/user-changing.ts';
import { createUser, getUser, listUsers } from '../accounts/user-operations.ts';
import { keySchema } from '../shared/schemas.ts';
import { userStatuses } from '../shared/vocabulary.ts';
import { pageOf, paging, search, sorting } from './answers.ts';
import { get, patch, post, type Api } from './operation.ts';
import { user, userChangePlan } from './user-answers.ts';

/** People with memberships in accounts. */
export function userRoutes({ add }: Api): void {
  add({
    ...get,
    id: 'listUsers',
    url: '/users',
    summary: 'Users, in the order in which they were made unless told',
    permission: 'viewUsers',
    query: {
      ...paging,
      ...sorting(userOrder),
      ...search,
      accountId: keySchema.optional(),
      status: z.enum(userStatuses).optional(),
      portal: z
        .enum(['producer', 'endUser'])
        .optional()
        .meta({ description: 'Who works for the producer, or who does not.' }),
    },
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
  addChange({ add });
}

function addChange({ add }: Api): void {
  add({
    ...patch,
    id: 'changeUser',
    url: '/users/{userId}',
    summary: 'Change a user, or make them active or inactive',
    description:
      'Whoever is made inactive is signed out at once. Whoever is made active again begins without wrong passwords.',
    permission: 'manageUsers',
    path: { userId: keySchema },
    body: userChangesSchema,
    takesIfMatch: true,
    takesPreview: true,
    answer: z.union([user, userChangePlan]),
    run: ({ app, actor, path, body, expectedVersion, preview }) =>
      changeUser(app, actor, path.userId, { changes: body, expectedVersion, preview }),
    version: (changed) => ('version' in changed ? changed.version : undefined),
  });
}
