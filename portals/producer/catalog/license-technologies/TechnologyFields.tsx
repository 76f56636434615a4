import { Radio, Stack, TagsInput, Textarea } from '@mantine/core';
import type { JSX } from 'react';
import { generatorKinds, type CatalogState } from '../../../../src/shared/vocabulary.ts';
import { technologiesText as text } from '../../../messages/en/producer-license-technologies.ts';
import { DescriptionField } from '../DescriptionField.tsx';
import { NameField } from '../NameField.tsx';
import { sentences } from '../pickers/sentences.ts';
import { UnlessLocked } from '../UnlessLocked.tsx';
import type { TechnologyWish } from './technology-wish.ts';

interface TechnologyFieldsProps {
  readonly wish: TechnologyWish;
  readonly onChange: (wish: TechnologyWish) => void;
  readonly problem: unknown;
  readonly state?: CatalogState;
}

/** The fields that tell what is wrong with them themselves. */
export const technologyPointers = ['/name', '/description', '/generator/template'];

/** The fields of a license technology of the producer's own. */
export function TechnologyFields(props: TechnologyFieldsProps): JSX.Element {
  const { wish, onChange, problem, state = 'draft' } = props;
  return (
    <UnlessLocked
      what="license technology"
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
      <GeneratorFields {...props} />
      <TagsInput
        size="xs"
        label={text.hostTypes}
        description={text.hostTypesHint}
        value={[...wish.hostTypes]}
        onChange={(hostTypes) => onChange({ ...wish, hostTypes })}
        error={wish.hostTypes.flatMap((_, index) => sentences(problem, `/hostTypes/${index}`) ?? [])[0]}
        disabled={state !== 'draft'}
      />
    </UnlessLocked>
  );
}

function GeneratorFields({ wish, onChange, problem, state = 'draft' }: TechnologyFieldsProps): JSX.Element {
  const choose = (value: string): void => {
    const generator = generatorKinds.find((known) => known === value);
    if (generator !== undefined) onChange({ ...wish, generator });
  };
  return (
    <>
      <Radio.Group label={text.generator} size="xs" value={wish.generator} onChange={choose}>
        <Stack gap={8} mt={4}>
          {generatorKinds.map((kind) => (
            <Radio
              key={kind}
              size="xs"
              value={kind}
              label={text[`generator_${kind}`]}
              description={text[`generatorHint_${kind}`]}
              disabled={state !== 'draft'}
            />
          ))}
        </Stack>
      </Radio.Group>
      {wish.generator === 'template' && (
        <Textarea
          label={text.template}
          description={text.templateHint}
          value={wish.template}
          onChange={(event) => onChange({ ...wish, template: event.currentTarget.value })}
          error={sentences(problem, '/generator/template')}
          autosize
          minRows={5}
          maxRows={16}
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          required
        />
      )}
    </>
  );
}
