import type { JSX } from 'react';
import { accountsText as text } from '../../messages/en/producer-accounts.ts';
import type { ItemOf } from '../../shared/api/call.ts';
import { Mark } from '../../shared/Mark.tsx';

/** Whether a user may sign in at all, and whether too many wrong passwords are the reason why not. */
export function UserStatusMark({
  user,
}: {
  readonly user: Pick<ItemOf<'listUsers'>, 'status' | 'lockedAt' | 'portalAccess' | 'deletedAt'>;
}): JSX.Element {
  if (user.deletedAt !== null) return <Mark tone="quiet">{text.deletedUser}</Mark>;
  if (!user.portalAccess && user.status === 'active') return <Mark tone="plain">{text.contact}</Mark>;
  if (user.status === 'active') return <Mark tone="good">{text.status_active}</Mark>;
  return user.lockedAt === null ? (
    <Mark tone="quiet">{text.status_inactive}</Mark>
  ) : (
    <Mark tone="urgent">{text.locked}</Mark>
  );
}
