import { z } from 'zod';
import { productRelationshipSchema } from '../catalog/catalog-schemas.ts';
import {
  createProductRelationship,
  getProductRelationship,
  listProductRelationships,
} from '../catalog/product-relationship-operations.ts';
import { keySchema } from '../shared/schemas.ts';
import { relationshipTypes } from '../shared/vocabulary.ts';
import { nullableText, pageOf, paging, stamps, versioned } from './answers.ts';
import { get, post, type Api } from './operation.ts';

const relationship = z
  .strictObject({
    productRelationshipId: z.string(),
    fromProductId: z.string(),
    toProductId: z.string(),
    type: z.enum(relationshipTypes),
    defaultLicenseModelId: nullableText,
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
    path: { productRelationshipId: keySchema },
    answer: relationship,
    run: ({ app, actor, path }) => getProductRelationship(app, actor, path.productRelationshipId),
    version: (found) => found.version,
  });
}
