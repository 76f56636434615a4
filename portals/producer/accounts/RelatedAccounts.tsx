import { Button, Group, Modal, Text } from '@mantine/core';
import { useState, type JSX } from 'react';
import { accountsText as text } from '../../messages/en/producer-accounts.ts';
import type { AnswerOf, ItemOf } from '../../shared/api/call.ts';
import { EmptyState } from '../../shared/EmptyState.tsx';
import { OperationForm } from '../../shared/OperationForm.tsx';
import { ResourceTable, type ResourceColumn } from '../../shared/ResourceTable.tsx';
import { Verb } from '../../shared/Verb.tsx';
import { AccountLink } from './AccountLink.tsx';
import { AccountPicker } from './AccountPicker.tsx';
import { useReasonsAgainst } from './reasons-against.ts';

type Account = AnswerOf<'getAccount'>;
type Related = ItemOf<'listRelatedAccounts'>;

/** The accounts that one has to do with beside the tree: some can be added, and relations can be ended. */
export function RelatedAccounts({ account }: { readonly account: Account }): JSX.Element {
  const [isAdding, setAdding] = useState(false);
  const [ending, setEnding] = useState<Related>();
  const reasonsAgainst = useReasonsAgainst('manageAccounts');
  const mayEnd = reasonsAgainst.length === 0;
  return (
    <>
      <ResourceTable
        operation="listRelatedAccounts"
        path={{ accountId: account.accountId }}
        prefix="related."
        isPart
        label={text.related}
        columns={mayEnd ? [...columns, endColumn(setEnding)] : columns}
        rowKey={({ accountId }) => accountId}
        empty={<EmptyState title={text.noRelated}>{text.relatedText}</EmptyState>}
      />
      <Group mt="xs">
        <Verb variant="default" onClick={() => setAdding(true)} reasonsAgainst={reasonsAgainst}>
          {text.relate}
        </Verb>
      </Group>
      {isAdding && <RelateForm account={account} onClose={() => setAdding(false)} />}
      {ending !== undefined && <UnrelateForm account={account} other={ending} onClose={() => setEnding(undefined)} />}
    </>
  );
}

const columns: readonly ResourceColumn<Related>[] = [
  { key: 'name', header: text.account, cell: ({ accountId, name }) => <AccountLink id={accountId} name={name} /> },
  { key: 'type', header: text.type, cell: ({ type }) => text[`type_${type}`] },
];

function endColumn(end: (related: Related) => void): ResourceColumn<Related> {
  return {
    key: 'end',
    header: '',
    cell: (related) => (
      <Button
        variant="subtle"
        size="compact-xs"
        aria-label={text.unrelateOf(related.name)}
        onClick={() => end(related)}
      >
        {text.unrelate}
      </Button>
    ),
  };
}

interface RelateFormProps {
  readonly account: Account;
  readonly onClose: () => void;
}

function RelateForm({ account: { accountId, name }, onClose }: RelateFormProps): JSX.Element {
  const [otherId, setOtherId] = useState<string>();
  const missing = otherId === undefined ? [{ code: 'required', message: text.chooseAccount }] : [];
  return (
    <Modal opened onClose={onClose} title={text.relateTitle(name)}>
      <OperationForm
        operation="relateAccounts"
        request={{ path: { accountId, otherId: otherId ?? '' } }}
        reasonsAgainst={missing}
        submitLabel={text.relateSubmit}
        plan={(answer) => (
          <Text size="sm" role="status">
            {text.relatePlan(name, answer.name)}
          </Text>
        )}
        onDone={onClose}
        onCancel={onClose}
      >
        {() => (
          <>
            <Text size="sm">{text.relatedText}</Text>
            <AccountPicker label={text.account} value={otherId} onChange={setOtherId} isRequired />
          </>
        )}
      </OperationForm>
    </Modal>
  );
}

interface UnrelateFormProps extends RelateFormProps {
  readonly other: Related;
}

function UnrelateForm({ account: { accountId }, other, onClose }: UnrelateFormProps): JSX.Element {
  return (
    <Modal opened onClose={onClose} title={text.unrelateOf(other.name)}>
      <OperationForm
        operation="unrelateAccounts"
        request={{ path: { accountId, otherId: other.accountId } }}
        submitLabel={text.unrelate}
        onDone={onClose}
        onCancel={onClose}
      >
        {() => <Text size="sm">{text.unrelateText}</Text>}
      </OperationForm>
    </Modal>
  );
}
