import { z } from 'zod';
import { catalogStateChangeSchema } from '../catalog/catalog-schemas.ts';
import { text } from '../shared/schemas.ts';
import { catalogStates } from '../shared/vocabulary.ts';

/** What products and features carry: `version` is a word of their own (docs/decisions/0005). */
export const recordVersioned = {
  recordVersion: z.int().meta({ description: 'How often it was changed, and the ETag of it.' }),
};

/** The filters of the lists of the catalog. */
export const catalogFilters = {
  state: z.enum(catalogStates).optional(),
  name: text(255, 1).optional().meta({ description: 'The whole name.' }),
};

/** What a change of state in the catalog would do: the entity, and for a product the features that go with it. */
const catalogStatePlan = z
  .strictObject({
    changes: z.array(
      z.strictObject({
        entity: z.enum(['feature', 'licenseModel', 'product']),
        key: z.string(),
        from: z.enum(catalogStates),
        to: z.enum(catalogStates),
      }),
    ),
  })
  .meta({ id: 'CatalogStatePlan' });

export const catalogStateChange = catalogStateChangeSchema;

/** The entity after the change; the plan of it where only a preview was asked for. */
export function changedOrPlanned(entity: z.ZodType) {
  return z
    .union([entity, catalogStatePlan])
    .meta({ description: 'The entity after the change; with preview, the plan.' });
}

/** The ETag of a product or feature. */
export function recordVersionOf(entity: { readonly recordVersion: number }): number {
  return entity.recordVersion;
}
