import { authorise, authoriseEverywhere } from '../accounts/authorise.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import type { App } from '../platform/app.ts';
import { inSnapshot, type Reader } from '../platform/database.ts';
import { newIdentifier } from '../platform/new-identifier.ts';
import type { Page, PageRequest } from '../platform/paging.ts';
import { inRecordingTransaction, recordNew, stampsOf, type Recorded, type Stamps } from '../platform/recording.ts';
import { sortedPage, toSortedPage, type SortedRequest } from '../platform/sorting.ts';
import { notFound, refusal } from '../shared/problems.ts';
import { changeCatalogEntity, type CatalogChangePlan, type ChangeOptions } from './catalog-changing.ts';
import { deleteCatalogEntity, unlessReferred, type CatalogDeletion } from './catalog-deleting.ts';
import { catalogHistory } from './catalog-history-operations.ts';
import { productLineOrder, type CatalogSort } from './catalog-orders.ts';
import { selectReferencesToProductLine } from './catalog-reference-store.ts';
import type { NewProductLine, ProductLineChanges } from './catalog-schemas.ts';
import { countUses } from './catalog-use-store.ts';
import { productLineRecorder } from './product-line-recorder.ts';
import { selectProductLine, selectProductLines, type ProductLineFilter } from './product-line-store.ts';
import { reasonsAgainstForeignLine } from './rules/product-line-access.ts';
import type { ProductLine } from './rules/product-line.ts';

export type ProductLineView = ProductLine & { readonly version: number } & Stamps;

/** A product line in a list, with how many products belong to it. */
type ListedProductLine = ProductLineView & { readonly productCount: number };

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
  request: SortedRequest<CatalogSort> & ProductLineFilter,
): Promise<Page<ListedProductLine>> {
  authorise(actor, 'viewProducts');
  const page = sortedPage(productLineOrder, request);
  const { lines, products } = await inSnapshot(app.database, async (reader) => {
    const found = await selectProductLines(reader, request, page);
    return { lines: found, products: await countUses(reader, actor.productLines, 'lineOfProduct', found) };
  });
  return toSortedPage(lines, page, (line) => ({
    ...present(line.entity.productLineId, line),
    productCount: products.get(line.id) ?? 0,
  }));
}

/** Changes a product line. Needs `manageProductLines`; throws `stale_version`, or `refused` with every reason. */
export async function changeProductLine(
  app: App,
  actor: Actor,
  productLineId: string,
  { preview, expectedVersion, ...changes }: ProductLineChanges & ChangeOptions,
): Promise<ProductLineView | CatalogChangePlan> {
  const named = { words, permission: 'manageProductLines', recorder: productLineRecorder, view } as const;
  const kind = { ...named, ...ownedBy(actor) };
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
    { ...named, ...ownedBy(actor), select: selectProductLine, reasonsAgainst },
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

/** Throws `refused` for product lines that the actor lacks, where they are limited to some. */
function ownedBy({ productLines }: Actor) {
  return {
    requireSeen: async (reader: Reader, productLineId: string): Promise<void> => {
      const line = productLines.all ? undefined : await selectProductLine(reader, productLineId, { lock: false });
      const reasons = line ? reasonsAgainstForeignLine(productLines, { id: line.id, productLineId }) : [];
      if (reasons.length > 0) throw refusal(reasons);
    },
  };
}

async function view(reader: Reader, productLineId: string): Promise<ProductLineView> {
  return present(productLineId, await selectProductLine(reader, productLineId, { lock: false }));
}

function present(productLineId: string, stored: Recorded<ProductLine> | undefined): ProductLineView {
  if (stored === undefined) throw notFound(words, productLineId);
  return { ...stored.entity, version: stored.version, ...stampsOf(stored) };
}
