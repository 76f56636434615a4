import { z } from 'zod';
import { productFilters } from '../catalog/catalog-filters.ts';
import { productOrder } from '../catalog/catalog-orders.ts';
import { newProductSchema, productChangesSchema } from '../catalog/catalog-schemas.ts';
import {
  changeProduct,
  changeProductState,
  createProduct,
  deleteProduct,
  getProduct,
  listProducts,
  productHistory,
} from '../catalog/product-operations.ts';
import { filterParameters } from '../platform/list-filters.ts';
import { keySchema } from '../shared/schemas.ts';
import { catalogStates, productKinds } from '../shared/vocabulary.ts';
import { attributes, day, nullableText, pageOf, paging, sorting, stamps, search } from './answers.ts';
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

const onlyMaintenance = z.boolean().nullable().meta({ description: 'Of maintenance products; null for the others.' });

const product = z
  .strictObject({
    productId: z.string(),
    name: z.string(),
    version: z.string(),
    kind: z.enum(productKinds),
    description: nullableText,
    features: z.array(z.strictObject({ featureId: z.string(), count: z.int() })),
    featureBundles: z.array(z.strictObject({ featureBundleId: z.string(), count: z.int() })),
    products: z
      .array(z.strictObject({ productId: z.string(), count: z.int() }))
      .meta({ description: 'What a suite holds.' }),
    licenseModels: z.array(z.string()),
    productLine: nullableText.meta({ description: 'A productLineId.' }),
    startDate: day.nullable(),
    endDate: day.nullable(),
    upgradeEmailTemplate: nullableText,
    allowUpgrades: onlyMaintenance,
    allowUpsells: onlyMaintenance,
    allowRenewals: onlyMaintenance,
    downloads: z.array(z.strictObject({ name: z.string(), url: z.string() })),
    attributes,
    state: z.enum(catalogStates),
    ...recordVersioned,
    ...stamps,
  })
  .meta({ id: 'Product' });

const listed = product
  .extend({ relationshipCount: z.int().meta({ description: 'How many relationships it has, from it and to it.' }) })
  .meta({ id: 'ListedProduct' });

const path = { productId: keySchema };

/** What is sold: licensed products, suites and maintenance. */
export function productRoutes({ add }: Api): void {
  add({
    ...get,
    id: 'listProducts',
    url: '/products',
    summary: 'Products, in the order in which they were made unless told',
    permission: 'viewProducts',
    query: {
      ...paging,
      ...sorting(productOrder),
      ...search,
      ...filterParameters(productFilters),
      featureId: keySchema.optional().meta({ description: 'A feature that they hold themselves, not in a bundle.' }),
      featureBundleId: keySchema.optional(),
      licenseModelId: keySchema.optional(),
    },
    answer: pageOf(listed),
    run: ({ app, actor, query }) => listProducts(app, actor, query),
  });
  add({
    ...post,
    id: 'createProduct',
    url: '/products',
    summary: 'Make a draft product',
    permission: 'createProducts',
    body: newProductSchema,
    status: 201,
    answer: product,
    run: ({ app, actor, body }) => createProduct(app, actor, body),
    location: (made) => `/products/${encodeURIComponent(made.productId)}`,
    version: recordVersionOf,
  });
  add({
    ...get,
    id: 'getProduct',
    url: '/products/{productId}',
    summary: 'One product',
    permission: 'viewProducts',
    path,
    answer: product,
    run: (call) => getProduct(call.app, call.actor, call.path.productId),
    version: recordVersionOf,
  });
  addState({ add });
  addChanges({ add });
}

function addState({ add }: Api): void {
  add({
    ...post,
    id: 'changeProductState',
    url: '/products/{productId}/state',
    summary: 'Deploy, withdraw or end a product',
    description:
      'Deploying it deploys the drafts that it holds: features, bundles, and the products of a suite; no license model.',
    permission: 'changeProductState',
    path,
    body: catalogStateChange,
    takesIfMatch: true,
    takesPreview: true,
    answer: changedOrPlanned(product),
    run: ({ app, actor, path: { productId }, body, expectedVersion, preview }) =>
      changeProductState(app, actor, productId, { ...body, expectedVersion, preview }),
    version: versionIfChanged,
  });
}

function addChanges({ add }: Api): void {
  add({
    ...get,
    id: 'getProductHistory',
    url: '/products/{productId}/history',
    summary: 'Every change of a product, the oldest first',
    permission: 'viewProducts',
    path,
    query: paging,
    answer: pageOf(historyRecord),
    run: (call) => productHistory(call.app, call.actor, call.path.productId, call.query),
  });
  add({
    ...patch,
    id: 'changeProduct',
    url: '/products/{productId}',
    summary: 'Change a draft product, or what may be changed of one that is not',
    description:
      'A draft may be changed in everything but key and kind; a deployed one in description and license models; others in description.',
    permission: 'updateProducts',
    path,
    body: productChangesSchema,
    takesIfMatch: true,
    takesPreview: true,
    answer: editedOrPlanned(product),
    run: (call) => changeProduct(call.app, call.actor, call.path.productId, { ...call.body, ...optionsOf(call) }),
    version: versionIfChanged,
  });
  add({
    ...remove,
    id: 'deleteProduct',
    url: '/products/{productId}',
    summary: 'Delete a draft product that nothing refers to',
    permission: 'deleteProducts',
    path,
    takesIfMatch: true,
    takesPreview: true,
    answer: catalogDeletion,
    run: (call) => deleteProduct(call.app, call.actor, call.path.productId, optionsOf(call)),
  });
}
