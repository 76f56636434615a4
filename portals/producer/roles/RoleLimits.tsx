import type { JSX } from 'react';
import { rolesText as text } from '../../messages/en/producer-roles.ts';
import { AccountLink } from '../accounts/AccountLink.tsx';
import type { Role } from './role-wish.ts';

const shownMax = 5;

/** For which accounts a role holds. */
export function RoleLimits({ role: { kind, accounts } }: { readonly role: Pick<Role, 'kind' | 'accounts'> }) {
  if (kind !== 'producer') return <span className="licet-quiet">{text.memberships}</span>;
  if (accounts.length === 0) return <span className="licet-quiet">{text.everyAccount}</span>;
  if (accounts.length > shownMax) return <>{text.accountCount(accounts.length)}</>;
  return (
    <>
      {accounts.map((id): JSX.Element => (
        <div key={id}>
          <AccountLink id={id} />
        </div>
      ))}
    </>
  );
}
