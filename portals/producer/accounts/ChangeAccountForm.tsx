import { Modal } from '@mantine/core';
import { useState, type JSX } from 'react';
import { accountsText as text } from '../../messages/en/producer-accounts.ts';
import type { AnswerOf } from '../../shared/api/call.ts';
import { OperationForm } from '../../shared/OperationForm.tsx';
import { ChangePlan } from '../catalog/ChangePlan.tsx';
import { inWords } from './user-words.ts';
import { AccountFields, recordOf, wishOf } from './AccountFields.tsx';

interface ChangeAccountFormProps {
  readonly account: AnswerOf<'getAccount'>;
  readonly onClose: () => void;
}

const names = {
  name: text.name,
  description: text.description,
  parents: text.partOf,
  address: text.address,
  attributes: text.attributes,
  visibleToOthers: text.visibleToOthers,
};

/** Changes an account, after it has shown what will be different. */
export function ChangeAccountForm({ account: current, onClose }: ChangeAccountFormProps): JSX.Element {
  // As it was when it was opened: a change by somebody else in the meantime is told, not overwritten.
  const [account] = useState(current);
  const [wish, setWish] = useState(() => wishOf(account));
  const { accountId, version } = account;
  return (
    <Modal opened onClose={onClose} title={text.changeTitle(account.name)} size="lg">
      <OperationForm
        operation="changeAccount"
        request={{ path: { accountId }, body: recordOf(wish), version }}
        submitLabel={text.applyChange}
        plan={(answer) => <ChangePlan answer={answer} names={names} inWords={inWords} />}
        onDone={onClose}
        onCancel={onClose}
      >
        {(problem) => <AccountFields wish={wish} onChange={setWish} problem={problem} />}
      </OperationForm>
    </Modal>
  );
}
