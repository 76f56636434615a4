import { z } from 'zod';
import {
  changePartNumber,
  createPartNumber,
  deletePartNumber,
  getPartNumber,
  listPartNumbers,
  partNumberHistory,
} from '../catalog/part-number-operations.ts';
import { partNumberFilters } from '../catalog/catalog-filters.ts';
import { partNumberOrder } from '../catalog/part-number-orders.ts';
import { newPartNumberSchema, partNumberChangesSchema } from '../catalog/part-number-schemas.ts';
import { filterParameters } from '../platform/list-filters.ts';
import { keySchema } from '../shared/schemas.ts';
import { nullableText, pageOf, paging, search, sorting, stamps, versioned } from './answers.ts';
import { catalogDeletion, editedOrPlanned, optionsOf, versionIfChanged } from './catalog-answers.ts';
import { historyRecord } from './history-answers.ts';
import { get, patch, post, remove, type Api } from './operation.ts';

const partNumber = z
  .strictObject({
    partNumber: z.string(),
    description: nullableText,
    productId: nullableText.meta({ description: 'The product that it stands for; null while it is not mapped.' }),
    licenseModelId: nullableText.meta({ description: 'The one of its license models, where it stands for that too.' }),
    ...versioned,
    ...stamps,
  })
  .meta({ id: 'PartNumber' });

const path = { partNumber: keySchema };

/** What order systems call products. */
export function partNumberRoutes({ add }: Api): void {
  add({
    ...get,
    id: 'listPartNumbers',
    url: '/part-numbers',
    summary: 'Part numbers, in the order in which they were made unless told',
    permission: 'viewProducts',
    query: { ...paging, ...sorting(partNumberOrder), ...search, ...filterParameters(partNumberFilters) },
    answer: pageOf(partNumber),
    run: ({ app, actor, query }) => listPartNumbers(app, actor, query),
  });
  add({
    ...post,
    id: 'createPartNumber',
    url: '/part-numbers',
    summary: 'Make a part number',
    permission: 'updateProducts',
    body: newPartNumberSchema,
    status: 201,
    answer: partNumber,
    run: ({ app, actor, body }) => createPartNumber(app, actor, body),
    location: (made) => `/part-numbers/${encodeURIComponent(made.partNumber)}`,
    version: (made) => made.version,
  });
  add({
    ...get,
    id: 'getPartNumber',
    url: '/part-numbers/{partNumber}',
    summary: 'One part number',
    permission: 'viewProducts',
    path,
    answer: partNumber,
    run: (call) => getPartNumber(call.app, call.actor, call.path.partNumber),
    version: (found) => found.version,
  });
  addChanges({ add });
}

function addChanges({ add }: Api): void {
  add({
    ...patch,
    id: 'changePartNumber',
    url: '/part-numbers/{partNumber}',
    summary: 'Change a part number; what was sold under it must fit what it stands for',
    permission: 'updateProducts',
    path,
    body: partNumberChangesSchema,
    takesIfMatch: true,
    takesPreview: true,
    answer: editedOrPlanned(partNumber),
    run: (call) =>
      changePartNumber(call.app, call.actor, call.path.partNumber, { changes: call.body, ...optionsOf(call) }),
    version: versionIfChanged,
  });
  add({
    ...remove,
    id: 'deletePartNumber',
    url: '/part-numbers/{partNumber}',
    summary: 'Delete a part number under which nothing was sold',
    permission: 'updateProducts',
    path,
    takesIfMatch: true,
    takesPreview: true,
    answer: catalogDeletion,
    run: (call) => deletePartNumber(call.app, call.actor, call.path.partNumber, optionsOf(call)),
  });
  add({
    ...get,
    id: 'getPartNumberHistory',
    url: '/part-numbers/{partNumber}/history',
    summary: 'Every change of a part number, the oldest first',
    permission: 'viewProducts',
    path,
    query: paging,
    answer: pageOf(historyRecord),
    run: (call) => partNumberHistory(call.app, call.actor, call.path.partNumber, call.query),
  });
}
