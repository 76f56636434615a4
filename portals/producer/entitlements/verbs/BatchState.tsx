import { Checkbox, Select, Stack, Text } from '@mantine/core';
import { useState, type JSX } from 'react';
import { entitlementsText } from '../../../messages/en/producer-entitlements.ts';
import { entitlementVerbsText as text } from '../../../messages/en/producer-entitlements-verbs.ts';
import { NoteField } from '../../../shared/NoteField.tsx';
import { BatchForm } from './BatchForm.tsx';
import type { BatchProps } from './batch-props.ts';

const targets = ['deployed', 'draft', 'inactive', 'obsolete'] as const;

/** Changes the states of several items. */
export function BatchState({ activationIds, onClose, onDone }: BatchProps): JSX.Element {
  const [state, setState] = useState<(typeof targets)[number]>('deployed');
  const [includeChildren, setIncludeChildren] = useState(false);
  const [reason, setReason] = useState('');
  const given = reason.trim();
  return (
    <BatchForm
      title={text.batchStateTitle(activationIds.length)}
      activationIds={activationIds}
      operationOf={(activationId) => ({
        activationId,
        state,
        ...(given === '' ? {} : { reason: given }),
        ...(includeChildren ? { includeChildren } : {}),
      })}
      reasonsAgainst={[]}
      fields={() => (
        <Stack gap="xs">
          <Select
            label={text.batchTo}
            data={targets.map((value) => ({ value, label: entitlementsText[`state_${value}`] }))}
            value={state}
            onChange={(chosen) => setState(targets.find((one) => one === chosen) ?? state)}
            allowDeselect={false}
            w={{ base: '100%', xs: 220 }}
          />
          {state === 'obsolete' && (
            <Text size="sm" className="licet-soon">
              {entitlementsText.obsoleteIsFinal}
            </Text>
          )}
          <Checkbox
            label={text.includeChildren}
            checked={includeChildren}
            onChange={(event) => setIncludeChildren(event.currentTarget.checked)}
          />
          <NoteField label={entitlementsText.reason} value={reason} lengthMax={1000} onChange={setReason} />
        </Stack>
      )}
      onClose={onClose}
      onDone={onDone}
    />
  );
}
