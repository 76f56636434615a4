import type { CatalogState, ProductKind } from '../../../../src/shared/vocabulary.ts';
import { useApi } from '../../../shared/api/queries.ts';

/** One thing of the catalog that can be picked. */
export interface Pickable {
  readonly key: string;
  readonly name: string;
  readonly version: string | null;
  /** undefined for what has no states */
  readonly state: CatalogState | undefined;
}

interface Found {
  readonly items: readonly Pickable[];
  readonly isFetching: boolean;
}

interface CatalogKind {
  /** who lacks it sees keys, and nothing is asked for them */
  readonly permission: string;
  /** what fits to what is typed, asked as soon as somebody opens the list */
  readonly useFound: (asked: string, isOpen: boolean) => Found;
  /** what is picked; nothing while it is loaded */
  readonly useOne: (key: string | undefined) => Pickable | undefined;
}

export type CatalogKindName =
  | 'feature'
  | 'featureBundle'
  | 'licenseModel'
  | 'licenseTechnology'
  | 'productLine'
  | 'product'
  | 'sold'
  | ProductKind;

/**
 * How each kind of thing in the catalog is found. The kinds of products find products of that kind only; `sold` finds what is
 * licensed, alone or in a suite.
 */
export const catalogKinds: Readonly<Record<CatalogKindName, CatalogKind>> = {
  feature: {
    permission: 'viewFeatures',
    useFound: (asked, isOpen) => {
      const { data, isFetching } = useApi('listFeatures', { query: first(asked) }, whileOpen(isOpen));
      return { items: (data?.items ?? []).map(feature), isFetching };
    },
    useOne: (key) => {
      const { data } = useApi('getFeature', { path: { featureId: key ?? '' } }, onceNamed(key));
      return data && feature(data);
    },
  },
  featureBundle: {
    permission: 'viewFeatureBundles',
    useFound: (asked, isOpen) => {
      const { data, isFetching } = useApi('listFeatureBundles', { query: first(asked) }, whileOpen(isOpen));
      return { items: (data?.items ?? []).map(bundle), isFetching };
    },
    useOne: (key) => {
      const path = { featureBundleId: key ?? '' };
      const { data } = useApi('getFeatureBundle', { path }, onceNamed(key));
      return data && bundle(data);
    },
  },
  licenseModel: {
    permission: 'viewLicenseModels',
    useFound: (asked, isOpen) => {
      const { data, isFetching } = useApi('listLicenseModels', { query: first(asked) }, whileOpen(isOpen));
      return { items: (data?.items ?? []).map(model), isFetching };
    },
    useOne: (key) => {
      const path = { licenseModelId: key ?? '' };
      const { data } = useApi('getLicenseModel', { path }, onceNamed(key));
      return data && model(data);
    },
  },
  licenseTechnology: {
    permission: 'viewLicenseModels',
    useFound: (asked, isOpen) => {
      const { data, isFetching } = useApi('listLicenseTechnologies', { query: first(asked) }, whileOpen(isOpen));
      return { items: (data?.items ?? []).map(technology), isFetching };
    },
    useOne: (key) => {
      const path = { licenseTechnologyId: key ?? '' };
      const { data } = useApi('getLicenseTechnology', { path }, onceNamed(key));
      return data && technology(data);
    },
  },
  productLine: {
    permission: 'viewProducts',
    useFound: (asked, isOpen) => {
      const { data, isFetching } = useApi('listProductLines', { query: first(asked) }, whileOpen(isOpen));
      return { items: (data?.items ?? []).map(line), isFetching };
    },
    useOne: (key) => {
      const path = { productLineId: key ?? '' };
      const { data } = useApi('getProductLine', { path }, onceNamed(key));
      return data && line(data);
    },
  },
  product: products(undefined),
  licensed: products('licensed'),
  suite: products('suite'),
  sold: products(undefined, ({ kind }) => kind !== 'maintenance'),
  maintenance: products('maintenance'),
};

/** The first that fit to what is typed. */
function first(asked: string) {
  return { limit: 20, sort: 'name', ...(asked === '' ? {} : { q: asked }) } as const;
}

// Names change seldom, and whoever changes one here sees it at once all the same.
function onceNamed(key: string | undefined) {
  return { enabled: key !== undefined, staleTime: 60_000 };
}

function whileOpen(isOpen: boolean) {
  return { enabled: isOpen, keepPrevious: true };
}

interface OfKind {
  readonly kind: ProductKind;
}

function products(kind: ProductKind | undefined, isOffered: (one: OfKind) => boolean = () => true): CatalogKind {
  return {
    permission: 'viewProducts',
    useFound: (asked, isOpen) => {
      const query = { ...first(asked), kind };
      const { data, isFetching } = useApi('listProducts', { query }, whileOpen(isOpen));
      return { items: (data?.items ?? []).filter(isOffered).map(product), isFetching };
    },
    useOne: (key) => {
      const { data } = useApi('getProduct', { path: { productId: key ?? '' } }, onceNamed(key));
      return data && product(data);
    },
  };
}

interface Named {
  readonly name: string;
  readonly version?: string | number | null;
  readonly state?: CatalogState;
}

function pickable(key: string, { name, version, state }: Named): Pickable {
  // Of what is not sold in versions, `version` is the number of its changes.
  return { key, name, version: typeof version === 'string' ? version : null, state };
}

function feature(one: Named & { readonly featureId: string }): Pickable {
  return pickable(one.featureId, one);
}

function bundle(one: Named & { readonly featureBundleId: string }): Pickable {
  return pickable(one.featureBundleId, one);
}

function model(one: Named & { readonly licenseModelId: string }): Pickable {
  return pickable(one.licenseModelId, one);
}

function technology(one: Named & { readonly licenseTechnologyId: string }): Pickable {
  return pickable(one.licenseTechnologyId, one);
}

function line(one: Named & { readonly productLineId: string }): Pickable {
  return pickable(one.productLineId, one);
}

function product(one: Named & { readonly productId: string }): Pickable {
  return pickable(one.productId, one);
}

/** `PhotoPrint 2.0 (photoprint-2.0)`, with its state where that is another than deployed. */
export function pickableLabel({ key, name, version, state }: Pickable): string {
  const words = version === null ? name : `${name} ${version}`;
  const shown = words === key ? words : `${words} (${key})`;
  return state === undefined || state === 'deployed' ? shown : `${shown}, ${state}`;
}
