import type { ProductKind } from '../../../../src/shared/vocabulary.ts';
import type { BodyOf } from '../../../shared/api/call.ts';
import { attributesOf, attributeWishOf, noAttributes, type AttributeWish } from '../../attributes/attribute-wish.ts';
import type { CountedPart } from '../pickers/CountedParts.tsx';
import type { Product } from './product-words.ts';

const flags = ['allowUpgrades', 'allowUpsells', 'allowRenewals'] as const;

/** What somebody types of a product. */
export interface ProductWish {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly features: readonly CountedPart[];
  readonly featureBundles: readonly CountedPart[];
  /** of a suite */
  readonly products: readonly CountedPart[];
  readonly licenseModels: readonly string[];
  readonly productLine: string | undefined;
  readonly startDate: string;
  readonly endDate: string;
  readonly upgradeEmailTemplate: string;
  readonly allowUpgrades: boolean;
  readonly allowUpsells: boolean;
  readonly allowRenewals: boolean;
  readonly downloads: readonly { readonly name: string; readonly url: string }[];
  readonly attributes: AttributeWish;
}

export const emptyProduct: ProductWish = {
  name: '',
  version: '',
  description: '',
  features: [],
  featureBundles: [],
  products: [],
  licenseModels: [],
  productLine: undefined,
  startDate: '',
  endDate: '',
  upgradeEmailTemplate: '',
  allowUpgrades: true,
  allowUpsells: true,
  allowRenewals: true,
  downloads: [],
  attributes: noAttributes,
};

export function wishOf(product: Product): ProductWish {
  const { name, version, licenseModels, downloads } = product;
  return {
    name,
    version,
    licenseModels,
    downloads,
    description: product.description ?? '',
    features: product.features.map(({ featureId, count }) => ({ key: featureId, count })),
    featureBundles: product.featureBundles.map(({ featureBundleId, count }) => ({ key: featureBundleId, count })),
    products: product.products.map(({ productId, count }) => ({ key: productId, count })),
    productLine: product.productLine ?? undefined,
    startDate: product.startDate ?? '',
    endDate: product.endDate ?? '',
    upgradeEmailTemplate: product.upgradeEmailTemplate ?? '',
    allowUpgrades: product.allowUpgrades === true,
    allowUpsells: product.allowUpsells === true,
    allowRenewals: product.allowRenewals === true,
    attributes: attributeWishOf(product.attributes),
  };
}

/** The next version is like the one before, but for its number, its dates and what is downloaded. */
export function nextVersionOf(product: Product): ProductWish {
  return { ...wishOf(product), version: '', startDate: '', endDate: '', downloads: [] };
}

/** The fields of a product as the server takes them: those that its kind has. */
export function recordOf(kind: ProductKind, wish: ProductWish): Omit<BodyOf<'createProduct'>, 'kind' | 'productId'> {
  return {
    name: wish.name.trim(),
    version: wish.version.trim(),
    description: textOf(wish.description),
    productLine: wish.productLine ?? null,
    downloads: wish.downloads
      .map(({ name, url }) => ({ name: name.trim(), url: url.trim() }))
      .filter(({ name, url }) => name !== '' || url !== ''),
    attributes: attributesOf(wish.attributes),
    ...partsOf(kind, wish),
    ...(kind === 'licensed' ? { startDate: textOf(wish.startDate), endDate: textOf(wish.endDate) } : {}),
    ...(kind === 'maintenance'
      ? Object.fromEntries(flags.map((flag) => [flag, wish[flag]]))
      : { upgradeEmailTemplate: textOf(wish.upgradeEmailTemplate) }),
  };
}

/** What a product holds, and how it is licensed. */
function partsOf(kind: ProductKind, wish: ProductWish) {
  const licenseModels = [...wish.licenseModels];
  const held = wish.products.map(({ key, count }) => ({ productId: key, count }));
  if (kind === 'maintenance') return {};
  if (kind === 'suite') return { products: held, licenseModels };
  return {
    features: wish.features.map(({ key, count }) => ({ featureId: key, count })),
    featureBundles: wish.featureBundles.map(({ key, count }) => ({ featureBundleId: key, count })),
    licenseModels,
  };
}

/** Only what differs of a product, so that a change says no more than it does. */
export function changesOf(product: Product, wish: ProductWish): BodyOf<'changeProduct'> {
  const [before, after] = [recordOf(product.kind, wishOf(product)), recordOf(product.kind, wish)];
  const earlier = new Map(Object.entries(before).map(([name, value]) => [name, JSON.stringify(value)]));
  return Object.fromEntries(
    Object.entries(after).filter(([name, value]) => earlier.get(name) !== JSON.stringify(value)),
  );
}

function textOf(typed: string): string | null {
  const text = typed.trim();
  return text === '' ? null : text;
}
