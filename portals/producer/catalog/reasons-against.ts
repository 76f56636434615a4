import { catalogText as text } from '../../messages/en/producer-catalog.ts';
import type { Reason } from '../../shared/api/problem.ts';
import { useMay } from '../../shared/session.ts';

/** What the roles of who is signed in say against something that needs a permission; nothing where they give it. */
export function useReasonsAgainst(): (permission: string) => readonly Reason[] {
  const may = useMay();
  return (permission) =>
    may(permission)
      ? []
      : [{ code: 'forbidden', message: text.needsPermission, remedy: text.needsPermissionRemedy(permission) }];
}
