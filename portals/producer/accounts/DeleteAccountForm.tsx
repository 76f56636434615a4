import { Checkbox, Modal, Radio, Stack, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState, type JSX } from 'react';
import { accountsText as text } from '../../messages/en/producer-accounts.ts';
import type { AnswerOf } from '../../shared/api/call.ts';
import { OperationForm } from '../../shared/OperationForm.tsx';

interface DeleteAccountFormProps {
  readonly account: AnswerOf<'getAccount'>;
  readonly onClose: () => void;
}

/** Deletes an account, or all of a tree, after it has shown what goes and what stays. */
export function DeleteAccountForm({ account: current, onClose }: DeleteAccountFormProps): JSX.Element {
  // As it was when it was opened: a change by somebody else in the meantime is told, not overwritten.
  const [account] = useState(current);
  const [scope, setScope] = useState<'one' | 'subtree'>('one');
  const [force, setForce] = useState(false);
  const navigate = useNavigate();
  const { accountId, version } = account;
  return (
    <Modal opened onClose={onClose} title={text.deleteAccountTitle(account.name)} size="lg">
      <OperationForm
        operation="deleteAccount"
        request={{
          path: { accountId },
          query: { ...(scope === 'subtree' ? { subtree: 'true' } : {}), ...(force ? { force: 'true' } : {}) },
          version,
        }}
        submitLabel={text.delete}
        plan={(answer) => <DeletionPlan answer={answer} />}
        leavesPage
        onDone={() => navigate({ to: '/accounts' })}
        onCancel={onClose}
      >
        {() => (
          <Stack gap="sm">
            <Radio.Group
              label={text.deleteScope}
              size="xs"
              value={scope}
              onChange={(chosen) => setScope(chosen === 'subtree' ? 'subtree' : 'one')}
            >
              <Stack gap={8} mt={4}>
                <Radio size="xs" value="one" label={text.deleteOne} description={text.deleteOneHint} />
                <Radio size="xs" value="subtree" label={text.deleteSubtree} description={text.deleteSubtreeHint} />
              </Stack>
            </Radio.Group>
            <Checkbox
              label={text.deleteForce}
              description={text.deleteForceHint}
              checked={force}
              onChange={(event) => setForce(event.currentTarget.checked)}
            />
          </Stack>
        )}
      </OperationForm>
    </Modal>
  );
}

function DeletionPlan({ answer }: { readonly answer: AnswerOf<'deleteAccount'> }): JSX.Element {
  const { deleted, subAccounts, users, emails } = answer;
  return (
    <Stack gap="xs" role="status">
      <Keys title={text.deletePlanAccounts(deleted.accounts.length)} keys={deleted.accounts} />
      <Keys title={text.deletePlanSub(subAccounts.length)} keys={subAccounts} />
      <Keys title={text.deletePlanUsers(users.length)} keys={users} />
      {emails > 0 && <Text size="sm">{text.deletePlanEmails(emails)}</Text>}
    </Stack>
  );
}

const shownMax = 20;

function Keys({ title, keys }: { readonly title: string; readonly keys: readonly string[] }): JSX.Element | null {
  if (keys.length === 0) return null;
  const more = keys.length - shownMax;
  return (
    <div>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      <Text size="sm" className="licet-wrap">
        {keys.slice(0, shownMax).join(', ')}
        {more > 0 && ` ${text.andMore(more)}`}
      </Text>
    </div>
  );
}
