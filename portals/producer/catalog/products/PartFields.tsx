import { Checkbox, Group } from '@mantine/core';
import type { JSX } from 'react';
import { catalogText } from '../../../messages/en/producer-catalog.ts';
import { productsText as text } from '../../../messages/en/producer-products.ts';
import { CountedParts } from '../pickers/CountedParts.tsx';
import type { ProductFieldsProps } from './product-fields-props.ts';

const flags = ['allowUpgrades', 'allowUpsells', 'allowRenewals'] as const;

const lists = {
  licensed: [
    { list: 'features', kind: 'feature', field: 'featureId', label: text.features, addLabel: catalogText.addFeature },
    {
      list: 'featureBundles',
      kind: 'featureBundle',
      field: 'featureBundleId',
      label: text.featureBundles,
      addLabel: catalogText.addFeatureBundle,
    },
  ],
  suite: [
    {
      list: 'products',
      kind: 'licensed',
      field: 'productId',
      label: text.heldProducts,
      addLabel: catalogText.addProduct,
    },
  ],
} as const;

/** What a product holds: features and bundles, a suite products; maintenance gives rights instead. */
export function PartFields(props: ProductFieldsProps): JSX.Element {
  const { kind, wish, onChange, problem, state = 'draft' } = props;
  if (kind === 'maintenance') return <RightFields {...props} />;
  return (
    <>
      {lists[kind].map(({ list, ...words }) => (
        <CountedParts
          key={list}
          {...words}
          parts={wish[list]}
          onChange={(parts) => onChange({ ...wish, [list]: parts })}
          pointer={`/${list}`}
          problem={problem}
          isDisabled={state !== 'draft'}
        />
      ))}
    </>
  );
}

/** Which operations maintenance gives a right to. */
function RightFields({ wish, onChange, state = 'draft' }: ProductFieldsProps): JSX.Element {
  return (
    <Checkbox.Group
      label={text.allows}
      value={flags.filter((flag) => wish[flag])}
      onChange={(ticked) =>
        onChange({ ...wish, ...Object.fromEntries(flags.map((flag) => [flag, ticked.includes(flag)])) })
      }
    >
      <Group gap="md" mt={4}>
        {flags.map((flag) => (
          <Checkbox key={flag} value={flag} label={text[flag]} disabled={state !== 'draft'} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}
