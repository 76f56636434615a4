import { z } from 'zod';
import { userFilters } from '../accounts/account-filters.ts';
import { userOrder } from '../accounts/account-orders.ts';
import { newUserSchema, userChangesSchema } from '../accounts/account-schemas.ts';
import { changeUser } from '../accounts/user-changing.ts';
import { deleteUser } from '../accounts/user-deleting.ts';
import { createUser, getUser, listUsers } from '../accounts/user-operations.ts';
import { filterParameters } from '../platform/list-filters.ts';
import { keySchema, text } from '../shared/schemas.ts';
import { flag, pageOf, paging, search, sorting } from './answers.ts';
import { get, patch, post, remove, type Api } from './operation.ts';
import { user, userChangePlan, userDeletion } from './user-answers.ts';

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
      role: text(255, 1).optional().meta({ description: 'The name of a role that a membership gives.' }),
      ...filterParameters(userFilters),
      portal: z
        .enum(['producer', 'endUser'])
        .optional()
        .meta({ description: 'Who works for the producer, or who does not.' }),
      portalAccess: flag.optional().meta({ description: 'true: who has a way in; false: contacts.' }),
      deleted: flag
        .optional()
        .meta({ description: 'true: those who were deleted and are kept on record, whom no other list shows.' }),
    },
    answer: pageOf(user),
    run: ({ app, actor, query }) => listUsers(app, actor, query),
  });
  addMaking({ add });
  addChange({ add });
  addDeletion({ add });
}

function addMaking({ add }: Api): void {
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

function addDeletion({ add }: Api): void {
  add({
    ...remove,
    id: 'deleteUser',
    url: '/users/{userId}',
    summary: 'Delete a user to whom nothing refers',
    description:
      'With force, a user of a customer or partner to whom something refers is kept on record, with no way in; the user name is free again.',
    permission: 'manageUsers',
    path: { userId: keySchema },
    query: { force: flag.optional().meta({ description: 'true: also where something refers to the user.' }) },
    takesIfMatch: true,
    takesPreview: true,
    answer: userDeletion,
    run: ({ app, actor, path, query, expectedVersion, preview }) =>
      deleteUser(app, actor, path.userId, { force: query.force === true, expectedVersion, preview }),
  });
}
