import type { Day } from '../../shared/day.ts';
import type { Reason } from '../../shared/decision.ts';
import type { CatalogState, JsonObject, ProductKind } from '../../shared/vocabulary.ts';
import { reasonsAgainstName, unknownReference, type TakenNames } from './catalog-names.ts';
import { pointerTo, reasonsAgainstNewParts, reasonsAgainstParts, type NamedParts } from './named-parts.ts';

export { nameKey, reasonsAgainstName, unknownReference, type TakenNames } from './catalog-names.ts';

/** What is sold: a licensed product, a suite of such, or maintenance (reference 1.6). */
export interface Product {
  readonly productId: string;
  readonly name: string;
  readonly version: string;
  readonly kind: ProductKind;
  readonly description: string | null;
  readonly features: readonly { readonly featureId: string; readonly count: number }[];
  readonly featureBundles: readonly { readonly featureBundleId: string; readonly count: number }[];
  /** what a suite holds; nothing else holds products */
  readonly products: readonly { readonly productId: string; readonly count: number }[];
  readonly licenseModels: readonly string[];
  readonly productLine: string | null;
  readonly startDate: Day | null;
  readonly endDate: Day | null;
  readonly upgradeEmailTemplate: string | null;
  readonly allowUpgrades: boolean | null;
  readonly allowUpsells: boolean | null;
  readonly allowRenewals: boolean | null;
  readonly downloads: readonly { readonly name: string; readonly url: string }[];
  readonly attributes: JsonObject;
  readonly state: CatalogState;
}

export interface ProductFacts {
  /** the states of the features, bundles, products and license models that are named and exist */
  readonly featureStates: ReadonlyMap<string, CatalogState>;
  readonly featureBundleStates: ReadonlyMap<string, CatalogState>;
  readonly productStates: ReadonlyMap<string, CatalogState>;
  readonly licenseModelStates: ReadonlyMap<string, CatalogState>;
  readonly productKinds: ReadonlyMap<string, ProductKind>;
  /** the product lines that exist */
  readonly productLines: ReadonlySet<string>;
  readonly taken: TakenNames;
}

/** What speaks against a product, whether it is new or was there before (reference 1.6). */
export function reasonsAgainstProduct(
  product: Product,
  facts: ProductFacts,
  before?: Pick<Product, 'kind'>,
): readonly Reason[] {
  const line = product.productLine;
  return [
    ...reasonsAgainstName('product', product.productId, product.name, product.version, facts.taken),
    ...reasonsAgainstOtherKind(product, before),
    ...reasonsAgainstDates(product),
    ...reasonsAgainstFlags(product),
    ...reasonsAgainstLists(product),
    ...partsOf(product, facts).flatMap(reasonsAgainstParts),
    ...reasonsAgainstHeldProducts(product, facts),
    ...(line !== null && !facts.productLines.has(line) ? [unknownReference('product line', line, '/productLine')] : []),
  ];
}

/** What speaks against what a product names now and did not name before: nothing of it is withdrawn (reference 1.6). */
export function reasonsAgainstWithdrawnParts(
  product: Product,
  facts: ProductFacts,
  before?: Product,
): readonly Reason[] {
  const old = before === undefined ? [] : partsOf(before, facts);
  return partsOf(product, facts).flatMap((parts, index) => reasonsAgainstNewParts(parts, old[index]?.keys ?? []));
}

function partsOf(product: Product, facts: ProductFacts): readonly NamedParts[] {
  return [
    {
      what: 'feature',
      list: 'features',
      field: 'featureId',
      keys: product.features.map((one) => one.featureId),
      states: facts.featureStates,
    },
    {
      what: 'feature bundle',
      list: 'featureBundles',
      field: 'featureBundleId',
      keys: product.featureBundles.map((one) => one.featureBundleId),
      states: facts.featureBundleStates,
    },
    {
      what: 'product',
      list: 'products',
      field: 'productId',
      keys: product.products.map((one) => one.productId),
      states: facts.productStates,
    },
    { what: 'license model', list: 'licenseModels', keys: product.licenseModels, states: facts.licenseModelStates },
  ];
}

// Relationships, suites and line items were made for the kind that it had.
function reasonsAgainstOtherKind(product: Product, before: Pick<Product, 'kind'> | undefined): readonly Reason[] {
  if (before === undefined || before.kind === product.kind) return [];
  const message = `The kind of a product stays as it was made: ${before.kind}.`;
  return [{ code: 'kind_fixed', message, remedy: 'Make another product.', pointer: '/kind' }];
}

function reasonsAgainstDates({ kind, startDate, endDate }: Product): readonly Reason[] {
  const dates = { startDate, endDate };
  const ofSuite = (['startDate', 'endDate'] as const).filter((name) => kind === 'suite' && dates[name] !== null);
  return [
    ...(startDate !== null && endDate !== null && startDate > endDate
      ? [
          {
            code: 'start_after_end',
            message: `startDate ${startDate} is after endDate ${endDate}.`,
            pointer: '/startDate',
          },
        ]
      : []),
    ...ofSuite.map((name) => ({ code: 'not_for_suites', message: `A suite has no ${name}.`, pointer: `/${name}` })),
  ];
}

function reasonsAgainstFlags(product: Product): readonly Reason[] {
  return (['allowUpgrades', 'allowUpsells', 'allowRenewals'] as const)
    .filter((flag) => product.kind !== 'maintenance' && product[flag] !== null)
    .map((flag) => ({
      code: 'only_for_maintenance',
      message: `${flag} belongs to maintenance products only.`,
      pointer: `/${flag}`,
    }));
}

// A maintenance product is not licensed, and a suite is licensed by what its products are.
const refusedLists = {
  licensed: { code: 'only_for_suites', message: 'Only a suite holds products.', lists: ['products'] },
  suite: {
    code: 'not_for_suites',
    message: 'A suite holds products, and they hold the features.',
    lists: ['features', 'featureBundles'],
  },
  maintenance: {
    code: 'not_for_maintenance',
    message: 'A maintenance product is not licensed: it has no features, bundles, products or license models.',
    lists: ['features', 'featureBundles', 'products', 'licenseModels'],
  },
} as const;

function reasonsAgainstLists(product: Product): readonly Reason[] {
  const { code, message, lists } = refusedLists[product.kind];
  return lists.filter((list) => product[list].length > 0).map((list) => ({ code, message, pointer: `/${list}` }));
}

/** A suite holds licensed products only: so there is no suite in a suite, and no circle. */
function reasonsAgainstHeldProducts({ productId: own, products }: Product, facts: ProductFacts): readonly Reason[] {
  return products.flatMap(({ productId }, index) => {
    const kind = productId === own ? 'suite' : facts.productKinds.get(productId);
    if (kind === undefined || kind === 'licensed') return [];
    const pointer = pointerTo({ list: 'products', field: 'productId' }, index);
    return [
      kind === 'suite'
        ? { code: 'suite_in_suite', message: `${productId} is a suite, and no suite is in a suite.`, pointer }
        : { code: 'wrong_product_kind', message: `${productId} is maintenance, which no suite holds.`, pointer },
    ];
  });
}
