import { Modal, Stack, Text } from '@mantine/core';
import { useState, type JSX } from 'react';
import { accountsText as text } from '../../messages/en/producer-accounts.ts';
import type { AnswerOf } from '../../shared/api/call.ts';
import { OperationForm } from '../../shared/OperationForm.tsx';
import { inWords } from './user-words.ts';
import { Differences } from './Differences.tsx';
import { recordOf, wishOf } from './user-wish.ts';
import { UserFields } from './UserFields.tsx';
import { chosenName, UserNameField } from './UserNameField.tsx';

type User = AnswerOf<'getUser'>;

interface UserFormProps {
  readonly user: User;
  readonly onClose: () => void;
}

/** Changes a user, after it has shown what will be different. */
export function ChangeUserForm({ user, onClose }: UserFormProps): JSX.Element {
  const [wish, setWish] = useState(() => wishOf(user));
  // The version that was opened: a change by somebody else in the meantime is told, not overwritten.
  const [version] = useState(user.version);
  const [userName, setUserName] = useState('');
  const { userId } = user;
  // Only who has none takes one: everybody else keeps theirs.
  const takesName = user.userName === null && wish.portalAccess;
  const body = { ...recordOf(wish), ...(takesName ? { userName: chosenName(userName, wish.email) } : {}) };
  return (
    <Modal opened onClose={onClose} title={text.changeTitle(user.userName ?? user.email)} size="xl">
      <OperationForm
        operation="changeUser"
        request={{ path: { userId }, body, version }}
        submitLabel={text.applyChange}
        plan={(answer) => <UserPlan answer={answer} />}
        onDone={onClose}
        onCancel={onClose}
      >
        {(problem) => (
          <Stack gap="xs">
            <UserFields wish={wish} onChange={setWish} problem={problem} />
            {takesName && (
              <UserNameField value={userName} onChange={setUserName} email={wish.email} problem={problem} />
            )}
          </Stack>
        )}
      </OperationForm>
    </Modal>
  );
}

const names: ReadonlyMap<string, string> = new Map([
  ['firstName', text.firstName],
  ['lastName', text.lastName],
  ['email', text.email],
  ['locale', text.locale],
  ['timeZone', text.timeZone],
  ['subscriptions', text.subscriptions],
  ['memberships', text.memberships],
  ['status', text.status],
  ['attributes', text.attributes],
  ['portalAccess', text.access_user],
  ['sharedLogin', text.sharedLogin],
  ['phone', text.phone],
  ['address', text.address],
  ['userName', text.userName],
]);

/** What the server would change, field by field, and whether it signs the user out. */
function UserPlan({ answer }: { readonly answer: AnswerOf<'changeUser'> }): JSX.Element | null {
  if (!('before' in answer)) return null;
  const { before, after, signsOut } = answer;
  const fields = Object.keys({ ...before, ...after }).map(
    (name) => [names.get(name) ?? name, inWords(name, before[name]), inWords(name, after[name])] as const,
  );
  return (
    <>
      <Differences fields={fields} />
      {signsOut && <Text size="sm">{text.signsOut}</Text>}
    </>
  );
}

/** Lets a user in again, or keeps them out. */
export function StatusForm({ user: current, onClose }: UserFormProps): JSX.Element {
  // As it was when somebody decided: what another has done meanwhile must not be turned round.
  const [user] = useState(current);
  const { userId, version } = user;
  const isActive = user.status === 'active';
  const label = isActive ? text.deactivate : text.activate;
  return (
    <Modal opened onClose={onClose} title={`${label}: ${user.userName ?? user.email}`}>
      <OperationForm
        operation="changeUser"
        request={{ path: { userId }, body: { status: isActive ? 'inactive' : 'active' }, version }}
        submitLabel={label}
        plan={(answer) => <UserPlan answer={answer} />}
        onDone={onClose}
        onCancel={onClose}
      >
        {() => <Text size="sm">{isActive ? text.deactivateText : text.activateText}</Text>}
      </OperationForm>
    </Modal>
  );
}

/** Sends a user a link to choose a password. */
export function InviteForm({ user, onClose, onDone }: UserFormProps & { readonly onDone: () => void }): JSX.Element {
  return (
    <Modal opened onClose={onClose} title={`${text.invite}: ${user.userName ?? user.email}`}>
      <OperationForm
        operation="invite"
        request={{ body: { userId: user.userId } }}
        submitLabel={text.inviteSubmit}
        onDone={onDone}
        onCancel={onClose}
      >
        {() => <Text size="sm">{text.inviteText(user.email)}</Text>}
      </OperationForm>
    </Modal>
  );
}
