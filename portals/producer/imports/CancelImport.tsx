import { Modal, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { JSX } from 'react';
import { importsText } from '../../messages/en/producer-imports.ts';
import { OperationForm } from '../../shared/OperationForm.tsx';
import { Verb } from '../../shared/Verb.tsx';
import { isUnderWay, type ImportSummary } from './import-words.ts';

/** Ends an import early, after saying what stays. */
export function CancelImport({ run }: { readonly run: ImportSummary }): JSX.Element {
  const [isAsking, { open, close }] = useDisclosure(false);
  return (
    <>
      <Verb
        variant="default"
        onClick={open}
        reasonsAgainst={isUnderWay(run) ? [] : [importsText.hasEnded(importsText.statuses[run.status].toLowerCase())]}
      >
        {importsText.cancel}
      </Verb>
      <Modal opened={isAsking} onClose={close} title={importsText.cancel}>
        <OperationForm
          operation="cancelImport"
          request={{ path: { importId: run.importId } }}
          submitLabel={importsText.cancel}
          onDone={close}
        >
          {() => <Text size="sm">{importsText.cancelText}</Text>}
        </OperationForm>
      </Modal>
    </>
  );
}
