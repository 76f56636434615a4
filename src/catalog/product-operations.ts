import { authorise, authoriseEverywhere } from '../accounts/authorise.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import type { App } from '../platform/app.ts';
import { inSnapshot, type Reader, type Transaction } from '../platform/database.ts';
import { newIdentifier } from '../platform/new-identifier.ts';
import type { Page, PageRequest } from '../platform/paging.ts';
import { inRecordingTransaction, recordNew, stampsOf, type Recorded, type Stamps } from '../platform/recording.ts';
import { sortedPage, toSortedPage, type SortedRequest } from '../platform/sorting.ts';
import { notFound, refusal } from '../shared/problems.ts';
import { changeCatalogEntity, type CatalogChangePlan, type ChangeOptions } from './catalog-changing.ts';
import { deleteCatalogEntity, unlessReferred, type CatalogDeletion } from './catalog-deleting.ts';
import { catalogHistory } from './catalog-history-operations.ts';
import { productLineRows } from './catalog-lookups.ts';
import { selectReferencesToProduct } from './catalog-reference-store.ts';
import { productOrder, type CatalogSort } from './catalog-orders.ts';
import type { CatalogStateChange, NewProduct, ProductChanges } from './catalog-schemas.ts';
import { changeCatalogState, type StateChangeOptions, type StatefulKind } from './catalog-state-operations.ts';
import { requireProductsInSight } from './product-line-sight.ts';
import { ownProductRecorder } from './product-recorder.ts';
import { countRelationships } from './product-relationship-store.ts';
import { selectProduct, selectProducts, type ProductFilter } from './product-store.ts';
import type { CatalogStatePlan } from './rules/catalog-states.ts';
import { reasonsAgainstForeignLine } from './rules/product-line-access.ts';
import type { Product } from './rules/product.ts';

/** A product; `version` is the one that it is sold under, `recordVersion` counts the changes of its record. */
export type ProductView = Product & { readonly recordVersion: number } & Stamps;

/** A product in a list, with how many relationships it has. */
type ListedProduct = ProductView & { readonly relationshipCount: number };

/** Makes a draft product. Needs `createProducts`; throws `duplicate_key`, or `refused` with every reason. */
export async function createProduct(app: App, actor: Actor, input: NewProduct): Promise<ProductView> {
  authoriseEverywhere(actor, 'createProducts');
  const productId = input.productId ?? newIdentifier();
  return inRecordingTransaction(app.database, async (transaction) => {
    await requireOwn(transaction, actor, input);
    await recordNew(transaction, actor, ownProductRecorder, { ...input, productId });
    return view(transaction, productId);
  });
}

/** One product. Needs `viewProducts`. */
export async function getProduct(app: App, actor: Actor, productId: string): Promise<ProductView> {
  authorise(actor, 'viewProducts');
  return inSnapshot(app.database, async (reader) => {
    await seenBy(actor).requireSeen(reader, productId);
    return present(productId, await selectProduct(reader, productId, { lock: false }));
  });
}

/** Products, sorted as asked. Needs `viewProducts`. */
export async function listProducts(
  app: App,
  actor: Actor,
  request: SortedRequest<CatalogSort> & ProductFilter,
): Promise<Page<ListedProduct>> {
  authorise(actor, 'viewProducts');
  const page = sortedPage(productOrder, request);
  const { products, counts } = await inSnapshot(app.database, async (reader) => {
    const products = await selectProducts(reader, actor.productLines, request, page);
    const rows = products.map(({ id }) => id);
    return { products, counts: await countRelationships(reader, actor.productLines, rows) };
  });
  return toSortedPage(products, page, (product) => ({
    ...present(product.entity.productId, product),
    relationshipCount: counts.get(product.id) ?? 0,
  }));
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
  const answer = await changeCatalogState(app, actor, { ...statefulProduct, ...seenBy(actor) }, productId, request);
  return 'plan' in answer ? answer.plan : present(productId, answer.changed);
}

/** Changes a product. Needs `updateProducts`; throws `stale_version`, or `refused` with every reason. */
export async function changeProduct(
  app: App,
  actor: Actor,
  productId: string,
  { preview, expectedVersion, ...changes }: ProductChanges & ChangeOptions,
): Promise<ProductView | CatalogChangePlan> {
  const named = { words: 'product', permission: 'updateProducts', recorder: ownProductRecorder, view } as const;
  const kind = { ...named, ...seenBy(actor, changes) };
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
  return deleteCatalogEntity(
    app,
    actor,
    { ...named, ...seenBy(actor), select: selectProduct, reasonsAgainst },
    productId,
    options,
  );
}

/** Every change of a product, the oldest first. Needs `viewProducts`. */
export async function productHistory(app: App, actor: Actor, productId: string, page: PageRequest) {
  const kind = { entity: 'product', words: 'product', permission: 'viewProducts', select: selectProduct } as const;
  return catalogHistory(app, actor, { ...kind, ...seenBy(actor) }, productId, page);
}

const statefulProduct: StatefulKind<Product> = {
  entity: 'product',
  words: 'product',
  permission: 'changeProductState',
  select: selectProduct,
  selectReferences: selectReferencesToProduct,
};

type Named = Pick<ProductChanges, 'productLine' | 'products'>;

/** Throws `not_found` for products that the actor does not see, also as parts of a suite; `refused` for product lines that they lack. */
function seenBy(actor: Actor, changes: Named = {}) {
  return {
    requireSeen: async (reader: Reader, productId: string): Promise<void> => {
      await requireProductsInSight(reader, actor.productLines, [productId]);
      await requireOwn(reader, actor, changes);
    },
  };
}

async function requireOwn(reader: Reader, { productLines }: Actor, { productLine, products }: Named): Promise<void> {
  if (productLines.all) return;
  await requireProductsInSight(reader, productLines, products?.map((one) => one.productId) ?? []);
  if (productLine === null || productLine === undefined) return;
  const id = (await productLineRows(reader, [productLine])).get(productLine);
  if (id === undefined) return;
  const reasons = reasonsAgainstForeignLine(productLines, { id, productLineId: productLine }, '/productLine');
  if (reasons.length > 0) throw refusal(reasons);
}

async function view(transaction: Transaction, productId: string): Promise<ProductView> {
  return present(productId, await selectProduct(transaction, productId, { lock: false }));
}

function present(productId: string, stored: Recorded<Product> | undefined): ProductView {
  if (stored === undefined) throw notFound('product', productId);
  return { ...stored.entity, recordVersion: stored.version, ...stampsOf(stored) };
}
