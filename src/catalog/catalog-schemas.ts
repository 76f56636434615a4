import { z } from 'zod';
import { attributesSchema, daySchema, keySchema, text } from '../shared/schemas.ts';
import {
  catalogStates,
  countings,
  licenseTechnologies,
  locks,
  productKinds,
  relationshipTypes,
  versionFormats,
} from '../shared/vocabulary.ts';

const description = text(2000).nullable().optional();
const state = z.enum(catalogStates).optional();

/** A feature with a fixed version, or one that is dated by the line item (reference 1.6). */
export const newFeatureSchema = z
  .strictObject({
    featureId: keySchema.optional(),
    name: text(255, 1),
    versionFormat: z.enum(versionFormats).optional(),
    version: text(64, 1).nullable().optional(),
    description,
  })
  .meta({ id: 'NewFeature' });
export type NewFeature = z.infer<typeof newFeatureSchema>;
export const featureRecordSchema = newFeatureSchema.extend({ state }).required({ featureId: true });
export type FeatureRecord = z.infer<typeof featureRecordSchema>;

/** How a license behaves (reference 1.9). */
export const newLicenseModelSchema = z
  .strictObject({
    licenseModelId: keySchema.optional(),
    name: text(255, 1),
    technology: z.enum(licenseTechnologies),
    counting: z.enum(countings),
    lock: z.enum(locks),
    description,
  })
  .meta({ id: 'NewLicenseModel' });
export type NewLicenseModel = z.infer<typeof newLicenseModelSchema>;
export const licenseModelRecordSchema = newLicenseModelSchema.extend({ state }).required({ licenseModelId: true });
export type LicenseModelRecord = z.infer<typeof licenseModelRecordSchema>;

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
    features: z
      .array(z.strictObject({ featureId: keySchema, count: z.int().min(1).max(1_000_000).optional() }))
      .max(1000)
      .optional(),
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

/** A change of state, and why. */
export const catalogStateChangeSchema = z
  .strictObject({ state: z.enum(catalogStates), reason: text(2000, 1).nullable().optional() })
  .meta({ id: 'CatalogStateChange' });
export type CatalogStateChange = z.infer<typeof catalogStateChangeSchema>;
