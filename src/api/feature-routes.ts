import { z } from 'zod';
import { featureOrder } from '../catalog/catalog-orders.ts';
import { newFeatureSchema } from '../catalog/catalog-schemas.ts';
import { changeFeatureState, createFeature, getFeature, listFeatures } from '../catalog/feature-operations.ts';
import { keySchema } from '../shared/schemas.ts';
import { catalogStates, versionFormats } from '../shared/vocabulary.ts';
import { nullableText, pageOf, paging, sorting, stamps } from './answers.ts';
import {
  catalogFilters,
  catalogStateChange,
  changedOrPlanned,
  recordVersioned,
  recordVersionOf,
} from './catalog-answers.ts';
import { get, post, type Api } from './operation.ts';

const feature = z
  .strictObject({
    featureId: z.string(),
    name: z.string(),
    versionFormat: z.enum(versionFormats),
    version: nullableText.meta({ description: 'null for a date-based feature.' }),
    description: nullableText,
    state: z.enum(catalogStates),
    ...recordVersioned,
    ...stamps,
  })
  .meta({ id: 'Feature' });

const path = { featureId: keySchema };

/** What a product can do. */
export function featureRoutes({ add }: Api): void {
  add({
    ...get,
    id: 'listFeatures',
    url: '/features',
    summary: 'Features, in the order in which they were made unless told',
    permission: 'viewFeatures',
    query: { ...paging, ...sorting(featureOrder), ...catalogFilters },
    answer: pageOf(feature),
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
  });
}
