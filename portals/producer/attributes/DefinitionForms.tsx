import { Modal, Stack, Text } from '@mantine/core';
import { useState, type JSX } from 'react';
import type { CustomAttributeEntity } from '../../../src/shared/vocabulary.ts';
import { attributesText as text } from '../../messages/en/producer-attributes.ts';
import type { AnswerOf } from '../../shared/api/call.ts';
import { OperationForm } from '../../shared/OperationForm.tsx';
import { Differences } from '../accounts/Differences.tsx';
import { changesOf, fieldNames, inWords, newDefinition, wishOf } from './definition-wish.ts';
import { DefinitionFields, FixedFields } from './DefinitionFields.tsx';
import type { Definition } from './use-definitions.ts';

interface NewDefinitionFormProps {
  readonly entity: CustomAttributeEntity;
  readonly onClose: () => void;
}

/** Defines a custom attribute. */
export function NewDefinitionForm({ entity: first, onClose }: NewDefinitionFormProps): JSX.Element {
  const [wish, setWish] = useState(() => newDefinition(first));
  const { entity, name, type } = wish;
  return (
    <Modal opened onClose={onClose} title={text.add} size="lg">
      <OperationForm
        operation="createCustomAttribute"
        request={{ body: { ...changesOf({ ...wish, name: name.trim() }), entity, name: name.trim(), type } }}
        submitLabel={text.make}
        onDone={onClose}
        onCancel={onClose}
      >
        {(problem) => (
          <Stack gap="xs">
            <FixedFields wish={wish} onChange={setWish} problem={problem} />
            <DefinitionFields wish={wish} onChange={setWish} problem={problem} />
          </Stack>
        )}
      </OperationForm>
    </Modal>
  );
}

interface DefinitionFormProps {
  readonly definition: Definition;
  readonly onClose: () => void;
}

/** Changes a definition, after it has shown what will be different. */
export function ChangeDefinitionForm({ definition: current, onClose }: DefinitionFormProps): JSX.Element {
  // As it was when it was opened: a change by somebody else in the meantime is told, not overwritten.
  const [definition] = useState(current);
  const [wish, setWish] = useState(() => wishOf(definition));
  const { entity, name, label, version } = definition;
  return (
    <Modal opened onClose={onClose} title={text.changeTitle(label)} size="lg">
      <OperationForm
        operation="changeCustomAttribute"
        request={{ path: { entity, name }, body: changesOf(wish), version }}
        submitLabel={text.apply}
        plan={(answer) => <DefinitionPlan answer={answer} />}
        onDone={onClose}
        onCancel={onClose}
      >
        {(problem) => <DefinitionFields wish={wish} onChange={setWish} problem={problem} />}
      </OperationForm>
    </Modal>
  );
}

function DefinitionPlan({ answer }: { readonly answer: AnswerOf<'changeCustomAttribute'> }): JSX.Element | null {
  if (!('before' in answer)) return null;
  const { before, after } = answer;
  return (
    <Differences
      fields={Object.keys({ ...before, ...after }).map((name) => [
        fieldNames.get(name) ?? name,
        inWords(name, before[name]),
        inWords(name, after[name]),
      ])}
    />
  );
}

/** Deletes a definition, after the server has said that nothing has a value of it. */
export function DeleteDefinitionForm({ definition: current, onClose }: DefinitionFormProps): JSX.Element {
  const [{ entity, name, label, version }] = useState(current);
  return (
    <Modal opened onClose={onClose} title={text.deleteTitle(label)}>
      <OperationForm
        operation="deleteCustomAttribute"
        request={{ path: { entity, name }, version }}
        submitLabel={text.delete}
        plan={() => (
          <Text size="sm" role="status">
            {text.willDelete(label)}
          </Text>
        )}
        onDone={onClose}
        onCancel={onClose}
      >
        {() => <Text size="sm">{text.deleteText}</Text>}
      </OperationForm>
    </Modal>
  );
}
