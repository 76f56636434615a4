import { z } from 'zod';
import { catalogStateChangeSchema } from '../catalog/catalog-schemas.ts';
import { text } from '../shared/schemas.ts';
import { catalogStates } from '../shared/vocabulary.ts';

/** What products and features carry: `version` is a word of their own (docs/decisions/0005). */
export const recordVersioned = {
  recordVersion: z.int().meta({ description: 'How often it was changed, and the ETag of it.' }),
};

/** The filters of the lists that have no others. */
export const catalogFilters = {
  name: text(255, 1).optional().meta({ description: 'The whole name.' }),
};

/** What a change of state in the catalog would do: to the entity, and to the drafts that it holds and takes along. */
const catalogStatePlan = z
  .strictObject({
    changes: z.array(
      z.strictObject({
        entity: z.enum(['feature', 'featureBundle', 'licenseModel', 'licenseTechnology', 'product']),
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

/** What would change of an entity: the fields that differ, as they are and as they would be. */
const catalogChangePlan = z
  .strictObject({ before: z.record(z.string(), z.unknown()), after: z.record(z.string(), z.unknown()) })
  .meta({ id: 'CatalogChangePlan' });

/** The entity after it was edited; the fields that would differ where only a preview was asked for. */
export function editedOrPlanned(entity: z.ZodType) {
  return z
    .union([entity, catalogChangePlan])
    .meta({ description: 'The entity after the change; with preview, the plan.' });
}

/** What was deleted, or would be. */
export const catalogDeletion = z
  .strictObject({
    deleted: z.strictObject({
      entity: z.enum([
        'customAttribute',
        'feature',
        'featureBundle',
        'licenseModel',
        'licenseTechnology',
        'partNumber',
        'product',
        'productLine',
        'productRelationship',
      ]),
      key: z.string(),
    }),
  })
  .meta({ id: 'CatalogDeletion' });

/** Which version is meant, and whether the plan alone is asked for. */
export function optionsOf(call: { readonly expectedVersion: number | undefined; readonly preview: boolean }) {
  return { expectedVersion: call.expectedVersion, preview: call.preview };
}

/** The ETag of what was changed; a plan has none. */
export function versionIfChanged(answer: object): number | undefined {
  if ('recordVersion' in answer && typeof answer.recordVersion === 'number') return answer.recordVersion;
  return 'createdAt' in answer && 'version' in answer && typeof answer.version === 'number'
    ? answer.version
    : undefined;
}

/** The ETag of a product or feature. */
export function recordVersionOf(entity: { readonly recordVersion: number }): number {
  return entity.recordVersion;
}
