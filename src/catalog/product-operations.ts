import { authorise, authoriseEverywhere } from '../accounts/authorise.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import type { App } from '../platform/app.ts';
import { inSnapshot } from '../platform/database.ts';
import { newIdentifier } from '../platform/new-identifier.ts';
import type { Page } from '../platform/paging.ts';
import { inRecordingTransaction, recordNew, stampsOf, type Recorded, type Stamps } from '../platform/recording.ts';
import { sortedPage, toSortedPage, type SortedRequest } from '../platform/sorting.ts';
import { notFound } from '../shared/problems.ts';
import { selectReferencesToProduct } from './catalog-reference-store.ts';
import { productOrder, type CatalogSort } from './catalog-orders.ts';
import type { CatalogStateChange, NewProduct } from './catalog-schemas.ts';
import { changeCatalogState, type StateChangeOptions, type StatefulKind } from './catalog-state-operations.ts';
import { newProductRecorder } from './product-recorder.ts';
import { selectProduct, selectProducts, type ProductFilter } from './product-store.ts';
import type { CatalogStatePlan } from './rules/catalog-states.ts';
import type { Product } from './rules/product.ts';

/** A product; `version` is the one that it is sold under, `recordVersion` counts the changes of its record. */
export type ProductView = Product & { readonly recordVersion: number } & Stamps;

/** Makes a draft product. Needs `createProducts`; throws `duplicate_key`, or `refused` with every reason. */
export async function createProduct(app: App, actor: Actor, input: NewProduct): Promise<ProductView> {
  authoriseEverywhere(actor, 'createProducts');
  const productId = input.productId ?? newIdentifier();
  return inRecordingTransaction(app.database, async (transaction) => {
    await recordNew(transaction, actor, newProductRecorder, { ...input, productId });
    return present(productId, await selectProduct(transaction, productId, { lock: false }));
  });
}

/** One product. Needs `viewProducts`. */
export async function getProduct(app: App, actor: Actor, productId: string): Promise<ProductView> {
  authorise(actor, 'viewProducts');
  return inSnapshot(app.database, async (reader) =>
    present(productId, await selectProduct(reader, productId, { lock: false })),
  );
}

/** Products, sorted as asked. Needs `viewProducts`. */
export async function listProducts(
  app: App,
  actor: Actor,
  request: SortedRequest<CatalogSort> & ProductFilter,
): Promise<Page<ProductView>> {
  authorise(actor, 'viewProducts');
  const page = sortedPage(productOrder, request);
  const products = await inSnapshot(app.database, (reader) => selectProducts(reader, request, page));
  return toSortedPage(products, page, (product) => present(product.entity.productId, product));
}

/**
 * Changes a product's state; deploying it deploys its draft features too. Needs `changeProductState`; throws
 * `stale_version`, or `refused` with every reason.
 */
export async function changeProductState(
  app: App,
  actor: Actor,
  productId: string,
  request: CatalogStateChange & StateChangeOptions,
): Promise<ProductView | CatalogStatePlan> {
  const answer = await changeCatalogState(app, actor, statefulProduct, productId, request);
  return 'plan' in answer ? answer.plan : present(productId, answer.changed);
}

const statefulProduct: StatefulKind<Product> = {
  entity: 'product',
  words: 'product',
  permission: 'changeProductState',
  select: selectProduct,
  selectReferences: selectReferencesToProduct,
};

function present(productId: string, stored: Recorded<Product> | undefined): ProductView {
  if (stored === undefined) throw notFound('product', productId);
  return { ...stored.entity, recordVersion: stored.version, ...stampsOf(stored) };
}
