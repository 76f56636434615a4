import { SegmentedControl, Select, SimpleGrid, Stack, Text } from '@mantine/core';
import { useId, type JSX, type ReactNode } from 'react';
import { countings, licenseTechnologies, locks } from '../../../../src/shared/vocabulary.ts';
import { modelsText as text } from '../../../messages/en/producer-license-models.ts';
import { technologiesText } from '../../../messages/en/producer-license-technologies.ts';
import { DescriptionField } from '../DescriptionField.tsx';
import { NameField } from '../NameField.tsx';
import { sentences } from '../pickers/sentences.ts';
import { UnlessLocked } from '../UnlessLocked.tsx';
import { AttributeFields } from './AttributeFields.tsx';
import type { ModelFieldsProps } from './model-fields-props.ts';
import { OverdraftField } from './OverdraftField.tsx';
import { OwnTechnologyField } from './OwnTechnologyField.tsx';
import { PolicyFields } from './PolicyFields.tsx';

/** The fields that tell what is wrong with them themselves. */
export const modelPointers = ['/name', '/description', '/licenseTechnologyId', '/technology'];

/** The fields of a license model. */
export function ModelFields(props: ModelFieldsProps): JSX.Element {
  const { wish, onChange, problem, state = 'draft' } = props;
  return (
    <UnlessLocked
      what="license model"
      state={state}
      fields={['name']}
      open={
        <DescriptionField
          value={wish.description}
          onChange={(description) => onChange({ ...wish, description })}
          problem={problem}
        />
      }
    >
      <NameField value={wish.name} onChange={(name) => onChange({ ...wish, name })} problem={problem} />
      <KindFields {...props} />
      <Section title={text.attributes} hint={text.attributesHint}>
        <AttributeFields {...props} />
      </Section>
      <Section title={text.policies} hint={text.policiesHint}>
        <PolicyFields
          policies={wish.policies}
          onChange={(policies) => onChange({ ...wish, policies })}
          problem={problem}
        />
      </Section>
      <Section title={text.overdraft} hint={text.overdraftHint}>
        <OverdraftField {...props} />
      </Section>
    </UnlessLocked>
  );
}

function KindFields({ wish, onChange, problem, state = 'draft' }: ModelFieldsProps): JSX.Element {
  const isLocked = state !== 'draft';
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} spacing="xs" verticalSpacing="xs">
      <Select
        label={text.technology}
        data={licenseTechnologies.map((value) => ({ value, label: technologiesText[`technology_${value}`] }))}
        value={wish.technology}
        onChange={(chosen) => onChange({ ...wish, technology: chosen ?? wish.technology })}
        error={sentences(problem, '/technology')}
        allowDeselect={false}
        disabled={isLocked}
      />
      {wish.technology === 'custom' && (
        <OwnTechnologyField
          value={wish.licenseTechnologyId}
          onChange={(licenseTechnologyId) => onChange({ ...wish, licenseTechnologyId })}
          error={sentences(problem, '/licenseTechnologyId')}
          isDisabled={isLocked}
        />
      )}
      <Labelled label={text.counting}>
        {(labelledBy) => (
          <SegmentedControl
            aria-labelledby={labelledBy}
            data={countings.map((value) => ({ value, label: text[`counting_${value}`] }))}
            value={wish.counting}
            onChange={(counting) => onChange({ ...wish, counting })}
            disabled={isLocked}
            fullWidth
          />
        )}
      </Labelled>
      <Labelled label={text.lock}>
        {(labelledBy) => (
          <SegmentedControl
            aria-labelledby={labelledBy}
            data={locks.map((value) => ({ value, label: text[`lock_${value}`] }))}
            value={wish.lock}
            onChange={(lock) => onChange({ ...wish, lock })}
            disabled={isLocked}
            fullWidth
          />
        )}
      </Labelled>
    </SimpleGrid>
  );
}

interface LabelledProps {
  readonly label: string;
  readonly children: (labelledBy: string) => ReactNode;
}

function Labelled({ label, children }: LabelledProps): JSX.Element {
  const id = useId();
  return (
    <Stack gap={3}>
      <Text size="xs" fw={500} id={id}>
        {label}
      </Text>
      {children(id)}
    </Stack>
  );
}

interface SectionProps {
  readonly title: string;
  readonly hint: string;
  readonly children: ReactNode;
}

function Section({ title, hint, children }: SectionProps): JSX.Element {
  return (
    <Stack gap={6} mt="xs" role="group" aria-label={title}>
      <Text size="sm" fw={600}>
        {title}{' '}
        <Text component="span" size="xs" fw={400} className="licet-quiet">
          {hint}
        </Text>
      </Text>
      {children}
    </Stack>
  );
}
