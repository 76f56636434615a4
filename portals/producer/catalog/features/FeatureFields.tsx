import { Group, SegmentedControl, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useId, type JSX } from 'react';
import { versionFormats, type CatalogState } from '../../../../src/shared/vocabulary.ts';
import { featuresText as text } from '../../../messages/en/producer-features.ts';
import { DescriptionField } from '../DescriptionField.tsx';
import { NameField } from '../NameField.tsx';
import { sentences } from '../pickers/sentences.ts';
import { UnlessLocked } from '../UnlessLocked.tsx';
import { DupGroupField } from './DupGroupField.tsx';
import type { FeatureWish } from './feature-wish.ts';

interface FeatureFieldsProps {
  readonly wish: FeatureWish;
  readonly onChange: (wish: FeatureWish) => void;
  readonly problem: unknown;
  readonly state?: CatalogState;
}

const overrides = ['vendorString', 'notice', 'serialNumber'] as const;

/** The fields that tell what is wrong with them themselves. */
export const featurePointers = ['name', 'version', 'description', ...overrides].map((name) => `/${name}`);

/** The fields of a feature; which of them its state keeps as they are, they say themselves. */
export function FeatureFields(props: FeatureFieldsProps): JSX.Element {
  const { wish, onChange, problem, state = 'draft' } = props;
  return (
    <UnlessLocked
      what="feature"
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
      <VersionFields {...props} />
      <OverrideFields {...props} />
    </UnlessLocked>
  );
}

function VersionFields({ wish, onChange, problem, state = 'draft' }: FeatureFieldsProps): JSX.Element {
  const id = useId();
  const isDated = wish.versionFormat === 'dateBased';
  return (
    <>
      <Group gap="xs" align="flex-start">
        <Stack gap={3}>
          <Text size="xs" fw={500} id={id}>
            {text.versionFormat}
          </Text>
          <SegmentedControl
            aria-labelledby={id}
            data={versionFormats.map((value) => ({ value, label: text[`format_${value}`] }))}
            value={wish.versionFormat}
            disabled={state !== 'draft'}
            onChange={(versionFormat) => onChange({ ...wish, versionFormat })}
          />
        </Stack>
        {!isDated && (
          <TextInput
            label={text.version}
            value={wish.version}
            onChange={(event) => onChange({ ...wish, version: event.currentTarget.value })}
            error={sentences(problem, '/version')}
            required
          />
        )}
      </Group>
      {isDated && (
        <Text size="xs" className="licet-quiet">
          {text.versionFormatHint}
        </Text>
      )}
    </>
  );
}

function OverrideFields({ wish, onChange, problem }: FeatureFieldsProps): JSX.Element {
  return (
    <Stack gap="xs" role="group" aria-label={text.overrides} mt="xs">
      <Text size="xs" fw={500}>
        {text.overrides}{' '}
        <Text component="span" inherit fw={400} className="licet-quiet">
          {text.overridesHint}
        </Text>
      </Text>
      <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="xs" verticalSpacing="xs">
        {overrides.map((name) => (
          <TextInput
            key={name}
            label={text[name]}
            value={wish[name]}
            onChange={(event) => onChange({ ...wish, [name]: event.currentTarget.value })}
            error={sentences(problem, `/${name}`)}
          />
        ))}
      </SimpleGrid>
      <DupGroupField value={wish.dupGroup} onChange={(dupGroup) => onChange({ ...wish, dupGroup })} />
    </Stack>
  );
}
