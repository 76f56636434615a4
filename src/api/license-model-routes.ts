import { z } from 'zod';
import { licenseModelOrder } from '../catalog/catalog-orders.ts';
import { newLicenseModelSchema } from '../catalog/catalog-schemas.ts';
import {
  changeLicenseModelState,
  createLicenseModel,
  getLicenseModel,
  listLicenseModels,
} from '../catalog/license-model-operations.ts';
import { keySchema } from '../shared/schemas.ts';
import { catalogStates, countings, licenseTechnologies, locks } from '../shared/vocabulary.ts';
import { nullableText, pageOf, paging, sorting, stamps, versioned } from './answers.ts';
import { catalogFilters, catalogStateChange, changedOrPlanned } from './catalog-answers.ts';
import { get, post, type Api } from './operation.ts';

const licenseModel = z
  .strictObject({
    licenseModelId: z.string(),
    name: z.string(),
    technology: z.enum(licenseTechnologies),
    counting: z.enum(countings),
    lock: z.enum(locks),
    description: nullableText,
    state: z.enum(catalogStates),
    ...versioned,
    ...stamps,
  })
  .meta({ id: 'LicenseModel' });

const path = { licenseModelId: keySchema };

/** How a license behaves. */
export function licenseModelRoutes({ add }: Api): void {
  add({
    ...get,
    id: 'listLicenseModels',
    url: '/license-models',
    summary: 'License models, in the order in which they were made unless told',
    permission: 'viewLicenseModels',
    query: { ...paging, ...sorting(licenseModelOrder), ...catalogFilters },
    answer: pageOf(licenseModel),
    run: ({ app, actor, query }) => listLicenseModels(app, actor, query),
  });
  add({
    ...post,
    id: 'createLicenseModel',
    url: '/license-models',
    summary: 'Make a draft license model',
    permission: 'createLicenseModels',
    body: newLicenseModelSchema,
    status: 201,
    answer: licenseModel,
    run: ({ app, actor, body }) => createLicenseModel(app, actor, body),
    location: (made) => `/license-models/${encodeURIComponent(made.licenseModelId)}`,
    version: (made) => made.version,
  });
  add({
    ...get,
    id: 'getLicenseModel',
    url: '/license-models/{licenseModelId}',
    summary: 'One license model',
    permission: 'viewLicenseModels',
    path,
    answer: licenseModel,
    run: (call) => getLicenseModel(call.app, call.actor, call.path.licenseModelId),
    version: (found) => found.version,
  });
  add({
    ...post,
    id: 'changeLicenseModelState',
    url: '/license-models/{licenseModelId}/state',
    summary: 'Deploy, withdraw or end a license model',
    permission: 'changeLicenseModelState',
    path,
    body: catalogStateChange,
    takesIfMatch: true,
    takesPreview: true,
    answer: changedOrPlanned(licenseModel),
    run: ({ app, actor, path: { licenseModelId }, body, expectedVersion, preview }) =>
      changeLicenseModelState(app, actor, licenseModelId, { ...body, expectedVersion, preview }),
  });
}
