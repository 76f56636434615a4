import { z } from 'zod';
import { licenseModelFilters } from '../catalog/catalog-filters.ts';
import { licenseModelOrder } from '../catalog/catalog-orders.ts';
import {
  changeLicenseModel,
  changeLicenseModelState,
  createLicenseModel,
  deleteLicenseModel,
  getLicenseModel,
  licenseModelHistory,
  listLicenseModels,
} from '../catalog/license-model-operations.ts';
import { licenseModelChangesSchema, newLicenseModelSchema } from '../catalog/license-model-schemas.ts';
import { filterParameters } from '../platform/list-filters.ts';
import { keySchema } from '../shared/schemas.ts';
import { pageOf, paging, search, sorting } from './answers.ts';
import {
  catalogDeletion,
  catalogStateChange,
  changedOrPlanned,
  editedOrPlanned,
  optionsOf,
  versionIfChanged,
} from './catalog-answers.ts';
import { historyRecord } from './history-answers.ts';
import { licenseModel } from './license-model-answers.ts';
import { get, patch, post, remove, type Api } from './operation.ts';

const listed = licenseModel
  .extend({ productCount: z.int().meta({ description: 'How many products are linked to it.' }) })
  .meta({ id: 'ListedLicenseModel' });

const path = { licenseModelId: keySchema };

/** How a license behaves. */
export function licenseModelRoutes({ add }: Api): void {
  add({
    ...get,
    id: 'listLicenseModels',
    url: '/license-models',
    summary: 'License models, in the order in which they were made unless told',
    permission: 'viewLicenseModels',
    query: { ...paging, ...sorting(licenseModelOrder), ...search, ...filterParameters(licenseModelFilters) },
    answer: pageOf(listed),
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
  addChanges({ add });
}

function addChanges({ add }: Api): void {
  add({
    ...patch,
    id: 'changeLicenseModel',
    url: '/license-models/{licenseModelId}',
    summary: 'Change a draft license model, or the description of one that is not',
    permission: 'updateLicenseModels',
    path,
    body: licenseModelChangesSchema,
    takesIfMatch: true,
    takesPreview: true,
    answer: editedOrPlanned(licenseModel),
    run: (call) =>
      changeLicenseModel(call.app, call.actor, call.path.licenseModelId, { changes: call.body, ...optionsOf(call) }),
    version: versionIfChanged,
  });
  add({
    ...remove,
    id: 'deleteLicenseModel',
    url: '/license-models/{licenseModelId}',
    summary: 'Delete a draft license model that nothing refers to',
    permission: 'deleteLicenseModels',
    path,
    takesIfMatch: true,
    takesPreview: true,
    answer: catalogDeletion,
    run: (call) => deleteLicenseModel(call.app, call.actor, call.path.licenseModelId, optionsOf(call)),
  });
  add({
    ...get,
    id: 'getLicenseModelHistory',
    url: '/license-models/{licenseModelId}/history',
    summary: 'Every change of a license model, the oldest first',
    permission: 'viewLicenseModels',
    path,
    query: paging,
    answer: pageOf(historyRecord),
    run: (call) => licenseModelHistory(call.app, call.actor, call.path.licenseModelId, call.query),
  });
  addState({ add });
}

function addState({ add }: Api): void {
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
    version: versionIfChanged,
  });
}
