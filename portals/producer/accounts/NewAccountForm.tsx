import { Modal, Select, Stack, TextInput } from '@mantine/core';
import { useState, type JSX } from 'react';
import { accountTypes, type AccountType } from '../../../src/shared/vocabulary.ts';
import { accountsText as text } from '../../messages/en/producer-accounts.ts';
import type { ItemOf } from '../../shared/api/call.ts';
import { OperationForm } from '../../shared/OperationForm.tsx';
import { AccountFields, emptyAccount, recordOf, type AccountWish } from './AccountFields.tsx';
import { errorAt } from './field-errors.ts';

interface NewAccountFormProps {
  /** what it will be part of */
  readonly parent?: ItemOf<'listAccounts'>;
  readonly onClose: () => void;
  readonly onMade: (accountId: string) => void;
}

/** Makes an account. */
export function NewAccountForm({ parent, onClose, onMade }: NewAccountFormProps): JSX.Element {
  const [accountId, setAccountId] = useState('');
  const [type, setType] = useState<AccountType>(parent?.type ?? 'customer');
  const [wish, setWish] = useState<AccountWish>(() => ({
    ...emptyAccount,
    parents: parent === undefined ? [] : [parent.accountId],
  }));
  const body = { ...recordOf(wish), type, ...(accountId.trim() === '' ? {} : { accountId: accountId.trim() }) };
  return (
    <Modal opened onClose={onClose} title={text.newAccount} size="lg">
      <OperationForm
        operation="createAccount"
        request={{ body }}
        submitLabel={text.makeAccount}
        keyAt="/accountId"
        onDone={(made) => onMade(made.accountId)}
        onCancel={onClose}
      >
        {(problem) => (
          <Stack gap="xs">
            <AccountFields wish={wish} onChange={setWish} problem={problem} />
            <Select
              label={text.type}
              data={accountTypes.map((value) => ({ value, label: text[`type_${value}`] }))}
              value={type}
              allowDeselect={false}
              onChange={(chosen) => setType(accountTypes.find((known) => known === chosen) ?? type)}
              error={errorAt(problem, '/type')}
            />
            <TextInput
              label={text.accountId}
              description={text.accountIdHint}
              value={accountId}
              onChange={(event) => setAccountId(event.currentTarget.value)}
              error={errorAt(problem, '/accountId')}
            />
          </Stack>
        )}
      </OperationForm>
    </Modal>
  );
}
