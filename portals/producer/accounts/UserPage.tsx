import { Alert, Group, Skeleton } from '@mantine/core';
import { useState, type JSX } from 'react';
import { userDeleted } from '../../../src/accounts/rules/deleting.ts';
import { accountsText as text } from '../../messages/en/producer-accounts.ts';
import type { AnswerOf } from '../../shared/api/call.ts';
import type { Reason } from '../../shared/api/problem.ts';
import { useApi } from '../../shared/api/queries.ts';
import { PageHead } from '../../shared/PageHead.tsx';
import { ProblemNotice } from '../../shared/ProblemNotice.tsx';
import { usePathPart } from '../../shared/search-text.ts';
import { Guarded } from '../../shared/SignedIn.tsx';
import { Verb } from '../../shared/Verb.tsx';
import { VerbMenu } from '../../shared/VerbMenu.tsx';
import { DeleteUserForm } from './DeleteUserForm.tsx';
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
  const name =
    user === undefined ? userId : `${user.firstName} ${user.lastName}`.trim() || (user.userName ?? user.email);
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
  const [wanted, setWanted] = useState<Wanted>();
  const [told, setTold] = useState<string>();
  const may = useReasonsAgainst('manageUsers');
  const changing = may.length > 0 ? may : reasonsAgainstDeleted(user);
  const close = (): void => setWanted(undefined);
  return (
    <Group gap="xs">
      {told !== undefined && (
        <Alert color="green" variant="outline" p="xs" role="status">
          {text.invited(told)}
        </Alert>
      )}
      <Verb variant="default" onClick={() => setWanted('change')} reasonsAgainst={changing}>
        {text.change}
      </Verb>
      <VerbMenu
        label={text.more}
        verbs={[
          {
            label: user.status === 'active' ? text.deactivate : text.activate,
            onClick: () => setWanted('status'),
            reasonsAgainst: changing,
          },
          { label: text.delete, onClick: () => setWanted('delete'), reasonsAgainst: changing },
        ]}
      />
      <Verb onClick={() => setWanted('invite')} reasonsAgainst={[...may, ...reasonsAgainstInviting(user)]}>
        {text.invite}
      </Verb>
      <Dialog
        user={user}
        wanted={wanted}
        onClose={close}
        onInvited={() => {
          setTold(user.email);
          close();
        }}
      />
    </Group>
  );
}

type Wanted = 'change' | 'status' | 'invite' | 'delete';

interface DialogProps {
  readonly user: User;
  readonly wanted: Wanted | undefined;
  readonly onClose: () => void;
  readonly onInvited: () => void;
}

function Dialog({ user, wanted, onClose, onInvited }: DialogProps): JSX.Element | null {
  switch (wanted) {
    case 'change':
      return <ChangeUserForm user={user} onClose={onClose} />;
    case 'status':
      return <StatusForm user={user} onClose={onClose} />;
    case 'invite':
      return <InviteForm user={user} onClose={onClose} onDone={onInvited} />;
    case 'delete':
      return <DeleteUserForm user={user} onClose={onClose} />;
    default:
      return null;
  }
}

function reasonsAgainstDeleted({ userId, deletedAt }: User): readonly Reason[] {
  return deletedAt === null ? [] : [userDeleted(userId)];
}

/** What speaks against sending somebody a link to choose a password. */
function reasonsAgainstInviting(user: User): readonly Reason[] {
  const { status, hasPassword, portalAccess } = user;
  if (user.deletedAt !== null) return reasonsAgainstDeleted(user);
  if (!portalAccess) return [{ code: 'contact', message: text.contactAlready, remedy: text.contactAlreadyRemedy }];
  const inactive = { code: 'user_inactive', message: text.inactiveAlready, remedy: text.inactiveAlreadyRemedy };
  const signsIn = { code: 'has_password', message: text.hasPasswordAlready, remedy: text.hasPasswordAlreadyRemedy };
  return [...(status === 'active' ? [] : [inactive]), ...(hasPassword ? [signsIn] : [])];
}
