import { sql } from 'kysely';
import type { Transaction } from '../platform/database.ts';
import type { RoleUses } from './rules/role.ts';

/** How many have a role. A key that can be used no more does not count. */
export async function countUsesOfRole(
  transaction: Transaction,
  { id, entity: { name } }: { readonly id: number; readonly entity: { readonly name: string } },
  now: Date,
): Promise<RoleUses> {
  const { rows } = await sql<RoleUses>`
    select (select count(distinct membership.user_id) from membership_role
              join membership on membership.id = membership_role.membership_id
             where membership_role.role_id = ${id}) as users,
           (select count(*) from api_key_role join api_key on api_key.id = api_key_role.api_key_id
             where api_key_role.role_id = ${id} and api_key.revoked_at is null
               and (api_key.expires_at is null or api_key.expires_at > ${now})) as "apiKeys",
           array(select job.key from job where ${name} = any(job.subscriber_roles) order by job.key) as jobs`.execute(
    transaction.withoutPlugins(),
  );
  return rows[0] ?? { users: 0, apiKeys: 0, jobs: [] };
}

/** Deletes a role, also from keys that can be used no more. */
export async function deleteRoleRow(transaction: Transaction, id: number): Promise<void> {
  await transaction.deleteFrom('apiKeyRole').where('apiKeyRole.roleId', '=', id).execute();
  await transaction.deleteFrom('role').where('role.id', '=', id).execute();
}
