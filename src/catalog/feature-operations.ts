import { authorise, authoriseEverywhere } from '../accounts/authorise.ts';
import type { Actor } from '../accounts/rules/permissions.ts';
import type { App } from '../platform/app.ts';
import { newIdentifier } from '../platform/new-identifier.ts';
import type { Page } from '../platform/paging.ts';
import { inRecordingTransaction, recordNew, stampsOf, type Recorded, type Stamps } from '../platform/recording.ts';
import { sortedPage, toSortedPage, type SortedRequest } from '../platform/sorting.ts';
import { notFound } from '../shared/problems.ts';
import { selectReferencesToFeature } from './catalog-reference-store.ts';
import { featureOrder, type CatalogSort } from './catalog-orders.ts';
import type { CatalogStateChange, NewFeature } from './catalog-schemas.ts';
import { changeCatalogState, type StateChangeOptions, type StatefulKind } from './catalog-state-operations.ts';
import { featureRecorder } from './feature-recorder.ts';
import { selectFeature, selectFeatures, type NamedFilter } from './feature-store.ts';
import type { CatalogStatePlan } from './rules/catalog-states.ts';
import type { Feature } from './rules/product.ts';

export type FeatureView = Feature & { readonly recordVersion: number } & Stamps;

/** Makes a draft feature. Needs `createFeatures`; throws `duplicate_key`, or `refused` with every reason. */
export async function createFeature(app: App, actor: Actor, input: NewFeature): Promise<FeatureView> {
  authoriseEverywhere(actor, 'createFeatures');
  const featureId = input.featureId ?? newIdentifier();
  return inRecordingTransaction(app.database, async (transaction) => {
    await recordNew(transaction, actor, featureRecorder, { ...input, featureId });
    return present(featureId, await selectFeature(transaction, featureId, { lock: false }));
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
  request: SortedRequest<CatalogSort> & NamedFilter,
): Promise<Page<FeatureView>> {
  authorise(actor, 'viewFeatures');
  const page = sortedPage(featureOrder, request);
  const features = await selectFeatures(app.database, request, page);
  return toSortedPage(features, page, (feature) => present(feature.entity.featureId, feature));
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

const statefulFeature: StatefulKind<Feature> = {
  entity: 'feature',
  words: 'feature',
  permission: 'changeFeatureState',
  select: selectFeature,
  selectReferences: selectReferencesToFeature,
};

function present(featureId: string, stored: Recorded<Feature> | undefined): FeatureView {
  if (stored === undefined) throw notFound('feature', featureId);
  return { ...stored.entity, recordVersion: stored.version, ...stampsOf(stored) };
}
