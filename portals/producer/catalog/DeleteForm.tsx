import { Modal, Text } from '@mantine/core';
import type { JSX } from 'react';
import { catalogText as text } from '../../messages/en/producer-catalog.ts';
import type { PathOf } from '../../shared/api/call.ts';
import { OperationForm } from '../../shared/OperationForm.tsx';

type Operation =
  | 'deleteProduct'
  | 'deleteFeature'
  | 'deleteFeatureBundle'
  | 'deleteLicenseModel'
  | 'deleteLicenseTechnology'
  | 'deleteProductLine'
  | 'deleteProductRelationship'
  | 'deletePartNumber';

interface DeleteFormProps<Id extends Operation> {
  readonly operation: Id;
  readonly path: PathOf<Id>;
  readonly version: number;
  /** what it is called */
  readonly name: string;
  /** what is said, where "delete" is not the word for it */
  readonly words?: { readonly title: string; readonly plan: string; readonly verb: string };
  readonly onClose: () => void;
  readonly onDone: () => void | Promise<void>;
  /** the page that it is on is about it */
  readonly leavesPage?: boolean;
}

/** Deletes something of the catalog, after the server has said that nothing speaks against it. */
export function DeleteForm<Id extends Operation>(props: DeleteFormProps<Id>): JSX.Element {
  const { operation, path, version, name, words, onClose, onDone, leavesPage = false } = props;
  return (
    <Modal opened onClose={onClose} title={words?.title ?? text.deleteOf(name)}>
      <OperationForm
        operation={operation}
        request={{ path, version }}
        submitLabel={words?.verb ?? text.delete}
        plan={() => (
          <Text size="sm" role="status">
            {words?.plan ?? text.deletePlan(name)}
          </Text>
        )}
        onDone={onDone}
        leavesPage={leavesPage}
        onCancel={onClose}
      >
        {() => <Text size="sm">{words === undefined ? text.deleteText : name}</Text>}
      </OperationForm>
    </Modal>
  );
}
