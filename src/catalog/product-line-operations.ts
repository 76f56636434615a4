import { authorise, authoriseEverywhere } from '../accounts/authorise.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import type { App } from '../platform/app.ts';
import type { Reader } from '../platform/database.ts';
import { newIdentifier } from '../platform/new-identifier.ts';
import type { Page, PageRequest } from '../platform/paging.ts';
import { inRecordingTransaction, recordNew, stampsOf, type Recorded, type Stamps } from '../platform/recording.ts';
import { sortedPage, toSortedPage, type SortedRequest } from '../platform/sorting.ts';
import { notFound } from '../shared/problems.ts';
import { changeCatalogEntity, type CatalogChangePlan, type ChangeOptions } from './catalog-changing.ts';
import { deleteCatalogEntity, unlessReferred, type CatalogDeletion } from './catalog-deleting.ts';
import { catalogHistory } from './catalog-history-operations.ts';
import { productLineOrder, type CatalogSort } from './catalog-orders.ts';
import { selectReferencesToProductLine } from './catalog-reference-store.ts';
import type { NewProductLine, ProductLineChanges } from './catalog-schemas.ts';
import { productLineRecorder } from './product-line-recorder.ts';
import { selectProductLine, selectProductLines } from './product-line-store.ts';
import type { ProductLine } from './rules/product-line.ts';

export type ProductLineView = ProductLine & { readonly version: number } & Stamps;

/** Makes a product line. Needs `manageProductLines`; throws `duplicate_key`, or `refused` with every reason. */
export async function createProductLine(app: App, actor: Actor, input: NewProductLine): Promise<ProductLineView> {
  authoriseEverywhere(actor, 'manageProductLines');
  const productLineId = input.productLineId ?? newIdentifier();
  return inRecordingTransaction(app.database, async (transaction) => {
    await recordNew(transaction, actor, productLineRecorder, { ...input, productLineId });
    return view(transaction, productLineId);
  });
}

/** One product line. Needs `viewProducts`. */
export async function getProductLine(app: App, actor: Actor, productLineId: string): Promise<ProductLineView> {
  authorise(actor, 'viewProducts');
  return view(app.database, productLineId);
}

/** Product lines, sorted as asked. Needs `viewProducts`. */
export async function listProductLines(
  app: App,
  actor: Actor,
  request: SortedRequest<CatalogSort> & { readonly name?: string | undefined },
): Promise<Page<ProductLineView>> {
  authorise(actor, 'viewProducts');
  const page = sortedPage(productLineOrder, request);
  const lines = await selectProductLines(app.database, request, page);
  return toSortedPage(lines, page, (line) => present(line.entity.productLineId, line));
}

/** Changes a product line. Needs `manageProductLines`; throws `stale_version`, or `refused` with every reason. */
export async function changeProductLine(
  app: App,
  actor: Actor,
  productLineId: string,
  { preview, expectedVersion, ...changes }: ProductLineChanges & ChangeOptions,
): Promise<ProductLineView | CatalogChangePlan> {
  const kind = { words, permission: 'manageProductLines', recorder: productLineRecorder, view } as const;
  const changed = ({ name }: ProductLine) => ({ ...changes, name: changes.name ?? name, productLineId });
  return changeCatalogEntity(app, actor, kind, productLineId, { changed, preview, expectedVersion });
}

/** Deletes a product line without products. Needs `manageProductLines`; throws `stale_version`, or `refused` with every reason. */
export async function deleteProductLine(
  app: App,
  actor: Actor,
  productLineId: string,
  options: ChangeOptions,
): Promise<CatalogDeletion> {
  const reasonsAgainst = unlessReferred<ProductLine>(words, selectReferencesToProductLine, () => undefined);
  const named = { entity: 'productLine', words, permission: 'manageProductLines' } as const;
  return deleteCatalogEntity(
    app,
    actor,
    { ...named, select: selectProductLine, reasonsAgainst },
    productLineId,
    options,
  );
}

/** Every change of a product line, the oldest first. Needs `viewProducts`. */
export async function productLineHistory(app: App, actor: Actor, productLineId: string, page: PageRequest) {
  const kind = { entity: 'productLine', words, permission: 'viewProducts', select: selectProductLine } as const;
  return catalogHistory(app, actor, kind, productLineId, page);
}

const words = 'product line';

async function view(reader: Reader, productLineId: string): Promise<ProductLineView> {
  return present(productLineId, await selectProductLine(reader, productLineId, { lock: false }));
}

function present(productLineId: string, stored: Recorded<ProductLine> | undefined): ProductLineView {
  if (stored === undefined) throw notFound(words, productLineId);
  return { ...stored.entity, version: stored.version, ...stampsOf(stored) };
}
