import { z } from 'zod';
import { featureFilters } from '../catalog/catalog-filters.ts';
import { featureOrder } from '../catalog/catalog-orders.ts';
import { featureChangesSchema, newFeatureSchema } from '../catalog/catalog-schemas.ts';
import {
  changeFeature,
  changeFeatureState,
  createFeature,
  deleteFeature,
  featureHistory,
  getFeature,
  listFeatures,
} from '../catalog/feature-operations.ts';
import { filterParameters } from '../platform/list-filters.ts';
import { keySchema } from '../shared/schemas.ts';
import { catalogStates, dupGroups, versionFormats } from '../shared/vocabulary.ts';
import { nullableText, pageOf, paging, search, sorting, stamps } from './answers.ts';
import {
  catalogDeletion,
  catalogStateChange,
  changedOrPlanned,
  editedOrPlanned,
  optionsOf,
  recordVersioned,
  recordVersionOf,
  versionIfChanged,
} from './catalog-answers.ts';
import { historyRecord } from './history-answers.ts';
import { get, patch, post, remove, type Api } from './operation.ts';

const feature = z
  .strictObject({
    featureId: z.string(),
    name: z.string(),
    versionFormat: z.enum(versionFormats),
    version: nullableText.meta({ description: 'null for a date-based feature.' }),
    description: nullableText,
    vendorString: nullableText,
    notice: nullableText,
    serialNumber: nullableText,
    dupGroup: z
      .array(z.enum(dupGroups))
      .nullable()
      .meta({ description: 'What duplicates are grouped by; empty: nothing; null: as the license model says.' }),
    state: z.enum(catalogStates),
    ...recordVersioned,
    ...stamps,
  })
  .meta({ id: 'Feature' });

const listed = feature
  .extend({
    productCount: z.int().meta({ description: 'How many products hold it themselves.' }),
    featureBundleCount: z.int().meta({ description: 'How many feature bundles hold it.' }),
  })
  .meta({ id: 'ListedFeature' });

const path = { featureId: keySchema };

/** What a product can do. */
export function featureRoutes({ add }: Api): void {
  add({
    ...get,
    id: 'listFeatures',
    url: '/features',
    summary: 'Features, in the order in which they were made unless told',
    permission: 'viewFeatures',
    query: { ...paging, ...sorting(featureOrder), ...search, ...filterParameters(featureFilters) },
    answer: pageOf(listed),
    run: ({ app, actor, query }) => listFeatures(app, actor, query),
  });
  add({
    ...post,
    id: 'createFeature',
    url: '/features',
    summary: 'Make a draft feature',
    permission: 'createFeatures',
    body: newFeatureSchema,
    status: 201,
    answer: feature,
    run: ({ app, actor, body }) => createFeature(app, actor, body),
    location: (made) => `/features/${encodeURIComponent(made.featureId)}`,
    version: recordVersionOf,
  });
  add({
    ...get,
    id: 'getFeature',
    url: '/features/{featureId}',
    summary: 'One feature',
    permission: 'viewFeatures',
    path,
    answer: feature,
    run: (call) => getFeature(call.app, call.actor, call.path.featureId),
    version: recordVersionOf,
  });
  addState({ add });
  addChanges({ add });
}

function addState({ add }: Api): void {
  add({
    ...post,
    id: 'changeFeatureState',
    url: '/features/{featureId}/state',
    summary: 'Deploy, withdraw or end a feature',
    permission: 'changeFeatureState',
    path,
    body: catalogStateChange,
    takesIfMatch: true,
    takesPreview: true,
    answer: changedOrPlanned(feature),
    run: ({ app, actor, path: { featureId }, body, expectedVersion, preview }) =>
      changeFeatureState(app, actor, featureId, { ...body, expectedVersion, preview }),
    version: versionIfChanged,
  });
}

function addChanges({ add }: Api): void {
  add({
    ...get,
    id: 'getFeatureHistory',
    url: '/features/{featureId}/history',
    summary: 'Every change of a feature, the oldest first',
    permission: 'viewFeatures',
    path,
    query: paging,
    answer: pageOf(historyRecord),
    run: (call) => featureHistory(call.app, call.actor, call.path.featureId, call.query),
  });
  add({
    ...patch,
    id: 'changeFeature',
    url: '/features/{featureId}',
    summary: 'Change a draft feature, or the description of one that is not',
    permission: 'updateFeatures',
    path,
    body: featureChangesSchema,
    takesIfMatch: true,
    takesPreview: true,
    answer: editedOrPlanned(feature),
    run: (call) => changeFeature(call.app, call.actor, call.path.featureId, { ...call.body, ...optionsOf(call) }),
    version: versionIfChanged,
  });
  add({
    ...remove,
    id: 'deleteFeature',
    url: '/features/{featureId}',
    summary: 'Delete a draft feature that nothing refers to',
    permission: 'deleteFeatures',
    path,
    takesIfMatch: true,
    takesPreview: true,
    answer: catalogDeletion,
    run: (call) => deleteFeature(call.app, call.actor, call.path.featureId, optionsOf(call)),
  });
}
