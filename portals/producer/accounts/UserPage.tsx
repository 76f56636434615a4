import { Alert, Group, Skeleton } from '@mantine/core';
import { useState, type JSX } from 'react';
import { accountsText as text } from '../../messages/en/producer-accounts.ts';
import type { AnswerOf } from '../../shared/api/call.ts';
import { useApi } from '../../shared/api/queries.ts';
import { PageHead } from '../../shared/PageHead.tsx';
import { ProblemNotice } from '../../shared/ProblemNotice.tsx';
import { usePathPart } from '../../shared/search-text.ts';
import { Guarded } from '../../shared/SignedIn.tsx';
import { Verb } from '../../shared/Verb.tsx';
import { ChangeUserForm, InviteForm, StatusForm } from './UserForms.tsx';
import { useReasonsAgainst } from './reasons-against.ts';
import { UserFacts } from './UserFacts.tsx';

type User = AnswerOf<'getUser'>;

/** One user: who they are, where they belong, whether they can sign in. */
export function Page(): JSX.Element {
  const userId = usePathPart('userId');
  return (
    <Guarded permission="viewUsers">
      <Loaded key={userId} userId={userId} />
    </Guarded>
  );
}

function Loaded({ userId }: { readonly userId: string }): JSX.Element {
  const answer = useApi('getUser', { path: { userId } });
  const user = answer.data;
  const name = user === undefined ? userId : `${user.firstName} ${user.lastName}`.trim() || user.userName;
  return (
    <>
      <PageHead title={name}>{user !== undefined && <UserVerbs user={user} />}</PageHead>
      {answer.error !== null && <ProblemNotice problem={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.isPending && <Skeleton height={200} />}
      {user !== undefined && <UserFacts user={user} />}
    </>
  );
}

function UserVerbs({ user }: { readonly user: User }): JSX.Element {
  const [wanted, setWanted] = useState<'change' | 'status' | 'invite'>();
  const [told, setTold] = useState<string>();
  const may = useReasonsAgainst('manageUsers');
  const isActive = user.status === 'active';
  const signsIn = { code: 'has_password', message: text.hasPasswordAlready, remedy: text.hasPasswordAlreadyRemedy };
  const inactive = { code: 'user_inactive', message: text.inactiveAlready, remedy: text.inactiveAlreadyRemedy };
  const close = (): void => setWanted(undefined);
  return (
    <Group gap="xs">
      {told !== undefined && (
        <Alert color="green" variant="outline" p="xs" role="status">
          {text.invited(told)}
        </Alert>
      )}
      <Verb variant="default" onClick={() => setWanted('change')} reasonsAgainst={may}>
        {text.change}
      </Verb>
      <Verb variant="default" onClick={() => setWanted('status')} reasonsAgainst={may}>
        {isActive ? text.deactivate : text.activate}
      </Verb>
      <Verb
        onClick={() => setWanted('invite')}
        reasonsAgainst={[...may, ...(isActive ? [] : [inactive]), ...(user.hasPassword ? [signsIn] : [])]}
      >
        {text.invite}
      </Verb>
      {wanted === 'change' && <ChangeUserForm user={user} onClose={close} />}
      {wanted === 'status' && <StatusForm user={user} onClose={close} />}
      {wanted === 'invite' && (
        <InviteForm
          user={user}
          onClose={close}
          onDone={() => {
            setTold(user.email);
            close();
          }}
        />
      )}
    </Group>
  );
}
