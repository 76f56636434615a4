import type { JSX } from 'react';
import type { CatalogState } from '../../../src/shared/vocabulary.ts';
import { catalogText as text } from '../../messages/en/producer-catalog.ts';
import { Mark, type Tone } from '../../shared/Mark.tsx';

const tones: Readonly<Record<CatalogState, Tone>> = {
  draft: 'quiet',
  deployed: 'good',
  inactive: 'soon',
  obsolete: 'quiet',
};

/** The state of something in the catalog. */
export function CatalogStateMark({ state }: { readonly state: CatalogState }): JSX.Element {
  return <Mark tone={tones[state]}>{text[`state_${state}`]}</Mark>;
}
