import { z } from 'zod';
import { keySchema, termSchema, text } from '../shared/schemas.ts';
import {
  attributeTimes,
  attributeTypes,
  catalogStates,
  countings,
  generatorKinds,
  licenseTechnologies,
  locks,
  policyNames,
} from '../shared/vocabulary.ts';

const description = text(2000).nullable().optional();

const attribute = z
  .strictObject({
    name: keySchema,
    type: z.enum(attributeTypes),
    when: z.enum(attributeTimes),
    value: z
      .union([text(4000), z.number(), z.boolean(), z.array(text(4000)).max(1000)])
      .nullable()
      .optional(),
    required: z.boolean().optional(),
    validValues: z.array(text(255, 1)).max(1000).nullable().optional(),
  })
  .meta({ id: 'NewLicenseModelAttribute' });

const allowance = z
  .strictObject({ allowedCount: z.int().min(0).max(1_000_000), term: termSchema.nullable().optional() })
  .nullable()
  .optional();

const policies = z
  .strictObject({
    returns: allowance,
    repairs: allowance,
    rehosts: allowance,
    extraActivations: z.int().min(0).max(1_000_000_000).optional(),
    cancelLicense: z.boolean().optional(),
    atEntitlement: z
      .array(z.enum(policyNames))
      .max(policyNames.length)
      .optional()
      .meta({ description: 'The policies whose values each line item gives.' }),
  })
  .meta({ description: 'What customers may do, per line item. A verb that is null: as often as they like.' });

const overdraft = z
  .union([
    z.strictObject({ unlimited: z.literal(true) }),
    z.strictObject({ count: z.int().min(1).max(1_000_000_000) }),
    z.strictObject({ percent: z.int().min(1).max(1000) }),
  ])
  .nullable()
  .optional();

/** How a license behaves (reference 1.9). */
export const newLicenseModelSchema = z
  .strictObject({
    licenseModelId: keySchema.optional(),
    name: text(255, 1),
    technology: z.enum(licenseTechnologies),
    licenseTechnologyId: keySchema.nullable().optional(),
    counting: z.enum(countings),
    lock: z.enum(locks),
    description,
    attributes: z.array(attribute).max(200).optional(),
    policies: policies.optional(),
    overdraft,
  })
  .meta({ id: 'NewLicenseModel' });
export type NewLicenseModel = z.infer<typeof newLicenseModelSchema>;
/** What may be changed of a license model, which keeps its key. */
export const licenseModelChangesSchema = newLicenseModelSchema
  .omit({ licenseModelId: true })
  .partial()
  .meta({ id: 'LicenseModelChanges' });
export type LicenseModelChanges = z.infer<typeof licenseModelChangesSchema>;
export const licenseModelRecordSchema = newLicenseModelSchema
  .extend({ state: z.enum(catalogStates).optional() })
  .required({ licenseModelId: true });
export type LicenseModelRecord = z.infer<typeof licenseModelRecordSchema>;

const [templateKind, ...otherKinds] = generatorKinds;

/** How licenses of a technology of the producer's own are made (reference 1.9). */
export const newLicenseTechnologySchema = z
  .strictObject({
    licenseTechnologyId: keySchema.optional(),
    name: text(255, 1),
    description,
    generator: z.union([
      z.strictObject({ kind: z.literal(templateKind), template: text(100_000, 1) }),
      z.strictObject({ kind: z.enum(otherKinds) }),
    ]),
    hostTypes: z.array(keySchema).max(100).optional(),
  })
  .meta({ id: 'NewLicenseTechnology' });
export type NewLicenseTechnology = z.infer<typeof newLicenseTechnologySchema>;
/** What may be changed of a license technology, which keeps its key. */
export const licenseTechnologyChangesSchema = newLicenseTechnologySchema
  .omit({ licenseTechnologyId: true })
  .partial()
  .meta({ id: 'LicenseTechnologyChanges' });
export type LicenseTechnologyChanges = z.infer<typeof licenseTechnologyChangesSchema>;
export type LicenseTechnologyRecord = NewLicenseTechnology & { readonly licenseTechnologyId: string };

/** A license technology is a draft or in production; it is never withdrawn. */
export const licenseTechnologyStates = ['draft', 'deployed'] as const;
export const licenseTechnologyStateChangeSchema = z
  .strictObject({ state: z.enum(licenseTechnologyStates), reason: text(2000, 1).nullable().optional() })
  .meta({ id: 'LicenseTechnologyStateChange' });
export type LicenseTechnologyStateChange = z.infer<typeof licenseTechnologyStateChangeSchema>;
