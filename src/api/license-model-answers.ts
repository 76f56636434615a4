import { z } from 'zod';
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
import { nullableText, stamps, versioned } from './answers.ts';

const attribute = z
  .strictObject({
    name: z.string(),
    type: z.enum(attributeTypes),
    when: z.enum(attributeTimes).meta({ description: 'Where its value is given: here, in line items, at activation.' }),
    value: z
      .union([z.string(), z.number(), z.boolean(), z.array(z.string())])
      .nullable()
      .meta({ description: 'Of attributes whose value is given in the model; null for the others.' }),
    required: z.boolean(),
    validValues: z.array(z.string()).meta({ description: 'Empty where it takes any.' }),
  })
  .meta({ id: 'LicenseModelAttribute' });

const allowance = z
  .strictObject({ allowedCount: z.int(), term: nullableText })
  .nullable()
  .meta({ description: 'How often within a term, without a term in all; null: as often as they like.' });

const overdraft = z
  .union([
    z.strictObject({ unlimited: z.literal(true) }),
    z.strictObject({ count: z.int() }),
    z.strictObject({ percent: z.int() }),
  ])
  .nullable();

/** A license model, as it is answered. */
export const licenseModel = z
  .strictObject({
    licenseModelId: z.string(),
    name: z.string(),
    technology: z.enum(licenseTechnologies),
    licenseTechnologyId: nullableText.meta({
      description: 'The custom license technology; null where licenses are made by hand, and for what is built in.',
    }),
    counting: z.enum(countings),
    lock: z.enum(locks),
    description: nullableText,
    attributes: z.array(attribute),
    policies: z.strictObject({
      returns: allowance,
      repairs: allowance,
      rehosts: allowance,
      extraActivations: z.int().meta({ description: 'Copies that may be activated beyond those that were bought.' }),
      cancelLicense: z.boolean().meta({ description: 'A return gives its copies back.' }),
      atEntitlement: z
        .array(z.enum(policyNames))
        .meta({ description: 'The policies whose values each line item gives.' }),
    }),
    overdraft,
    state: z.enum(catalogStates),
    ...versioned,
    ...stamps,
  })
  .meta({ id: 'LicenseModel' });

const [templateKind, ...otherKinds] = generatorKinds;

/** A license technology, as it is answered. */
export const licenseTechnology = z
  .strictObject({
    licenseTechnologyId: z.string(),
    name: z.string(),
    technology: z.enum(licenseTechnologies),
    letter: z.enum(['E', 'C', 'T', 'NF']),
    builtIn: z.boolean().meta({ description: 'It cannot be changed.' }),
    description: nullableText,
    generator: z
      .union([
        z.strictObject({ kind: z.literal(templateKind), template: z.string() }),
        z.strictObject({ kind: z.enum(otherKinds) }),
      ])
      .nullable()
      .meta({ description: 'What makes the text of a license; null for what is built in.' }),
    hostTypes: z.array(z.string()).meta({ description: 'What licenses may be bound to; empty where anything may be.' }),
    state: z.enum(catalogStates),
    ...versioned,
    ...stamps,
  })
  .meta({ id: 'LicenseTechnology' });
