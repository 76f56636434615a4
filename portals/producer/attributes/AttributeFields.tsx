import { Fieldset, SimpleGrid, Skeleton, Stack } from '@mantine/core';
import type { JSX } from 'react';
import type { CustomAttributeEntity } from '../../../src/shared/vocabulary.ts';
import { attributesText as text } from '../../messages/en/producer-attributes.ts';
import type { AnswerOf } from '../../shared/api/call.ts';
import { reasonsAt } from '../../shared/api/problem.ts';
import { ProblemNotice } from '../../shared/ProblemNotice.tsx';
import { withValue, type AttributeWish } from './attribute-wish.ts';
import { AttributeInput } from './AttributeInput.tsx';
import { FreeAttributes } from './FreeAttributes.tsx';
import { useDefinitions } from './use-definitions.ts';

interface AttributeFieldsProps {
  readonly entity: CustomAttributeEntity;
  readonly values: AttributeWish;
  readonly onChange: (values: AttributeWish) => void;
  /** what the server said last */
  readonly problem?: unknown;
  /** where the attributes stand in the request */
  readonly pointer?: string;
}

/** The custom attributes of a record in a form: an input for each that is defined and, where others may be, rows for these. */
export function AttributeFields(props: AttributeFieldsProps): JSX.Element | null {
  const { data, error, refetch } = useDefinitions(props.entity);
  if (error !== null) return <ProblemNotice problem={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton height={48} />;
  return <KnownFields {...props} known={data} />;
}

interface KnownFieldsProps extends AttributeFieldsProps {
  readonly known: AnswerOf<'listCustomAttributes'>;
}

function KnownFields(props: KnownFieldsProps): JSX.Element | null {
  const { values, onChange, problem, known, pointer = '/attributes' } = props;
  const { items, onlyDefined } = known;
  // What is inactive is not offered, but what it holds must not be lost without a word.
  const shown = items.filter(({ status, name }) => status === 'active' || Object.hasOwn(values, name));
  const errorAt = (name: string): string | undefined => reasonsAt(problem, `${pointer}/${name}`)[0]?.message;
  const defined = new Set(items.map(({ name }) => name));
  const hasOthers = Object.keys(values).some((name) => !defined.has(name));
  if (shown.length === 0 && onlyDefined && !hasOthers) return null;
  return (
    <Fieldset legend={text.attributes} p="xs">
      <Stack gap="xs">
        {shown.length > 0 && (
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" verticalSpacing="xs">
            {shown.map((definition) => (
              <AttributeInput
                key={definition.name}
                definition={definition}
                value={values[definition.name]}
                onChange={(value) => onChange(withValue(values, definition.name, value))}
                error={errorAt(definition.name)}
              />
            ))}
          </SimpleGrid>
        )}
        <FreeAttributes values={values} defined={defined} onChange={onChange} errorAt={errorAt} mayAdd={!onlyDefined} />
      </Stack>
    </Fieldset>
  );
}
