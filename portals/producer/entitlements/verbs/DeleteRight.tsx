import { List, Stack, Text } from '@mantine/core';
import type { JSX } from 'react';
import { entitlementVerbsText as text } from '../../../messages/en/producer-entitlements-verbs.ts';
import type { AnswerOf, PathOf } from '../../../shared/api/call.ts';
import { OperationForm } from '../../../shared/OperationForm.tsx';
import { VerbModal } from './VerbModal.tsx';

type Operation = 'deleteEntitlement' | 'deleteLineItem' | 'deleteMaintenanceLineItem';

interface DeleteRightProps<Id extends Operation> {
  readonly operation: Id;
  readonly path: PathOf<Id>;
  readonly name: string;
  readonly version: number;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Deletes an entitlement or an item, after the server has said what goes along and that nothing speaks against it. */
export function DeleteRight<Id extends Operation>(props: DeleteRightProps<Id>): JSX.Element {
  const { operation, path, name, version, onClose, onDone } = props;
  return (
    <VerbModal onClose={onClose} title={text.deleteOf(name)}>
      <OperationForm
        operation={operation}
        request={{ path, version }}
        submitLabel={text.delete}
        plan={({ deleted }: AnswerOf<Operation>) => (
          <Stack gap={4} role="status">
            <Text size="sm">{text.deletePlan(name)}</Text>
            {deleted.items.length > 0 && (
              <>
                <Text size="sm">{text.deleteAlong(deleted.items.length)}</Text>
                <List size="sm">
                  {deleted.items.map((activationId) => (
                    <List.Item key={activationId} className="licet-key">
                      {activationId}
                    </List.Item>
                  ))}
                </List>
              </>
            )}
          </Stack>
        )}
        onDone={onDone}
        onCancel={onClose}
      >
        {() => <Text size="sm">{text.deleteText}</Text>}
      </OperationForm>
    </VerbModal>
  );
}
