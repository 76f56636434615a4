import { Tooltip, VisuallyHidden } from '@mantine/core';
import type { JSX } from 'react';
import type { LicenseTechnology } from '../../../src/shared/vocabulary.ts';
import { entitlementsText as text } from '../../messages/en/producer-entitlements.ts';

const letters: Readonly<Record<LicenseTechnology, string>> = {
  embedded: 'E',
  certificate: 'C',
  trustedStorage: 'T',
  custom: 'NF',
};

/** The technologies of a line item's license models as letters; pointing at one, or going to it, tells the word. */
export function TypeLetters({ technologies }: { readonly technologies: readonly LicenseTechnology[] }): JSX.Element {
  if (technologies.length === 0) return <VisuallyHidden>{text.noTechnology}</VisuallyHidden>;
  return (
    <>
      {technologies.map((technology) => (
        <Tooltip key={technology} label={text[technology]} events={{ hover: true, focus: true, touch: true }} withArrow>
          {/* A letter is no button; it only has to be reached so that its word can be read. */}
          {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <span tabIndex={0} className="licet-letter">
            <span aria-hidden>{letters[technology]}</span>
            <VisuallyHidden>{text[technology]}</VisuallyHidden>
          </span>
        </Tooltip>
      ))}
    </>
  );
}
