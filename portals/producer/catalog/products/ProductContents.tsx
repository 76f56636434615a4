import { Text } from '@mantine/core';
import type { JSX } from 'react';
import { productsText as text } from '../../../messages/en/producer-products.ts';
import type { CatalogKindName } from '../pickers/catalog-kinds.ts';
import { PickableName } from '../pickers/PickableName.tsx';
import { productPath, type Product } from './product-words.ts';

interface Held {
  readonly kind: CatalogKindName;
  readonly id: string;
  readonly count: number;
  readonly to?: string;
}

/** What a product holds, each with its count. */
export function ProductContents({ product }: { readonly product: Product }): JSX.Element {
  const held = heldBy(product);
  if (held.length === 0) return <Nothing product={product} />;
  return (
    <ul className="licet-plain-list licet-held">
      {held.map(({ kind, id, count, to }) => (
        <li key={`${kind} ${id}`}>
          <span className="licet-quiet">
            {text.each(count)} {kind === 'featureBundle' && text.bundle}
          </span>{' '}
          <PickableName kind={kind} id={id} to={to} />
        </li>
      ))}
    </ul>
  );
}

function Nothing({ product: { kind, ...product } }: { readonly product: Product }): JSX.Element {
  const words = {
    licensed: text.holdsNothing,
    suite: text.suiteHoldsNothing,
    maintenance: `${text.allows}: ${rightsOf(product)}`,
  };
  return (
    <Text size="sm" className="licet-quiet">
      {words[kind]}
    </Text>
  );
}

/** What maintenance gives a right to, in words. */
export function rightsOf(product: Pick<Product, 'allowUpgrades' | 'allowUpsells' | 'allowRenewals'>): string {
  const rights = (['allowUpgrades', 'allowUpsells', 'allowRenewals'] as const).filter((flag) => product[flag] === true);
  return rights.length === 0 ? text.allowsNothing : rights.map((flag) => text[flag]).join(', ');
}

function heldBy({ features, featureBundles, products }: Product): readonly Held[] {
  return [
    ...products.map(({ productId, count }) => ({
      kind: 'product' as const,
      id: productId,
      count,
      to: productPath(productId),
    })),
    ...featureBundles.map(({ featureBundleId, count }) => ({
      kind: 'featureBundle' as const,
      id: featureBundleId,
      count,
      to: `/feature-bundles/${encodeURIComponent(featureBundleId)}`,
    })),
    ...features.map(({ featureId, count }) => ({
      kind: 'feature' as const,
      id: featureId,
      count,
      to: `/features/${encodeURIComponent(featureId)}`,
    })),
  ];
}
