import { Text } from '@mantine/core';
import type { JSX } from 'react';
import { importsText } from '../../messages/en/producer-imports.ts';
import { Mark } from '../../shared/Mark.tsx';
import { isUnderWay, statusTones, type ImportSummary } from './import-words.ts';

/** The word for how an import stands, with how far it is. */
export function ImportStatus({ run }: { readonly run: Pick<ImportSummary, 'status' | 'progress'> }): JSX.Element {
  const { done, total } = run.progress;
  return (
    <>
      <Mark tone={statusTones[run.status]}>{importsText.statuses[run.status]}</Mark>
      {isUnderWay(run) && total > 0 && (
        <Text component="span" size="xs" className="licet-quiet">
          {' '}
          {Math.floor((done / total) * 100)} %
        </Text>
      )}
    </>
  );
}
