import type { JSX } from 'react';
import { accountsText as text } from '../../messages/en/producer-accounts.ts';
import type { ItemOf } from '../../shared/api/call.ts';
import { Day } from '../../shared/Day.tsx';
import { Mark } from '../../shared/Mark.tsx';
import { useBranding } from '../../shared/session.ts';
import { AccountLink } from './AccountLink.tsx';

/** A user's places: the account, the roles there, and the last day where there is one. */
export function MembershipLines({ memberships }: Pick<ItemOf<'listUsers'>, 'memberships'>): JSX.Element {
  const { today } = useBranding();
  return (
    <>
      {memberships.map(({ accountId, roles, expiresOn }) => (
        <div key={accountId}>
          <AccountLink id={accountId} />{' '}
          <span className="licet-quiet">{roles.length === 0 ? text.noRoles : roles.join(', ')}</span>
          {expiresOn !== null && (
            <>
              {' '}
              {expiresOn < today ? (
                <Mark tone="soon" isSentence>
                  {text.overSince} <Day day={expiresOn} />
                </Mark>
              ) : (
                <>
                  {text.until} <Day day={expiresOn} />
                </>
              )}
            </>
          )}
        </div>
      ))}
    </>
  );
}
