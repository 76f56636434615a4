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
import { selectReferencesToFeatureBundle } from './catalog-reference-store.ts';
import { featureBundleOrder, type CatalogSort } from './catalog-orders.ts';
import type { CatalogStateChange, FeatureBundleChanges, NewFeatureBundle } from './catalog-schemas.ts';
import { changeCatalogState, type StateChangeOptions, type StatefulKind } from './catalog-state-operations.ts';
import { countUses } from './catalog-use-store.ts';
import { ownFeatureBundleRecorder } from './feature-bundle-recorder.ts';
import { selectFeatureBundle, selectFeatureBundles, type FeatureBundleFilter } from './feature-bundle-store.ts';
import type { CatalogStatePlan } from './rules/catalog-states.ts';
import type { FeatureBundle } from './rules/feature-bundle.ts';

export type FeatureBundleView = FeatureBundle & { readonly version: number } & Stamps;

/** A feature bundle in a list, with how many products hold it. */
type ListedFeatureBundle = FeatureBundleView & { readonly productCount: number };

/** Makes a draft feature bundle. Needs `createFeatureBundles`; throws `duplicate_key`, or `refused` with every reason. */
export async function createFeatureBundle(app: App, actor: Actor, input: NewFeatureBundle): Promise<FeatureBundleView> {
  authoriseEverywhere(actor, 'createFeatureBundles');
  const featureBundleId = input.featureBundleId ?? newIdentifier();
  return inRecordingTransaction(app.database, async (transaction) => {
    await recordNew(transaction, actor, ownFeatureBundleRecorder, { ...input, featureBundleId });
    return view(transaction, featureBundleId);
  });
}

/** One feature bundle. Needs `viewFeatureBundles`. */
export async function getFeatureBundle(app: App, actor: Actor, featureBundleId: string): Promise<FeatureBundleView> {
  authorise(actor, 'viewFeatureBundles');
  return inSnapshot(app.database, (reader) => view(reader, featureBundleId));
}

/** Feature bundles, sorted as asked. Needs `viewFeatureBundles`. */
export async function listFeatureBundles(
  app: App,
  actor: Actor,
  request: SortedRequest<CatalogSort> & FeatureBundleFilter,
): Promise<Page<ListedFeatureBundle>> {
  authorise(actor, 'viewFeatureBundles');
  const page = sortedPage(featureBundleOrder, request);
  const { bundles, products } = await inSnapshot(app.database, async (reader) => {
    const found = await selectFeatureBundles(reader, request, page);
    return { bundles: found, products: await countUses(reader, actor.productLines, 'bundleOfProduct', found) };
  });
  return toSortedPage(bundles, page, (bundle) => ({
    ...present(bundle.entity.featureBundleId, bundle),
    productCount: products.get(bundle.id) ?? 0,
  }));
}

/**
 * Changes a feature bundle's state; deploying it deploys its draft features too. Needs `changeFeatureBundleState`; throws
 * `stale_version`, or `refused` with every reason.
 */
export async function changeFeatureBundleState(
  app: App,
  actor: Actor,
  featureBundleId: string,
  request: CatalogStateChange & StateChangeOptions,
): Promise<FeatureBundleView | CatalogStatePlan> {
  const answer = await changeCatalogState(app, actor, statefulBundle, featureBundleId, request);
  return 'plan' in answer ? answer.plan : present(featureBundleId, answer.changed);
}

/** Changes a feature bundle. Needs `updateFeatureBundles`; throws `stale_version`, or `refused` with every reason. */
export async function changeFeatureBundle(
  app: App,
  actor: Actor,
  featureBundleId: string,
  { preview, expectedVersion, ...changes }: FeatureBundleChanges & ChangeOptions,
): Promise<FeatureBundleView | CatalogChangePlan> {
  const recorder = ownFeatureBundleRecorder;
  const kind = { words, permission: 'updateFeatureBundles', recorder, view } as const;
  const changed = ({ name }: FeatureBundle) => ({ ...changes, name: changes.name ?? name, featureBundleId });
  return changeCatalogEntity(app, actor, kind, featureBundleId, { changed, preview, expectedVersion });
}

/**
 * Deletes a draft feature bundle that nothing holds. Needs `deleteFeatureBundles`; throws `stale_version`, or `refused` with
 * every reason.
 */
export async function deleteFeatureBundle(
  app: App,
  actor: Actor,
  featureBundleId: string,
  options: ChangeOptions,
): Promise<CatalogDeletion> {
  const reasonsAgainst = unlessReferred(words, selectReferencesToFeatureBundle, ({ state }: FeatureBundle) => state);
  const named = { entity: 'featureBundle', words, permission: 'deleteFeatureBundles' } as const;
  const kind = { ...named, select: selectFeatureBundle, reasonsAgainst };
  return deleteCatalogEntity(app, actor, kind, featureBundleId, options);
}

/** Every change of a feature bundle, the oldest first. Needs `viewFeatureBundles`. */
export async function featureBundleHistory(app: App, actor: Actor, featureBundleId: string, page: PageRequest) {
  const named = { entity: 'featureBundle', words, permission: 'viewFeatureBundles' } as const;
  return catalogHistory(app, actor, { ...named, select: selectFeatureBundle }, featureBundleId, page);
}

const words = 'feature bundle';

const statefulBundle: StatefulKind<FeatureBundle> = {
  entity: 'featureBundle',
  words,
  permission: 'changeFeatureBundleState',
  select: selectFeatureBundle,
  selectReferences: selectReferencesToFeatureBundle,
};

async function view(transaction: Transaction, featureBundleId: string): Promise<FeatureBundleView> {
  return present(featureBundleId, await selectFeatureBundle(transaction, featureBundleId, { lock: false }));
}

function present(featureBundleId: string, stored: Recorded<FeatureBundle> | undefined): FeatureBundleView {
  if (stored === undefined) throw notFound(words, featureBundleId);
  return { ...stored.entity, version: stored.version, ...stampsOf(stored) };
}
