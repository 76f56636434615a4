import { useNavigate } from '@tanstack/react-router';
import type { JSX } from 'react';
import { accountsText as text } from '../../messages/en/producer-accounts.ts';
import { PageHead } from '../../shared/PageHead.tsx';
import { useUrlState } from '../../shared/search-text.ts';
import { Guarded } from '../../shared/SignedIn.tsx';
import { Verb } from '../../shared/Verb.tsx';
import { NewUserForm } from './NewUserForm.tsx';
import { useReasonsAgainst } from './reasons-against.ts';
import { UsersTable } from './UsersTable.tsx';

/** People with places in accounts. */
export function Page(): JSX.Element {
  const { search, setSearch } = useUrlState();
  const navigate = useNavigate();
  const reasonsAgainst = useReasonsAgainst('manageUsers');
  const wanted = search['new'];
  return (
    <Guarded permission="viewUsers">
      <PageHead title={text.usersTitle}>
        <Verb variant="default" onClick={() => setSearch({ new: 'user' })} reasonsAgainst={reasonsAgainst}>
          {text.newUser}
        </Verb>
        <Verb onClick={() => setSearch({ new: 'invitation' })} reasonsAgainst={reasonsAgainst}>
          {text.inviteNew}
        </Verb>
      </PageHead>
      <UsersTable />
      {wanted !== undefined && reasonsAgainst.length === 0 && (
        <NewUserForm
          isInvited={wanted === 'invitation'}
          onClose={() => setSearch({ new: undefined }, { replace: true })}
          onMade={(userId) => void navigate({ to: `/users/${encodeURIComponent(userId)}` })}
        />
      )}
    </Guarded>
  );
}
