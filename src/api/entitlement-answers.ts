import { z } from 'zod';
import { licenseTechnologies, lineItemTypes, rightStates, startDateOptions } from '../shared/vocabulary.ts';
import { attributes, day, instant, nullableText, versioned } from './answers.ts';

const kept = { ...versioned, createdAt: instant, createdBy: z.string() };
const owner = { entitlementId: z.string(), accountId: z.string(), accountName: z.string() };

/** A line item, as it is answered. */
export const lineItem = z
  .strictObject({
    activationId: z.string(),
    ...owner,
    type: z.enum(lineItemTypes),
    parentActivationId: nullableText,
    products: z.array(
      z.strictObject({ productId: z.string(), name: z.string(), version: z.string(), quantityPerCopy: z.int() }),
    ),
    partNumber: nullableText,
    licenseModels: z.array(z.string()),
    technologies: z.array(z.enum(licenseTechnologies)).meta({ description: 'Of its license models, each once.' }),
    licenseModelAttributes: attributes,
    quantity: z.int(),
    additionalCopies: z.int(),
    startDateOption: z.enum(startDateOptions),
    startDate: day.nullable(),
    permanent: z.boolean(),
    term: nullableText,
    expirationDate: day.nullable(),
    versionDate: day.nullable(),
    autoRenew: z.union([z.strictObject({ term: z.string() }), z.strictObject({ expirationDate: day })]).nullable(),
    state: z.enum(rightStates),
    description: nullableText,
    orderId: nullableText,
    orderLineNumber: nullableText,
    maintenance: z.array(z.string()).meta({ description: 'Activation IDs of the maintenance that covers it.' }),
    attributes,
    ...kept,
  })
  .meta({ id: 'LineItem' });

/** A maintenance line item, as it is answered. */
export const maintenanceLineItem = z
  .strictObject({
    activationId: z.string(),
    ...owner,
    productId: z.string(),
    productName: z.string(),
    productVersion: z.string(),
    parentActivationId: nullableText,
    covers: z.array(z.string()).meta({ description: 'Activation IDs of the line items that it covers.' }),
    startDate: day.nullable(),
    permanent: z.boolean(),
    expirationDate: day.nullable(),
    state: z.enum(rightStates),
    description: nullableText,
    orderId: nullableText,
    orderLineNumber: nullableText,
    attributes,
    ...kept,
  })
  .meta({ id: 'MaintenanceLineItem' });

/** An entitlement with everything that it holds. */
export const entitlement = z
  .strictObject({
    ...owner,
    description: nullableText,
    shipToEmails: z.array(z.string()),
    channelPartners: z.array(z.strictObject({ tier: z.string(), accountId: z.string(), currentOwner: z.boolean() })),
    test: z.boolean(),
    state: z.enum(rightStates),
    attributes,
    lineItems: z.array(lineItem),
    maintenanceLineItems: z.array(maintenanceLineItem),
    ...kept,
    updatedAt: instant,
    updatedBy: z.string(),
  })
  .meta({ id: 'Entitlement' });

/** An entitlement in a list, without what it holds. */
export const entitlementLine = z
  .strictObject({
    ...owner,
    description: nullableText,
    test: z.boolean(),
    state: z.enum(rightStates),
    lineItemCount: z.int(),
    maintenanceLineItemCount: z.int(),
    firstLineItems: z
      .array(z.strictObject({ activationId: z.string(), productName: z.string(), maintenance: z.array(z.string()) }))
      .meta({ description: 'The first three that are the newest of their chains.' }),
    ...kept,
    updatedAt: instant,
  })
  .meta({ id: 'EntitlementLine' });

/** What becomes of the states of an entitlement and its items. */
const statePlan = z
  .strictObject({
    from: z.enum(rightStates),
    to: z.enum(rightStates),
    items: z.array(
      z.strictObject({
        activationId: z.string(),
        from: z.enum(rightStates),
        to: z.enum(rightStates),
        restoreDeployed: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'StatePlan' });

/** What was changed, as it is now; the plan of the change where only a preview was asked for. */
export function changedOrPlanned(entity: z.ZodType) {
  return z.union([entity, statePlan]).meta({ description: 'What was changed, as it is now; with preview, the plan.' });
}

/** The ETag of what was changed; a plan has none. */
export function versionIfChanged(answer: object): number | undefined {
  return 'version' in answer && typeof answer.version === 'number' ? answer.version : undefined;
}
