import { Checkbox, List, Stack, Text } from '@mantine/core';
import { useState, type JSX } from 'react';
import { entitlementsText } from '../../../messages/en/producer-entitlements.ts';
import { entitlementVerbsText as text } from '../../../messages/en/producer-entitlements-verbs.ts';
import type { AnswerOf } from '../../../shared/api/call.ts';
import { NoteField } from '../../../shared/NoteField.tsx';
import { OperationForm } from '../../../shared/OperationForm.tsx';
import type { Entitlement } from '../item-words.ts';
import { VerbModal } from './VerbModal.tsx';

interface RegenerateIdsProps {
  readonly entitlement: Entitlement;
  readonly onClose: () => void;
  readonly onDone: (entitlementId: string) => void;
}

/** True for what still gets a new ID: nobody can have used the old one. */
export function hasOpenId({ state }: { readonly state: Entitlement['state'] }): boolean {
  return state === 'draft' || state === 'test';
}

/** Lets Licet make the IDs of a draft or test anew. */
export function RegenerateIds({ entitlement: current, onClose, onDone }: RegenerateIdsProps): JSX.Element {
  const [entitlement] = useState(current);
  const { entitlementId, version } = entitlement;
  const open = [...entitlement.lineItems, ...entitlement.maintenanceLineItems].filter(hasOpenId);
  const [isOfEntitlement, setOfEntitlement] = useState(hasOpenId(entitlement));
  const [activationIds, setActivationIds] = useState(open.map((item) => item.activationId));
  const [reason, setReason] = useState('');
  const given = reason.trim();
  const body = { entitlementId: isOfEntitlement, activationIds, ...(given === '' ? {} : { reason: given }) };
  return (
    <VerbModal onClose={onClose} title={text.regenerateTitle(entitlementId)} size="lg">
      <OperationForm
        operation="regenerateIds"
        request={{ path: { entitlementId }, body, version }}
        submitLabel={text.regenerateSubmit}
        plan={(answer) => <NewIds answer={answer} />}
        onDone={(answer) => onDone(answer.entitlementId)}
        onCancel={onClose}
      >
        {() => (
          <Stack gap="xs">
            <Text size="sm">{text.regenerateText}</Text>
            <Checkbox
              label={text.regenerateEntitlement}
              checked={isOfEntitlement}
              disabled={!hasOpenId(entitlement)}
              onChange={(event) => setOfEntitlement(event.currentTarget.checked)}
            />
            <Checkbox.Group label={text.regenerateItems} value={activationIds} onChange={setActivationIds} size="xs">
              <Stack gap={6} mt={4}>
                {open.map((item) => (
                  <Checkbox key={item.activationId} value={item.activationId} label={item.activationId} />
                ))}
              </Stack>
            </Checkbox.Group>
            <NoteField label={entitlementsText.reason} value={reason} lengthMax={1000} onChange={setReason} />
          </Stack>
        )}
      </OperationForm>
    </VerbModal>
  );
}

function NewIds({ answer: { regenerated } }: { readonly answer: AnswerOf<'regenerateIds'> }): JSX.Element {
  return (
    <Stack gap={4} role="status">
      <Text size="sm">{text.regenerated(regenerated.length)}</Text>
      <List size="sm">
        {regenerated.map(({ before }) => (
          <List.Item key={before} className="licet-key">
            {before}
          </List.Item>
        ))}
      </List>
    </Stack>
  );
}
