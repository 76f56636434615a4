import { z } from 'zod';
import { productOrder } from '../catalog/catalog-orders.ts';
import { newProductSchema } from '../catalog/catalog-schemas.ts';
import { changeProductState, createProduct, getProduct, listProducts } from '../catalog/product-operations.ts';
import { keySchema } from '../shared/schemas.ts';
import { catalogStates, productKinds } from '../shared/vocabulary.ts';
import { attributes, day, nullableText, pageOf, paging, sorting, stamps, search } from './answers.ts';
import {
  catalogFilters,
  catalogStateChange,
  changedOrPlanned,
  recordVersioned,
  recordVersionOf,
} from './catalog-answers.ts';
import { get, post, type Api } from './operation.ts';

const onlyMaintenance = z.boolean().nullable().meta({ description: 'Of maintenance products; null for the others.' });

const product = z
  .strictObject({
    productId: z.string(),
    name: z.string(),
    version: z.string(),
    kind: z.enum(productKinds),
    description: nullableText,
    features: z.array(z.strictObject({ featureId: z.string(), count: z.int() })),
    licenseModels: z.array(z.string()),
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

const path = { productId: keySchema };

/** What is sold: licensed products, suites and maintenance. */
export function productRoutes({ add }: Api): void {
  add({
    ...get,
    id: 'listProducts',
    url: '/products',
    summary: 'Products, in the order in which they were made unless told',
    permission: 'viewProducts',
    query: { ...paging, ...sorting(productOrder), ...search, ...catalogFilters, kind: z.enum(productKinds).optional() },
    answer: pageOf(product),
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
  add({
    ...post,
    id: 'changeProductState',
    url: '/products/{productId}/state',
    summary: 'Deploy, withdraw or end a product; deploying it deploys its draft features too',
    permission: 'changeProductState',
    path,
    body: catalogStateChange,
    takesIfMatch: true,
    takesPreview: true,
    answer: changedOrPlanned(product),
    run: ({ app, actor, path: { productId }, body, expectedVersion, preview }) =>
      changeProductState(app, actor, productId, { ...body, expectedVersion, preview }),
  });
}
