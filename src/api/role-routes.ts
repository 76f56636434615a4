import { z } from 'zod';
import { newRoleSchema } from '../accounts/account-schemas.ts';
import { createRole, getRole, listRoles } from '../accounts/role-operations.ts';
import { keySchema } from '../shared/schemas.ts';
import { roleKinds } from '../shared/vocabulary.ts';
import { pageOf, paging, search, stamps, versioned } from './answers.ts';
import { get, post, type Api } from './operation.ts';

const role = z
  .strictObject({
    name: z.string(),
    kind: z.enum(roleKinds),
    permissions: z.array(z.string()),
    accounts: z
      .array(z.string())
      .meta({ description: 'The accounts that a producer role is limited to; none for every account.' }),
    builtIn: z.boolean().meta({ description: 'It came with Licet and cannot be changed.' }),
    ...versioned,
    ...stamps,
  })
  .meta({ id: 'Role' });

/** Named sets of permissions. */
export function roleRoutes({ add }: Api): void {
  add({
    ...get,
    id: 'listRoles',
    url: '/roles',
    summary: 'Roles, in the order in which they were made',
    permission: 'viewRoles',
    query: { ...paging, ...search, kind: z.enum(roleKinds).optional() },
    answer: pageOf(role),
    run: ({ app, actor, query }) => listRoles(app, actor, query),
  });
  add({
    ...post,
    id: 'createRole',
    url: '/roles',
    summary: 'Make a role',
    description: 'Nobody can grant what they lack themselves.',
    permission: 'manageRoles',
    body: newRoleSchema,
    status: 201,
    answer: role,
    run: ({ app, actor, body }) => createRole(app, actor, body),
    location: (made) => `/roles/${encodeURIComponent(made.name)}`,
    version: (made) => made.version,
  });
  add({
    ...get,
    id: 'getRole',
    url: '/roles/{name}',
    summary: 'One role',
    permission: 'viewRoles',
    path: { name: keySchema },
    answer: role,
    run: ({ app, actor, path }) => getRole(app, actor, path.name),
    version: (found) => found.version,
  });
}
