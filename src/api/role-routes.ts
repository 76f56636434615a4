import { z } from 'zod';
import { newRoleSchema, roleChangesSchema } from '../accounts/account-schemas.ts';
import { changeRole, deleteRole } from '../accounts/role-changing.ts';
import { createRole, getRole, listRoles } from '../accounts/role-operations.ts';
import { keySchema } from '../shared/schemas.ts';
import { roleKinds } from '../shared/vocabulary.ts';
import { attributes, pageOf, paging, search, stamps, versioned } from './answers.ts';
import { get, patch, post, remove, type Api } from './operation.ts';

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

const roleChangePlan = z
  .strictObject({
    before: attributes.meta({ description: 'The fields that would change, as they are.' }),
    after: attributes.meta({ description: 'The same fields as they would be.' }),
  })
  .meta({ id: 'RoleChangePlan' });

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
  addChange({ add });
}

function addChange({ add }: Api): void {
  add({
    ...patch,
    id: 'changeRole',
    url: '/roles/{name}',
    summary: 'Change what a role grants; it holds at once for whoever has it',
    description: 'Built-in roles stay as they are. Nobody can grant what they lack themselves.',
    permission: 'manageRoles',
    path: { name: keySchema },
    body: roleChangesSchema,
    takesIfMatch: true,
    takesPreview: true,
    answer: z.union([role, roleChangePlan]),
    run: ({ app, actor, path, body, expectedVersion, preview }) =>
      changeRole(app, actor, path.name, { changes: body, expectedVersion, preview }),
    version: (changed) => ('version' in changed ? changed.version : undefined),
  });
  add({
    ...remove,
    id: 'deleteRole',
    url: '/roles/{name}',
    summary: 'Delete a role that nobody has',
    permission: 'manageRoles',
    path: { name: keySchema },
    takesIfMatch: true,
    takesPreview: true,
    answer: z.strictObject({ deleted: z.strictObject({ name: z.string() }) }).meta({ id: 'RoleDeletion' }),
    run: ({ app, actor, path, expectedVersion, preview }) =>
      deleteRole(app, actor, path.name, { expectedVersion, preview }),
  });
}
