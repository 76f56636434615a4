import { authorise, authoriseEverywhere } from '../accounts/authorise.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import type { App } from '../platform/app.ts';
import { inSnapshot, type Transaction } from '../platform/database.ts';
import { newIdentifier } from '../platform/new-identifier.ts';
import type { Page, PageRequest } from '../platform/paging.ts';
import { inRecordingTransaction, recordNew, stampsOf, type Recorded, type Stamps } from '../platform/recording.ts';
import { sortedPage, toSortedPage, type SortedRequest } from '../platform/sorting.ts';
import { notFound } from '../shared/problems.ts';
import { changeCatalogEntity, type CatalogChangePlan, type ChangeOptions } from './catalog-changing.ts';
import { deleteCatalogEntity, unlessReferred, type CatalogDeletion } from './catalog-deleting.ts';
import { catalogHistory } from './catalog-history-operations.ts';
import { selectReferencesToProduct } from './catalog-reference-store.ts';
import { productOrder, type CatalogSort } from './catalog-orders.ts';
import type { CatalogStateChange, NewProduct, ProductChanges } from './catalog-schemas.ts';
import { changeCatalogState, type StateChangeOptions, type StatefulKind } from './catalog-state-operations.ts';
import { ownProductRecorder } from './product-recorder.ts';
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
    await recordNew(transaction, actor, ownProductRecorder, { ...input, productId });
    return view(transaction, productId);
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
 * Changes a product's state; deploying it deploys the drafts that it holds, but no license model. Needs `changeProductState`; throws
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

/** Changes a product. Needs `updateProducts`; throws `stale_version`, or `refused` with every reason. */
export async function changeProduct(
  app: App,
  actor: Actor,
  productId: string,
  { preview, expectedVersion, ...changes }: ProductChanges & ChangeOptions,
): Promise<ProductView | CatalogChangePlan> {
  const kind = { words: 'product', permission: 'updateProducts', recorder: ownProductRecorder, view } as const;
  const changed = ({ name, version }: Product) => ({
    ...changes,
    name: changes.name ?? name,
    version: changes.version ?? version,
    productId,
  });
  return changeCatalogEntity(app, actor, kind, productId, { changed, preview, expectedVersion });
}

/** Deletes a draft product that nothing names. Needs `deleteProducts`; throws `stale_version`, or `refused` with every reason. */
export async function deleteProduct(
  app: App,
  actor: Actor,
  productId: string,
  options: ChangeOptions,
): Promise<CatalogDeletion> {
  const reasonsAgainst = unlessReferred('product', selectReferencesToProduct, ({ state }: Product) => state);
  const named = { entity: 'product', words: 'product', permission: 'deleteProducts' } as const;
  return deleteCatalogEntity(app, actor, { ...named, select: selectProduct, reasonsAgainst }, productId, options);
}

/** Every change of a product, the oldest first. Needs `viewProducts`. */
export async function productHistory(app: App, actor: Actor, productId: string, page: PageRequest) {
  const kind = { entity: 'product', words: 'product', permission: 'viewProducts', select: selectProduct } as const;
  return catalogHistory(app, actor, kind, productId, page);
}

const statefulProduct: StatefulKind<Product> = {
  entity: 'product',
  words: 'product',
  permission: 'changeProductState',
  select: selectProduct,
  selectReferences: selectReferencesToProduct,
};

async function view(transaction: Transaction, productId: string): Promise<ProductView> {
  return present(productId, await selectProduct(transaction, productId, { lock: false }));
}

function present(productId: string, stored: Recorded<Product> | undefined): ProductView {
  if (stored === undefined) throw notFound('product', productId);
  return { ...stored.entity, recordVersion: stored.version, ...stampsOf(stored) };
}
