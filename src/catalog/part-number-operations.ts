import { authorise, authoriseEverywhere } from '../accounts/authorise.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import type { App } from '../platform/app.ts';
import type { Reader, Transaction } from '../platform/database.ts';
import type { Page, PageRequest } from '../platform/paging.ts';
import { inRecordingTransaction, recordNew, stampsOf, type Recorded, type Stamps } from '../platform/recording.ts';
import { sortedPage, toSortedPage, type SortedRequest } from '../platform/sorting.ts';
import { notFound } from '../shared/problems.ts';
import { changeCatalogEntity, type ChangeOptions } from './catalog-changing.ts';
import { deleteCatalogEntity, unlessReferred, type DeletableKind } from './catalog-deleting.ts';
import { catalogHistory } from './catalog-history-operations.ts';
import { requireProductsInSight, selectHiddenPartNumbers } from './product-line-sight.ts';
import { partNumberOrder, type PartNumberSort } from './part-number-orders.ts';
import { mappingPartNumberRecorder } from './part-number-recorder.ts';
import type { PartNumberChanges, PartNumberRecord } from './part-number-schemas.ts';
import {
  selectPartNumber,
  selectPartNumbers,
  selectReferencesToPartNumber,
  type PartNumberFilter,
} from './part-number-store.ts';
import type { PartNumber } from './rules/part-number.ts';

export type PartNumberView = PartNumber & { readonly version: number } & Stamps;

const kind = { entity: 'partNumber', words: 'part number', select: selectPartNumber } as const;

/** Makes a part number. Needs `updateProducts`; throws `duplicate_key`, or `refused` with every reason. */
export async function createPartNumber(app: App, actor: Actor, input: PartNumberRecord): Promise<PartNumberView> {
  authoriseEverywhere(actor, 'updateProducts');
  return inRecordingTransaction(app.database, async (transaction) => {
    await requireMapping(transaction, actor, input);
    await recordNew(transaction, actor, mappingPartNumberRecorder, input);
    return view(transaction, input.partNumber);
  });
}

/** One part number. Needs `viewProducts`. */
export async function getPartNumber(app: App, actor: Actor, partNumber: string): Promise<PartNumberView> {
  authorise(actor, 'viewProducts');
  await seenBy(actor).requireSeen(app.database, partNumber);
  return present(partNumber, await selectPartNumber(app.database, partNumber, { lock: false }));
}

/** Part numbers, sorted as asked. Needs `viewProducts`. */
export async function listPartNumbers(
  app: App,
  actor: Actor,
  request: SortedRequest<PartNumberSort> & PartNumberFilter,
): Promise<Page<PartNumberView>> {
  authorise(actor, 'viewProducts');
  const page = sortedPage(partNumberOrder, request);
  const parts = await selectPartNumbers(app.database, actor.productLines, request, page);
  return toSortedPage(parts, page, (part) => present(part.entity.partNumber, part));
}

/**
 * Changes a part number; what was sold under it must fit what it is mapped to. Needs `updateProducts`; throws
 * `stale_version`, or `refused` with every reason.
 */
export function changePartNumber(
  app: App,
  actor: Actor,
  partNumber: string,
  { changes, ...options }: ChangeOptions & { readonly changes: PartNumberChanges },
) {
  const changed = () => ({ ...changes, partNumber });
  const seen = { ...changeablePartNumber, ...seenBy(actor, changes) };
  return changeCatalogEntity(app, actor, seen, partNumber, { ...options, changed });
}

const changeablePartNumber = {
  words: kind.words,
  permission: 'updateProducts',
  recorder: mappingPartNumberRecorder,
  view,
} as const;

/** Deletes a part number under which nothing was sold. Needs `updateProducts`; throws `refused` with every reason. */
export function deletePartNumber(app: App, actor: Actor, partNumber: string, options: ChangeOptions) {
  return deleteCatalogEntity(app, actor, { ...deletablePartNumber, ...seenBy(actor) }, partNumber, options);
}

const deletablePartNumber: DeletableKind<PartNumber> = {
  ...kind,
  permission: 'updateProducts',
  reasonsAgainst: unlessReferred(kind.words, selectReferencesToPartNumber, () => undefined),
};

/** Every change of a part number, the oldest first. Needs `viewProducts`. */
export function partNumberHistory(app: App, actor: Actor, partNumber: string, page: PageRequest) {
  return catalogHistory(app, actor, { ...kind, ...seenBy(actor), permission: 'viewProducts' }, partNumber, page);
}

interface Seen {
  readonly requireSeen: (reader: Reader, partNumber: string) => Promise<void>;
}

/** Throws `not_found` for part numbers of products that the actor does not see, also of one that they would be mapped to. */
function seenBy(actor: Actor, changes: Pick<PartNumberChanges, 'productId'> = {}): Seen {
  return {
    requireSeen: async (reader, partNumber) => {
      const hidden = await selectHiddenPartNumbers(reader, actor.productLines, [partNumber]);
      if (hidden.has(partNumber)) throw notFound(kind.words, partNumber);
      await requireMapping(reader, actor, changes);
    },
  };
}

async function requireMapping(
  reader: Reader,
  { productLines }: Actor,
  { productId }: Pick<PartNumberChanges, 'productId'>,
): Promise<void> {
  await requireProductsInSight(reader, productLines, typeof productId === 'string' ? [productId] : []);
}

async function view(transaction: Transaction, partNumber: string): Promise<PartNumberView> {
  return present(partNumber, await selectPartNumber(transaction, partNumber, { lock: false }));
}

function present(partNumber: string, stored: Recorded<PartNumber> | undefined): PartNumberView {
  if (stored === undefined) throw notFound(kind.words, partNumber);
  return { ...stored.entity, version: stored.version, ...stampsOf(stored) };
}
