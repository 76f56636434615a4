import { isPermission, type Permission } from '../../../src/accounts/rules/permissions.ts';
import type { RoleKind } from '../../../src/shared/vocabulary.ts';
import { rolesText as text } from '../../messages/en/producer-roles.ts';
import type { AnswerOf } from '../../shared/api/call.ts';
import { permissionsOf } from './permission-groups.ts';

export type Role = AnswerOf<'getRole'>;

/** What somebody chooses of a role. */
export interface RoleWish {
  readonly name: string;
  readonly kind: RoleKind;
  readonly permissions: readonly Permission[];
  /** what a producer role is limited to; none: every account */
  readonly accounts: readonly string[];
}

export const emptyRole: RoleWish = { name: '', kind: 'customer', permissions: [], accounts: [] };

export function wishOf({ name, kind, permissions, accounts }: Role): RoleWish {
  return { name, kind, accounts, permissions: permissions.filter(isPermission) };
}

/** A copy has a name of its own, and gives nothing that its kind cannot: whoever may do everything is one of no kind. */
export function copyOf(role: Role): RoleWish {
  const wish = wishOf(role);
  const possible = new Set(permissionsOf(role.kind));
  const permissions = wish.permissions.filter((permission) => possible.has(permission));
  return { ...wish, permissions, name: text.copyName(role.name) };
}

/** The fields of a role as the server takes them. */
export function recordOf({ name, kind, permissions, accounts }: RoleWish) {
  return { name: name.trim(), kind, permissions: [...permissions], accounts: kind === 'producer' ? [...accounts] : [] };
}
