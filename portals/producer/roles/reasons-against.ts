import { rolesText as text } from '../../messages/en/producer-roles.ts';
import type { Reason } from '../../shared/api/problem.ts';
import { useMay } from '../../shared/session.ts';

const notAllowed: Reason = {
  code: 'forbidden',
  message: text.needsManageRoles,
  remedy: text.needsManageRolesRemedy,
};

/** What speaks against making and changing roles: those of who is signed in, or nothing. */
export function useReasonsAgainstManaging(): readonly Reason[] {
  return useMay()('manageRoles') ? [] : [notAllowed];
}

/** What speaks against changing a role that came with Licet. */
export function reasonsAgainstBuiltIn({ builtIn }: { readonly builtIn: boolean }): readonly Reason[] {
  return builtIn ? [{ code: 'built_in_role', message: text.builtInReason, remedy: text.builtInRemedy }] : [];
}
