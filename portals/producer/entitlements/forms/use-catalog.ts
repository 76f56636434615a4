import { useQueries } from '@tanstack/react-query';
import { call, type AnswerOf, type ItemOf } from '../../../shared/api/call.ts';
import { useApi } from '../../../shared/api/queries.ts';
import { useMay } from '../../../shared/session.ts';

export type Product = AnswerOf<'getProduct'>;
export type LicenseModel = AnswerOf<'getLicenseModel'>;

/** Some products by their keys, those that are loaded and may be seen. */
export function useProducts(productIds: readonly string[]): readonly Product[] {
  const may = useMay()('viewProducts');
  return useQueries({
    queries: (may ? productIds : []).map((productId) => ({
      // The key of `useApi`, so that what a picker has loaded is not asked for again.
      queryKey: ['getProduct', { productId }, undefined, undefined],
      queryFn: () => call('getProduct', { path: { productId } }),
    })),
    combine: (answers) => answers.flatMap(({ data }) => data ?? []),
  });
}

/** Some license models by their keys, those that are loaded and may be seen. */
export function useLicenseModels(licenseModelIds: readonly string[]): readonly LicenseModel[] {
  const may = useMay()('viewLicenseModels');
  return useQueries({
    queries: (may ? licenseModelIds : []).map((licenseModelId) => ({
      queryKey: ['getLicenseModel', { licenseModelId }, undefined, undefined],
      queryFn: () => call('getLicenseModel', { path: { licenseModelId } }),
    })),
    combine: (answers) => answers.flatMap(({ data }) => data ?? []),
  });
}

/** The license models that all these products share, in the order of the first. */
export function sharedModels(products: readonly Pick<Product, 'licenseModels'>[]): readonly string[] {
  const [first, ...others] = products;
  return (first?.licenseModels ?? []).filter((key) => others.every(({ licenseModels }) => licenseModels.includes(key)));
}

const all = { query: { limit: 500 } } as const;

/** True where one of the products has a feature whose version is a date, also through a suite or a bundle. */
export function useHasDateBasedFeature(products: readonly Product[]): boolean {
  const held = useProducts(products.flatMap((product) => product.products.map(({ productId }) => productId)));
  const every = [...products, ...held];
  const needsBundles = every.some(({ featureBundles }) => featureBundles.length > 0);
  const needsFeatures = needsBundles || every.some(({ features }) => features.length > 0);
  const bundles = useBundles(needsBundles);
  const features = useFeatures(needsFeatures);
  // Where they cannot be seen, or are too many to be looked through, whoever sells them knows better.
  if (features.isUnsure || bundles.isUnsure) return true;
  const used = featuresOf(every, bundles.items);
  return features.items.some(({ featureId, versionFormat }) => versionFormat === 'dateBased' && used.has(featureId));
}

function useFeatures(isNeeded: boolean) {
  const mayView = useMay()('viewFeatures');
  const { data } = useApi('listFeatures', all, { enabled: mayView && isNeeded, staleTime: 60_000 });
  return { items: data?.items ?? [], isUnsure: isNeeded && (!mayView || typeof data?.nextCursor === 'string') };
}

function useBundles(isNeeded: boolean) {
  const mayView = useMay()('viewFeatureBundles');
  const { data } = useApi('listFeatureBundles', all, { enabled: mayView && isNeeded, staleTime: 60_000 });
  return { items: data?.items ?? [], isUnsure: isNeeded && (!mayView || typeof data?.nextCursor === 'string') };
}

function featuresOf(
  products: readonly Product[],
  bundles: readonly ItemOf<'listFeatureBundles'>[],
): ReadonlySet<string> {
  const named = new Set(products.flatMap((one) => one.featureBundles.map(({ featureBundleId }) => featureBundleId)));
  const held = bundles.filter(({ featureBundleId }) => named.has(featureBundleId));
  return new Set([...products, ...held].flatMap((one) => one.features.map(({ featureId }) => featureId)));
}
