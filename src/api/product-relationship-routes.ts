import { z } from 'zod';
import { productRelationshipChangesSchema, productRelationshipSchema } from '../catalog/catalog-schemas.ts';
import {
  changeProductRelationship,
  createProductRelationship,
  deleteProductRelationship,
  getProductRelationship,
  listProductRelationships,
} from '../catalog/product-relationship-operations.ts';
import { keySchema } from '../shared/schemas.ts';
import { catalogStates, productKinds, relationshipTypes } from '../shared/vocabulary.ts';
import { nullableText, pageOf, paging, stamps, versioned } from './answers.ts';
import { catalogDeletion, catalogFilters, editedOrPlanned, optionsOf, versionIfChanged } from './catalog-answers.ts';
import { get, patch, post, remove, type Api } from './operation.ts';

const path = { productRelationshipId: keySchema };

const side = z
  .strictObject({
    name: z.string(),
    version: z.string(),
    kind: z.enum(productKinds),
    state: z.enum(catalogStates),
  })
  .meta({ id: 'RelatedProduct' });

const relationship = z
  .strictObject({
    productRelationshipId: z.string(),
    fromProductId: z.string(),
    toProductId: z.string(),
    type: z.enum(relationshipTypes),
    defaultLicenseModelId: nullableText,
    fromProduct: side,
    toProduct: side,
    ...versioned,
    ...stamps,
  })
  .meta({ id: 'ProductRelationship' });

/** Which product upgrades to, sells up to or is maintained by which. */
export function productRelationshipRoutes({ add }: Api): void {
  add({
    ...get,
    id: 'listProductRelationships',
    url: '/product-relationships',
    summary: 'Relationships between products, in the order in which they were made',
    permission: 'viewProducts',
    query: {
      ...paging,
      fromProductId: keySchema.optional(),
      toProductId: keySchema.optional(),
      productId: keySchema.optional().meta({ description: 'A product on one of the two sides.' }),
      productName: catalogFilters.name.meta({
        description: 'The whole name of a product on one of the two sides, in whatever version.',
      }),
      type: z.enum(relationshipTypes).optional(),
    },
    answer: pageOf(relationship),
    run: ({ app, actor, query }) => listProductRelationships(app, actor, query),
  });
  add({
    ...post,
    id: 'createProductRelationship',
    url: '/product-relationships',
    summary: 'Relate a product to another',
    permission: 'updateProducts',
    body: productRelationshipSchema,
    status: 201,
    answer: relationship,
    run: ({ app, actor, body }) => createProductRelationship(app, actor, body),
    location: (made) => `/product-relationships/${made.productRelationshipId}`,
    version: (made) => made.version,
  });
  add({
    ...get,
    id: 'getProductRelationship',
    url: '/product-relationships/{productRelationshipId}',
    summary: 'One relationship',
    permission: 'viewProducts',
    path,
    answer: relationship,
    run: (call) => getProductRelationship(call.app, call.actor, call.path.productRelationshipId),
    version: (found) => found.version,
  });
  addChanges({ add });
}

function addChanges({ add }: Api): void {
  add({
    ...patch,
    id: 'changeProductRelationship',
    url: '/product-relationships/{productRelationshipId}',
    summary: 'Change the default license model of a relationship',
    permission: 'updateProducts',
    path,
    body: productRelationshipChangesSchema,
    takesIfMatch: true,
    takesPreview: true,
    answer: editedOrPlanned(relationship),
    run: ({ app, actor, path: { productRelationshipId }, body, ...call }) =>
      changeProductRelationship(app, actor, productRelationshipId, { ...body, ...optionsOf(call) }),
    version: versionIfChanged,
  });
  add({
    ...remove,
    id: 'deleteProductRelationship',
    url: '/product-relationships/{productRelationshipId}',
    summary: 'End a relationship between products',
    permission: 'updateProducts',
    path,
    takesIfMatch: true,
    takesPreview: true,
    answer: catalogDeletion,
    run: (call) => deleteProductRelationship(call.app, call.actor, call.path.productRelationshipId, optionsOf(call)),
  });
}
