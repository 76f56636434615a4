import type { JSX } from 'react';
import type { CatalogState } from '../../../../src/shared/vocabulary.ts';
import { catalogText } from '../../../messages/en/producer-catalog.ts';
import { bundlesText as text } from '../../../messages/en/producer-features.ts';
import { DescriptionField } from '../DescriptionField.tsx';
import { NameField } from '../NameField.tsx';
import { CountedParts } from '../pickers/CountedParts.tsx';
import { UnlessLocked } from '../UnlessLocked.tsx';
import type { BundleWish } from './bundle-wish.ts';

interface BundleFieldsProps {
  readonly wish: BundleWish;
  readonly onChange: (wish: BundleWish) => void;
  readonly problem: unknown;
  readonly state?: CatalogState;
}

/** The fields that tell what is wrong with them themselves. */
export const bundlePointers = ['/name', '/description'];

/** The fields of a feature bundle. */
export function BundleFields({ wish, onChange, problem, state = 'draft' }: BundleFieldsProps): JSX.Element {
  return (
    <UnlessLocked
      what="feature bundle"
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
      <CountedParts
        kind="feature"
        label={text.features}
        addLabel={catalogText.addFeature}
        parts={wish.features}
        onChange={(features) => onChange({ ...wish, features })}
        pointer="/features"
        field="featureId"
        problem={problem}
        isDisabled={state !== 'draft'}
      />
    </UnlessLocked>
  );
}
