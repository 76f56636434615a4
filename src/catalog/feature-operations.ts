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
import { selectReferencesToFeature } from './catalog-reference-store.ts';
import { featureOrder, type CatalogSort } from './catalog-orders.ts';
import type { CatalogStateChange, FeatureChanges, NewFeature } from './catalog-schemas.ts';
import { changeCatalogState, type StateChangeOptions, type StatefulKind } from './catalog-state-operations.ts';
import { countUses } from './catalog-use-store.ts';
import { ownFeatureRecorder } from './feature-recorder.ts';
import { selectFeature, selectFeatures, type FeatureFilter } from './feature-store.ts';
import type { CatalogStatePlan } from './rules/catalog-states.ts';
import type { Feature } from './rules/feature.ts';

export type FeatureView = Feature & { readonly recordVersion: number } & Stamps;

/** A feature in a list, with how many products and feature bundles hold it themselves. */
type ListedFeature = FeatureView & { readonly productCount: number; readonly featureBundleCount: number };

/** Makes a draft feature. Needs `createFeatures`; throws `duplicate_key`, or `refused` with every reason. */
export async function createFeature(app: App, actor: Actor, input: NewFeature): Promise<FeatureView> {
  authoriseEverywhere(actor, 'createFeatures');
  const featureId = input.featureId ?? newIdentifier();
  return inRecordingTransaction(app.database, async (transaction) => {
    await recordNew(transaction, actor, ownFeatureRecorder, { ...input, featureId });
    return view(transaction, featureId);
  });
}

/** One feature. Needs `viewFeatures`. */
export async function getFeature(app: App, actor: Actor, featureId: string): Promise<FeatureView> {
  authorise(actor, 'viewFeatures');
  return present(featureId, await selectFeature(app.database, featureId, { lock: false }));
}

/** Features, sorted as asked. Needs `viewFeatures`. */
export async function listFeatures(
  app: App,
  actor: Actor,
  request: SortedRequest<CatalogSort> & FeatureFilter,
): Promise<Page<ListedFeature>> {
  authorise(actor, 'viewFeatures');
  const page = sortedPage(featureOrder, request);
  const { features, products, bundles } = await inSnapshot(app.database, async (reader) => {
    const found = await selectFeatures(reader, request, page);
    const products = await countUses(reader, actor.productLines, 'featureOfProduct', found);
    return {
      features: found,
      products,
      bundles: await countUses(reader, actor.productLines, 'featureOfBundle', found),
    };
  });
  return toSortedPage(features, page, (feature) => ({
    ...present(feature.entity.featureId, feature),
    productCount: products.get(feature.id) ?? 0,
    featureBundleCount: bundles.get(feature.id) ?? 0,
  }));
}

/** Changes a feature's state. Needs `changeFeatureState`; throws `stale_version`, or `refused` with every reason. */
export async function changeFeatureState(
  app: App,
  actor: Actor,
  featureId: string,
  request: CatalogStateChange & StateChangeOptions,
): Promise<FeatureView | CatalogStatePlan> {
  const answer = await changeCatalogState(app, actor, statefulFeature, featureId, request);
  return 'plan' in answer ? answer.plan : present(featureId, answer.changed);
}

/** Changes a feature. Needs `updateFeatures`; throws `stale_version`, or `refused` with every reason. */
export async function changeFeature(
  app: App,
  actor: Actor,
  featureId: string,
  { preview, expectedVersion, ...changes }: FeatureChanges & ChangeOptions,
): Promise<FeatureView | CatalogChangePlan> {
  const kind = { words: 'feature', permission: 'updateFeatures', recorder: ownFeatureRecorder, view } as const;
  const changed = ({ name }: Feature) => ({ ...changes, name: changes.name ?? name, featureId });
  return changeCatalogEntity(app, actor, kind, featureId, { changed, preview, expectedVersion });
}

/** Deletes a draft feature that nothing holds. Needs `deleteFeatures`; throws `stale_version`, or `refused` with every reason. */
export async function deleteFeature(
  app: App,
  actor: Actor,
  featureId: string,
  options: ChangeOptions,
): Promise<CatalogDeletion> {
  const reasonsAgainst = unlessReferred('feature', selectReferencesToFeature, ({ state }: Feature) => state);
  const named = { entity: 'feature', words: 'feature', permission: 'deleteFeatures' } as const;
  return deleteCatalogEntity(app, actor, { ...named, select: selectFeature, reasonsAgainst }, featureId, options);
}

/** Every change of a feature, the oldest first. Needs `viewFeatures`. */
export async function featureHistory(app: App, actor: Actor, featureId: string, page: PageRequest) {
  const kind = { entity: 'feature', words: 'feature', permission: 'viewFeatures', select: selectFeature } as const;
  return catalogHistory(app, actor, kind, featureId, page);
}

const statefulFeature: StatefulKind<Feature> = {
  entity: 'feature',
  words: 'feature',
  permission: 'changeFeatureState',
  select: selectFeature,
  selectReferences: selectReferencesToFeature,
};

async function view(transaction: Transaction, featureId: string): Promise<FeatureView> {
  return present(featureId, await selectFeature(transaction, featureId, { lock: false }));
}

function present(featureId: string, stored: Recorded<Feature> | undefined): FeatureView {
  if (stored === undefined) throw notFound('feature', featureId);
  return { ...stored.entity, recordVersion: stored.version, ...stampsOf(stored) };
}
