import { authorise, authoriseEverywhere } from '../accounts/authorise.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import type { App } from '../platform/app.ts';
import type { Reader, Transaction } from '../platform/database.ts';
import { rowAfter, rowKey, toPage, type Page, type PageRequest } from '../platform/paging.ts';
import { inRecordingTransaction, recordNew, stampsOf, type Recorded, type Stamps } from '../platform/recording.ts';
import { notFound } from '../shared/problems.ts';
import { changeCatalogEntity, type CatalogChangePlan, type ChangeOptions } from './catalog-changing.ts';
import { deleteCatalogEntity, type CatalogDeletion } from './catalog-deleting.ts';
import { productRows } from './catalog-lookups.ts';
import type { ProductRelationshipChanges, ProductRelationshipRecord } from './catalog-schemas.ts';
import { requireProductsInSight } from './product-line-sight.ts';
import { ownProductRelationshipRecorder } from './product-relationship-recorder.ts';
import {
  lockRelationships,
  selectRelationship,
  selectRelationships,
  type ProductRelationshipFilter,
  type RecordedRelationship,
} from './product-relationship-store.ts';
import { reasonsAgainstTouching, relationshipKey, type ProductRelationship } from './rules/product-relationship.ts';

export type ProductRelationshipView = { readonly productRelationshipId: string } & ProductRelationship &
  Pick<RecordedRelationship, 'fromProduct' | 'toProduct' | 'version'> &
  Stamps;

/**
 * Relates a product to another. Needs `updateProducts`, as it changes what the first can become; throws `duplicate_key`,
 * or `refused` with every reason.
 */
export async function createProductRelationship(
  app: App,
  actor: Actor,
  input: ProductRelationshipRecord,
): Promise<ProductRelationshipView> {
  authoriseEverywhere(actor, 'updateProducts');
  const key = relationshipKey(input);
  return inRecordingTransaction(app.database, async (transaction) => {
    await requireProductsInSight(transaction, actor.productLines, [input.fromProductId, input.toProductId]);
    await recordNew(transaction, actor, ownProductRelationshipRecorder, input);
    return view(transaction, key);
  });
}

/** Changes a relationship. Needs `updateProducts`; throws `stale_version`, or `refused` with every reason. */
export async function changeProductRelationship(
  app: App,
  actor: Actor,
  productRelationshipId: string,
  { preview, expectedVersion, ...changes }: ProductRelationshipChanges & ChangeOptions,
): Promise<ProductRelationshipView | CatalogChangePlan> {
  authoriseEverywhere(actor, 'updateProducts');
  const found = await find(actor)(app.database, productRelationshipId, { lock: false });
  if (found === undefined) throw notFound(words, productRelationshipId);
  const kind = { words, permission: 'updateProducts', recorder: ownProductRelationshipRecorder, view } as const;
  const changed = (before: ProductRelationship) => ({ ...before, ...changes });
  return changeCatalogEntity(app, actor, kind, relationshipKey(found.entity), { changed, preview, expectedVersion });
}

/** Deletes a relationship. Needs `updateProducts`; throws `stale_version`, or `refused` with every reason. */
export async function deleteProductRelationship(
  app: App,
  actor: Actor,
  productRelationshipId: string,
  options: ChangeOptions,
): Promise<CatalogDeletion> {
  const named = { entity: 'productRelationship', words, permission: 'updateProducts' } as const;
  const kind = { ...named, select: find(actor), reasonsAgainst: reasonsAgainstDeleting, keyOf: relationshipKey };
  return deleteCatalogEntity(app, actor, kind, productRelationshipId, options);
}

/** One relationship between products. Needs `viewProducts`. */
export async function getProductRelationship(
  app: App,
  actor: Actor,
  productRelationshipId: string,
): Promise<ProductRelationshipView> {
  authorise(actor, 'viewProducts');
  return present(productRelationshipId, await find(actor)(app.database, productRelationshipId, { lock: false }));
}

/** Relationships between products in the order in which they were made. Needs `viewProducts`. */
export async function listProductRelationships(
  app: App,
  actor: Actor,
  request: PageRequest & ProductRelationshipFilter,
): Promise<Page<ProductRelationshipView>> {
  authorise(actor, 'viewProducts');
  const relationships = await selectRelationships(app.database, actor.productLines, request, {
    after: rowAfter(request),
    limit: request.limit + 1,
  });
  return toPage(relationships, request.limit, (relationship) => present(String(relationship.id), relationship));
}

const words = 'product relationship';

/** How relationships are read by whoever sees both of their sides. */
function find({ productLines }: Actor) {
  return async (
    reader: Reader,
    productRelationshipId: string,
    options: { readonly lock: boolean },
  ): Promise<RecordedRelationship | undefined> => {
    const id = rowKey(productRelationshipId);
    return id === undefined ? undefined : selectRelationship(reader, productLines, id, options);
  };
}

async function reasonsAgainstDeleting(transaction: Transaction, { entity }: Recorded<ProductRelationship>) {
  const products = await productRows(transaction, [entity.fromProductId, entity.toProductId], { hold: true });
  return reasonsAgainstTouching([...products].map(([key, { state }]) => ({ key, state })));
}

async function view(transaction: Transaction, key: string): Promise<ProductRelationshipView> {
  return present(key, (await lockRelationships(transaction, [key])).get(key));
}

function present(key: string, stored: RecordedRelationship | undefined): ProductRelationshipView {
  if (stored === undefined) throw notFound(words, key);
  const { fromProduct, toProduct, version } = stored;
  return {
    productRelationshipId: String(stored.id),
    ...stored.entity,
    fromProduct,
    toProduct,
    version,
    ...stampsOf(stored),
  };
}
