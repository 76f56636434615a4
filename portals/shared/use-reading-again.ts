import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { CallOptions, OperationId } from './api/call.ts';
import { refreshAll } from './api/queries.ts';
import { onlyTyped, readingOf, versionNow } from './reading-again.ts';

/**
 * Keeps a form going when somebody else has changed what it is about: reads the version that is there now, and of the change
 * keeps what was typed here. The page is brought up to date when the form is gone, as it must not take the form away.
 */
export function useReadingAgain<Id extends OperationId>(operation: Id, request: CallOptions<Id>) {
  const queries = useQueryClient();
  const [atFirst] = useState(request.body);
  const [version, setVersion] = useState<number>();
  const wasRead = version !== undefined;
  useEffect(() => (wasRead ? () => void refreshAll(queries) : undefined), [wasRead, queries]);
  const as = (now: number): CallOptions<Id> => ({
    ...onlyTyped(operation, request, atFirst),
    version: Math.max(now, request.version ?? 0),
  });
  const canRead = request.version !== undefined && readingOf(operation) !== undefined;
  return {
    request: version === undefined ? request : as(version),
    wasRead,
    read: canRead
      ? async (): Promise<CallOptions<Id> | undefined> => {
          const now = await versionNow(operation, request.path);
          if (now === undefined) return undefined;
          setVersion(now);
          return as(now);
        }
      : undefined,
  };
}
