import { z } from 'zod';
import { productLineFilters } from '../catalog/catalog-filters.ts';
import { productLineOrder } from '../catalog/catalog-orders.ts';
import { newProductLineSchema, productLineChangesSchema } from '../catalog/catalog-schemas.ts';
import {
  changeProductLine,
  createProductLine,
  deleteProductLine,
  getProductLine,
  listProductLines,
  productLineHistory,
} from '../catalog/product-line-operations.ts';
import { filterParameters } from '../platform/list-filters.ts';
import { keySchema } from '../shared/schemas.ts';
import { nullableText, pageOf, paging, search, sorting, stamps, versioned } from './answers.ts';
import { catalogDeletion, editedOrPlanned, optionsOf, versionIfChanged } from './catalog-answers.ts';
import { historyRecord } from './history-answers.ts';
import { get, patch, post, remove, type Api } from './operation.ts';

const productLine = z
  .strictObject({
    productLineId: z.string(),
    name: z.string(),
    description: nullableText,
    ...versioned,
    ...stamps,
  })
  .meta({ id: 'ProductLine' });

const listed = productLine
  .extend({ productCount: z.int().meta({ description: 'How many products belong to it.' }) })
  .meta({ id: 'ListedProductLine' });

const path = { productLineId: keySchema };
const url = '/product-lines/{productLineId}';

/** Products that belong together. */
export function productLineRoutes({ add }: Api): void {
  add({
    ...get,
    id: 'listProductLines',
    url: '/product-lines',
    summary: 'Product lines, in the order in which they were made unless told',
    permission: 'viewProducts',
    query: { ...paging, ...sorting(productLineOrder), ...search, ...filterParameters(productLineFilters) },
    answer: pageOf(listed),
    run: ({ app, actor, query }) => listProductLines(app, actor, query),
  });
  add({
    ...post,
    id: 'createProductLine',
    url: '/product-lines',
    summary: 'Make a product line',
    permission: 'manageProductLines',
    body: newProductLineSchema,
    status: 201,
    answer: productLine,
    run: ({ app, actor, body }) => createProductLine(app, actor, body),
    location: (made) => `/product-lines/${encodeURIComponent(made.productLineId)}`,
    version: (made) => made.version,
  });
  add({
    ...get,
    id: 'getProductLine',
    url,
    summary: 'One product line',
    permission: 'viewProducts',
    path,
    answer: productLine,
    run: (call) => getProductLine(call.app, call.actor, call.path.productLineId),
    version: (found) => found.version,
  });
  addVerbs({ add });
}

function addVerbs({ add }: Api): void {
  add({
    ...get,
    id: 'getProductLineHistory',
    url: `${url}/history`,
    summary: 'Every change of a product line, the oldest first',
    permission: 'viewProducts',
    path,
    query: paging,
    answer: pageOf(historyRecord),
    run: (call) => productLineHistory(call.app, call.actor, call.path.productLineId, call.query),
  });
  add({
    ...patch,
    id: 'changeProductLine',
    url,
    summary: 'Change a product line',
    permission: 'manageProductLines',
    path,
    body: productLineChangesSchema,
    takesIfMatch: true,
    takesPreview: true,
    answer: editedOrPlanned(productLine),
    run: (call) =>
      changeProductLine(call.app, call.actor, call.path.productLineId, { ...call.body, ...optionsOf(call) }),
    version: versionIfChanged,
  });
  add({
    ...remove,
    id: 'deleteProductLine',
    url,
    summary: 'Delete a product line that no product belongs to',
    permission: 'manageProductLines',
    path,
    takesIfMatch: true,
    takesPreview: true,
    answer: catalogDeletion,
    run: (call) => deleteProductLine(call.app, call.actor, call.path.productLineId, optionsOf(call)),
  });
}
