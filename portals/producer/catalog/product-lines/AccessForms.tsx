import { Modal, Text } from '@mantine/core';
import { useState, type JSX } from 'react';
import { linesText as text } from '../../../messages/en/producer-product-lines.ts';
import { OperationForm } from '../../../shared/OperationForm.tsx';
import { AccountPicker } from '../../accounts/AccountPicker.tsx';
import { UserPicker } from '../../accounts/UserPicker.tsx';
import type { ProductLine } from './line-wish.ts';

interface AccessFormProps {
  readonly line: ProductLine;
  readonly onClose: () => void;
}

/** Gives a product line to an account, and so to all its members. */
export function GiveToAccountForm({ line, onClose }: AccessFormProps): JSX.Element {
  const [accountId, setAccountId] = useState<string>();
  const { productLineId, name } = line;
  return (
    <Modal opened onClose={onClose} title={text.giveTitle(name)}>
      <OperationForm
        operation="giveProductLineToAccount"
        request={{ path: { productLineId, accountId: accountId ?? '' } }}
        reasonsAgainst={accountId === undefined ? [{ code: 'required', message: text.chooseAccount }] : []}
        submitLabel={text.give}
        onDone={onClose}
        onCancel={onClose}
      >
        {() => (
          <>
            <Text size="sm">{text.giveToAccountText(name)}</Text>
            <AccountPicker label={text.account} value={accountId} onChange={setAccountId} isRequired />
          </>
        )}
      </OperationForm>
    </Modal>
  );
}

/** Gives a product line to a user. */
export function GiveToUserForm({ line, onClose }: AccessFormProps): JSX.Element {
  const [userId, setUserId] = useState<string>();
  const { productLineId, name } = line;
  return (
    <Modal opened onClose={onClose} title={text.giveTitle(name)}>
      <OperationForm
        operation="giveProductLineToUser"
        request={{ path: { productLineId, userId: userId ?? '' } }}
        reasonsAgainst={userId === undefined ? [{ code: 'required', message: text.chooseUser }] : []}
        submitLabel={text.give}
        onDone={onClose}
        onCancel={onClose}
      >
        {() => (
          <>
            <Text size="sm">{text.giveToUserText(name)}</Text>
            <UserPicker label={text.user} value={userId} onChange={setUserId} isRequired />
          </>
        )}
      </OperationForm>
    </Modal>
  );
}

/** Who has a product line. */
export interface Holder {
  readonly kind: 'account' | 'user';
  readonly key: string;
  readonly name: string;
}

/** Takes a product line away, after it has told what that may open. */
export function TakeForm({ line, holder, onClose }: AccessFormProps & { readonly holder: Holder }): JSX.Element {
  const { productLineId, name } = line;
  const { kind, key } = holder;
  const common = { submitLabel: text.take, onDone: onClose, onCancel: onClose };
  const told = () => <Text size="sm">{text.takeText(name, holder.name)}</Text>;
  return (
    <Modal opened onClose={onClose} title={text.takeFrom(holder.name)}>
      {kind === 'account' ? (
        <OperationForm
          operation="takeProductLineFromAccount"
          request={{ path: { productLineId, accountId: key } }}
          {...common}
        >
          {told}
        </OperationForm>
      ) : (
        <OperationForm
          operation="takeProductLineFromUser"
          request={{ path: { productLineId, userId: key } }}
          {...common}
        >
          {told}
        </OperationForm>
      )}
    </Modal>
  );
}
