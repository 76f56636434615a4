import { z } from 'zod';
import { featureBundleFilters } from '../catalog/catalog-filters.ts';
import { featureBundleOrder } from '../catalog/catalog-orders.ts';
import { featureBundleChangesSchema, newFeatureBundleSchema } from '../catalog/catalog-schemas.ts';
import {
  changeFeatureBundle,
  changeFeatureBundleState,
  createFeatureBundle,
  deleteFeatureBundle,
  featureBundleHistory,
  getFeatureBundle,
  listFeatureBundles,
} from '../catalog/feature-bundle-operations.ts';
import { filterParameters } from '../platform/list-filters.ts';
import { keySchema } from '../shared/schemas.ts';
import { catalogStates } from '../shared/vocabulary.ts';
import { nullableText, pageOf, paging, search, sorting, stamps, versioned } from './answers.ts';
import {
  catalogDeletion,
  catalogStateChange,
  changedOrPlanned,
  editedOrPlanned,
  optionsOf,
  versionIfChanged,
} from './catalog-answers.ts';
import { historyRecord } from './history-answers.ts';
import { get, patch, post, remove, type Api } from './operation.ts';

const featureBundle = z
  .strictObject({
    featureBundleId: z.string(),
    name: z.string(),
    description: nullableText,
    features: z.array(z.strictObject({ featureId: z.string(), count: z.int() })),
    state: z.enum(catalogStates),
    ...versioned,
    ...stamps,
  })
  .meta({ id: 'FeatureBundle' });

const listed = featureBundle
  .extend({ productCount: z.int().meta({ description: 'How many products hold it.' }) })
  .meta({ id: 'ListedFeatureBundle' });

const path = { featureBundleId: keySchema };
const url = '/feature-bundles/{featureBundleId}';

/** Features that are sold together. */
export function featureBundleRoutes({ add }: Api): void {
  add({
    ...get,
    id: 'listFeatureBundles',
    url: '/feature-bundles',
    summary: 'Feature bundles, in the order in which they were made unless told',
    permission: 'viewFeatureBundles',
    query: {
      ...paging,
      ...sorting(featureBundleOrder),
      ...search,
      ...filterParameters(featureBundleFilters),
      featureId: keySchema.optional(),
    },
    answer: pageOf(listed),
    run: ({ app, actor, query }) => listFeatureBundles(app, actor, query),
  });
  add({
    ...post,
    id: 'createFeatureBundle',
    url: '/feature-bundles',
    summary: 'Make a draft feature bundle',
    permission: 'createFeatureBundles',
    body: newFeatureBundleSchema,
    status: 201,
    answer: featureBundle,
    run: ({ app, actor, body }) => createFeatureBundle(app, actor, body),
    location: (made) => `/feature-bundles/${encodeURIComponent(made.featureBundleId)}`,
    version: (made) => made.version,
  });
  addOne({ add });
  addVerbs({ add });
}

function addOne({ add }: Api): void {
  add({
    ...get,
    id: 'getFeatureBundle',
    url,
    summary: 'One feature bundle',
    permission: 'viewFeatureBundles',
    path,
    answer: featureBundle,
    run: (call) => getFeatureBundle(call.app, call.actor, call.path.featureBundleId),
    version: (found) => found.version,
  });
  add({
    ...get,
    id: 'getFeatureBundleHistory',
    url: `${url}/history`,
    summary: 'Every change of a feature bundle, the oldest first',
    permission: 'viewFeatureBundles',
    path,
    query: paging,
    answer: pageOf(historyRecord),
    run: (call) => featureBundleHistory(call.app, call.actor, call.path.featureBundleId, call.query),
  });
}

function addVerbs({ add }: Api): void {
  add({
    ...patch,
    id: 'changeFeatureBundle',
    url,
    summary: 'Change a draft feature bundle, or the description of one that is not',
    permission: 'updateFeatureBundles',
    path,
    body: featureBundleChangesSchema,
    takesIfMatch: true,
    takesPreview: true,
    answer: editedOrPlanned(featureBundle),
    run: (call) =>
      changeFeatureBundle(call.app, call.actor, call.path.featureBundleId, { ...call.body, ...optionsOf(call) }),
    version: versionIfChanged,
  });
  add({
    ...remove,
    id: 'deleteFeatureBundle',
    url,
    summary: 'Delete a draft feature bundle that nothing refers to',
    permission: 'deleteFeatureBundles',
    path,
    takesIfMatch: true,
    takesPreview: true,
    answer: catalogDeletion,
    run: (call) => deleteFeatureBundle(call.app, call.actor, call.path.featureBundleId, optionsOf(call)),
  });
  add({
    ...post,
    id: 'changeFeatureBundleState',
    url: `${url}/state`,
    summary: 'Deploy, withdraw or end a feature bundle; deploying it deploys its draft features too',
    permission: 'changeFeatureBundleState',
    path,
    body: catalogStateChange,
    takesIfMatch: true,
    takesPreview: true,
    answer: changedOrPlanned(featureBundle),
    run: (call) =>
      changeFeatureBundleState(call.app, call.actor, call.path.featureBundleId, { ...call.body, ...optionsOf(call) }),
    version: versionIfChanged,
  });
}
