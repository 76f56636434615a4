import { authorise, authoriseEverywhere } from '../accounts/authorise.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import type { App } from '../platform/app.ts';
import { rowAfter, rowKey, toPage, type Page, type PageRequest } from '../platform/paging.ts';
import { inRecordingTransaction, recordNew, stampsOf, type Recorded, type Stamps } from '../platform/recording.ts';
import { notFound } from '../shared/problems.ts';
import type { ProductRelationshipRecord } from './catalog-schemas.ts';
import { newProductRelationshipRecorder } from './product-relationship-recorder.ts';
import {
  lockRelationships,
  selectRelationship,
  selectRelationships,
  type ProductRelationshipFilter,
} from './product-relationship-store.ts';
import { relationshipKey, type ProductRelationship } from './rules/product.ts';

export type ProductRelationshipView = { readonly productRelationshipId: string } & ProductRelationship & {
    readonly version: number;
  } & Stamps;

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
    await recordNew(transaction, actor, newProductRelationshipRecorder, input);
    return present(key, (await lockRelationships(transaction, [key])).get(key));
  });
}

/** One relationship between products. Needs `viewProducts`. */
export async function getProductRelationship(
  app: App,
  actor: Actor,
  productRelationshipId: string,
): Promise<ProductRelationshipView> {
  authorise(actor, 'viewProducts');
  const id = rowKey(productRelationshipId);
  return present(productRelationshipId, id === undefined ? undefined : await selectRelationship(app.database, id));
}

/** Relationships between products in the order in which they were made. Needs `viewProducts`. */
export async function listProductRelationships(
  app: App,
  actor: Actor,
  request: PageRequest & ProductRelationshipFilter,
): Promise<Page<ProductRelationshipView>> {
  authorise(actor, 'viewProducts');
  const relationships = await selectRelationships(app.database, request, {
    after: rowAfter(request),
    limit: request.limit + 1,
  });
  return toPage(relationships, request.limit, (relationship) => present(String(relationship.id), relationship));
}

function present(key: string, stored: Recorded<ProductRelationship> | undefined): ProductRelationshipView {
  if (stored === undefined) throw notFound('product relationship', key);
  return {
    productRelationshipId: String(stored.id),
    ...stored.entity,
    version: stored.version,
    ...stampsOf(stored),
  };
}
