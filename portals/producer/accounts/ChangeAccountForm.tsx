import { Modal } from '@mantine/core';
import { useState, type JSX } from 'react';
import { accountsText as text } from '../../messages/en/producer-accounts.ts';
import type { AnswerOf } from '../../shared/api/call.ts';
import { OperationForm } from '../../shared/OperationForm.tsx';
import { AccountFields, recordOf, wishOf } from './AccountFields.tsx';
import { Differences } from './Differences.tsx';

interface ChangeAccountFormProps {
  readonly account: AnswerOf<'getAccount'>;
  readonly onClose: () => void;
}

/** Changes an account, and shows what will be different. */
export function ChangeAccountForm({ account: current, onClose }: ChangeAccountFormProps): JSX.Element {
  // As it was when it was opened: a change by somebody else in the meantime is told, not overwritten.
  const [account] = useState(current);
  const [wish, setWish] = useState(() => wishOf(account));
  const { accountId, version } = account;
  const body = recordOf(wish);
  return (
    <Modal opened onClose={onClose} title={text.changeTitle(account.name)} size="lg">
      <OperationForm
        operation="changeAccount"
        request={{ path: { accountId }, body, version }}
        submitLabel={text.applyChange}
        onDone={onClose}
        onCancel={onClose}
      >
        {(problem) => (
          <>
            <AccountFields wish={wish} onChange={setWish} problem={problem} />
            <Differences
              fields={[
                [text.name, account.name, body.name],
                [text.description, account.description, body.description],
                [text.partOf, account.parents, body.parents],
                [text.address, account.address, body.address],
              ]}
            />
          </>
        )}
      </OperationForm>
    </Modal>
  );
}
