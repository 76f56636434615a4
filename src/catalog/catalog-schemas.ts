import { z } from 'zod';
import { attributesSchema, daySchema, keySchema, text } from '../shared/schemas.ts';
import { catalogStates, dupGroups, productKinds, relationshipTypes, versionFormats } from '../shared/vocabulary.ts';

const description = text(2000).nullable().optional();
const state = z.enum(catalogStates).optional();
const count = z.int().min(1).max(1_000_000).optional();
const features = z
  .array(z.strictObject({ featureId: keySchema, count }))
  .max(1000)
  .optional();

/** Text as it stands between quotes in a line of a license. */
function licenseText(max: number) {
  return text(max, 1)
    .refine((value) => !/["\p{Cc}\p{Zl}\p{Zp}]/u.test(value), {
      error: 'has a quotation mark or a control character, which licenses cannot hold',
      params: { code: 'forbidden_character' },
    })
    .nullable()
    .optional();
}

const dupGroup = z
  .array(z.enum(dupGroups))
  .max(dupGroups.length)
  .refine((groups) => new Set(groups).size === groups.length, {
    error: 'names a group twice',
    params: { code: 'repeated' },
  })
  .nullable()
  .optional()
  .meta({ description: 'What duplicates are grouped by; empty: nothing; null: as the license model says.' });

/** A feature with a fixed version, or one that is dated by the line item (reference 1.6). */
export const newFeatureSchema = z
  .strictObject({
    featureId: keySchema.optional(),
    name: text(255, 1),
    versionFormat: z.enum(versionFormats).optional(),
    version: text(64, 1).nullable().optional(),
    description,
    vendorString: licenseText(1000),
    notice: licenseText(1000),
    serialNumber: licenseText(255),
    dupGroup,
  })
  .meta({ id: 'NewFeature' });
export type NewFeature = z.infer<typeof newFeatureSchema>;
export const featureRecordSchema = newFeatureSchema.extend({ state }).required({ featureId: true });
export type FeatureRecord = z.infer<typeof featureRecordSchema>;
/** What may be changed of a feature, which keeps its key. */
export const featureChangesSchema = newFeatureSchema.omit({ featureId: true }).partial().meta({ id: 'FeatureChanges' });
export type FeatureChanges = z.infer<typeof featureChangesSchema>;

/** Features that are sold together (reference 1.6). */
export const newFeatureBundleSchema = z
  .strictObject({ featureBundleId: keySchema.optional(), name: text(255, 1), description, features })
  .meta({ id: 'NewFeatureBundle' });
export type NewFeatureBundle = z.infer<typeof newFeatureBundleSchema>;
export const featureBundleRecordSchema = newFeatureBundleSchema.extend({ state }).required({ featureBundleId: true });
export type FeatureBundleRecord = z.infer<typeof featureBundleRecordSchema>;
/** What may be changed of a feature bundle, which keeps its key. */
export const featureBundleChangesSchema = newFeatureBundleSchema
  .omit({ featureBundleId: true })
  .partial()
  .meta({ id: 'FeatureBundleChanges' });
export type FeatureBundleChanges = z.infer<typeof featureBundleChangesSchema>;

/** Products that belong together (reference 1.6). */
export const newProductLineSchema = z
  .strictObject({ productLineId: keySchema.optional(), name: text(255, 1), description })
  .meta({ id: 'NewProductLine' });
export type NewProductLine = z.infer<typeof newProductLineSchema>;
export const productLineRecordSchema = newProductLineSchema.required({ productLineId: true });
export type ProductLineRecord = z.infer<typeof productLineRecordSchema>;
/** What may be changed of a product line, which keeps its key. */
export const productLineChangesSchema = newProductLineSchema
  .omit({ productLineId: true })
  .partial()
  .meta({ id: 'ProductLineChanges' });
export type ProductLineChanges = z.infer<typeof productLineChangesSchema>;

const webAddress = text(2000, 1).refine(
  (value) => /^https?:\/\/\S+$/.test(value),
  'is a web address such as https://downloads.example.com/setup.exe',
);

/** A licensed product, a suite or a maintenance product (reference 1.6). */
export const newProductSchema = z
  .strictObject({
    productId: keySchema.optional(),
    name: text(255, 1),
    version: text(64, 1),
    kind: z.enum(productKinds).optional(),
    description,
    features,
    featureBundles: z
      .array(z.strictObject({ featureBundleId: keySchema, count }))
      .max(1000)
      .optional(),
    products: z
      .array(z.strictObject({ productId: keySchema, count }))
      .max(1000)
      .optional()
      .meta({ description: 'What a suite holds: licensed products.' }),
    productLine: keySchema.nullable().optional().meta({ description: 'A productLineId.' }),
    licenseModels: z.array(keySchema).max(100).optional(),
    startDate: daySchema.nullable().optional(),
    endDate: daySchema.nullable().optional(),
    upgradeEmailTemplate: text(25, 1).nullable().optional(),
    allowUpgrades: z.boolean().nullable().optional(),
    allowUpsells: z.boolean().nullable().optional(),
    allowRenewals: z.boolean().nullable().optional(),
    downloads: z
      .array(z.strictObject({ name: text(255, 1), url: webAddress }))
      .max(100)
      .optional(),
    attributes: attributesSchema.optional(),
  })
  .meta({ id: 'NewProduct' });
export type NewProduct = z.infer<typeof newProductSchema>;
export const productRecordSchema = newProductSchema.extend({ state }).required({ productId: true });
export type ProductRecord = z.infer<typeof productRecordSchema>;
/** What may be changed of a product, which keeps its key and its kind. */
export const productChangesSchema = newProductSchema
  .omit({ productId: true, kind: true })
  .partial()
  .meta({ id: 'ProductChanges' });
export type ProductChanges = z.infer<typeof productChangesSchema>;

/** From one product to another: upgrade, upsell, maintenance or demo (reference 1.7). */
export const productRelationshipSchema = z
  .strictObject({
    fromProductId: keySchema,
    toProductId: keySchema,
    type: z.enum(relationshipTypes),
    defaultLicenseModelId: keySchema.nullable().optional(),
  })
  .meta({ id: 'NewProductRelationship' });
export type ProductRelationshipRecord = z.infer<typeof productRelationshipSchema>;
/** What may be changed of a relationship, which keeps its products and its type. */
export const productRelationshipChangesSchema = productRelationshipSchema
  .pick({ defaultLicenseModelId: true })
  .meta({ id: 'ProductRelationshipChanges' });
export type ProductRelationshipChanges = z.infer<typeof productRelationshipChangesSchema>;

/** A change of state, and why. */
export const catalogStateChangeSchema = z
  .strictObject({ state: z.enum(catalogStates), reason: text(2000, 1).nullable().optional() })
  .meta({ id: 'CatalogStateChange' });
export type CatalogStateChange = z.infer<typeof catalogStateChangeSchema>;
