import { z } from 'zod';
import { licenseTechnologyFilters } from '../catalog/catalog-filters.ts';
import {
  licenseTechnologyChangesSchema,
  licenseTechnologyStateChangeSchema,
  newLicenseTechnologySchema,
} from '../catalog/license-model-schemas.ts';
import {
  changeLicenseTechnology,
  changeLicenseTechnologyState,
  createLicenseTechnology,
  deleteLicenseTechnology,
  getLicenseTechnology,
  licenseTechnologyHistory,
  listLicenseTechnologies,
} from '../catalog/license-technology-operations.ts';
import { licenseTechnologyOrder } from '../catalog/license-technology-orders.ts';
import { filterParameters } from '../platform/list-filters.ts';
import { keySchema } from '../shared/schemas.ts';
import { pageOf, paging, search, sorting } from './answers.ts';
import { catalogDeletion, changedOrPlanned, editedOrPlanned, optionsOf, versionIfChanged } from './catalog-answers.ts';
import { historyRecord } from './history-answers.ts';
import { licenseTechnology } from './license-model-answers.ts';
import { get, patch, post, remove, type Api } from './operation.ts';

const listed = licenseTechnology
  .extend({ licenseModelCount: z.int().meta({ description: 'How many license models are of it.' }) })
  .meta({ id: 'ListedLicenseTechnology' });

const path = { licenseTechnologyId: keySchema };

/** How licenses are made. */
export function licenseTechnologyRoutes({ add }: Api): void {
  add({
    ...get,
    id: 'listLicenseTechnologies',
    url: '/license-technologies',
    summary:
      'License technologies, those that are built in among them, in the order in which they were made unless told',
    permission: 'viewLicenseModels',
    query: { ...paging, ...sorting(licenseTechnologyOrder), ...search, ...filterParameters(licenseTechnologyFilters) },
    answer: pageOf(listed),
    run: ({ app, actor, query }) => listLicenseTechnologies(app, actor, query),
  });
  add({
    ...post,
    id: 'createLicenseTechnology',
    url: '/license-technologies',
    summary: 'Make a draft license technology of your own',
    permission: 'createLicenseModels',
    body: newLicenseTechnologySchema,
    status: 201,
    answer: licenseTechnology,
    run: ({ app, actor, body }) => createLicenseTechnology(app, actor, body),
    location: (made) => `/license-technologies/${encodeURIComponent(made.licenseTechnologyId)}`,
    version: (made) => made.version,
  });
  add({
    ...get,
    id: 'getLicenseTechnology',
    url: '/license-technologies/{licenseTechnologyId}',
    summary: 'One license technology',
    permission: 'viewLicenseModels',
    path,
    answer: licenseTechnology,
    run: (call) => getLicenseTechnology(call.app, call.actor, call.path.licenseTechnologyId),
    version: (found) => found.version,
  });
  addChanges({ add });
}

function addChanges({ add }: Api): void {
  add({
    ...patch,
    id: 'changeLicenseTechnology',
    url: '/license-technologies/{licenseTechnologyId}',
    summary: 'Change a draft license technology, or the description of one that is deployed',
    permission: 'updateLicenseModels',
    path,
    body: licenseTechnologyChangesSchema,
    takesIfMatch: true,
    takesPreview: true,
    answer: editedOrPlanned(licenseTechnology),
    run: (call) => {
      const request = { changes: call.body, ...optionsOf(call) };
      return changeLicenseTechnology(call.app, call.actor, call.path.licenseTechnologyId, request);
    },
    version: versionIfChanged,
  });
  add({
    ...remove,
    id: 'deleteLicenseTechnology',
    url: '/license-technologies/{licenseTechnologyId}',
    summary: 'Delete a draft license technology that no license model names',
    permission: 'deleteLicenseModels',
    path,
    takesIfMatch: true,
    takesPreview: true,
    answer: catalogDeletion,
    run: (call) => deleteLicenseTechnology(call.app, call.actor, call.path.licenseTechnologyId, optionsOf(call)),
  });
  add({
    ...get,
    id: 'getLicenseTechnologyHistory',
    url: '/license-technologies/{licenseTechnologyId}/history',
    summary: 'Every change of a license technology, the oldest first',
    permission: 'viewLicenseModels',
    path,
    query: paging,
    answer: pageOf(historyRecord),
    run: (call) => licenseTechnologyHistory(call.app, call.actor, call.path.licenseTechnologyId, call.query),
  });
  addState({ add });
}

function addState({ add }: Api): void {
  add({
    ...post,
    id: 'changeLicenseTechnologyState',
    url: '/license-technologies/{licenseTechnologyId}/state',
    summary: 'Deploy a license technology, or make it a draft again',
    permission: 'changeLicenseModelState',
    path,
    body: licenseTechnologyStateChangeSchema,
    takesIfMatch: true,
    takesPreview: true,
    answer: changedOrPlanned(licenseTechnology),
    run: ({ app, actor, path: { licenseTechnologyId }, body, expectedVersion, preview }) =>
      changeLicenseTechnologyState(app, actor, licenseTechnologyId, { ...body, expectedVersion, preview }),
    version: versionIfChanged,
  });
}
