import { Alert, Text } from '@mantine/core';
import type { JSX } from 'react';
import { entitlementVerbsText as text } from '../../../messages/en/producer-entitlements-verbs.ts';
import { Remedy } from '../../../shared/ProblemNotice.tsx';
import { fieldWords } from './field-words.ts';
import type { Locks } from './use-locks.ts';

/** Which fields stay as they are now, and what would open them: once, instead of at each field. */
export function LockedNotice({ locks, state }: { readonly locks: Locks; readonly state: string }): JSX.Element | null {
  const { reasons } = locks;
  if (reasons.length === 0) return null;
  const remedies = [...new Set(reasons.map(({ remedy }) => remedy ?? ''))];
  return (
    <Alert color="gray" variant="outline" p="xs" title={text.nowLocked(state.toLowerCase())}>
      {remedies.map((remedy) => (
        <Text size="sm" key={remedy}>
          {text.lockedNames(
            reasons
              .filter((reason) => (reason.remedy ?? '') === remedy)
              .map(({ field }) => fieldWords[field] ?? field)
              .join(', '),
          )}
          <Remedy>{remedy}</Remedy>
        </Text>
      ))}
    </Alert>
  );
}
