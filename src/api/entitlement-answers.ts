import { z } from 'zod';
import {
  licenseTechnologies,
  lineItemTypes,
  rightStates,
  startDateOptions,
  versionDateOptions,
} from '../shared/vocabulary.ts';
import { attributes, day, instant, nullableText, versioned } from './answers.ts';

const kept = { ...versioned, createdAt: instant, createdBy: z.string() };
const owner = { entitlementId: z.string(), accountId: z.string(), accountName: z.string() };

const allowance = z
  .union([
    z.strictObject({ allowedCount: z.int(), term: nullableText }),
    z.strictObject({ unlimited: z.literal(true) }),
  ])
  .nullable();

const policies = z
  .strictObject({
    returns: allowance,
    repairs: allowance,
    rehosts: allowance,
    extraActivations: z.int().nullable(),
    cancelLicense: z.boolean().nullable(),
  })
  .nullable()
  .meta({ description: 'What its license models leave to it; what is null is as the models say.' });

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
    policies,
    quantity: z.int(),
    additionalCopies: z.int(),
    activatedCount: z.int().meta({ description: 'Copies of it that are active today.' }),
    remainingCopies: z.int().meta({ description: 'How many more can become active on it, of those that were bought.' }),
    startDateOption: z.enum(startDateOptions),
    startDate: day.nullable(),
    permanent: z.boolean(),
    term: nullableText,
    expirationDate: day.nullable(),
    versionDateOption: z.enum(versionDateOptions),
    versionDate: day.nullable(),
    versionTerm: nullableText,
    autoRenew: z.union([z.strictObject({ term: z.string() }), z.strictObject({ expirationDate: day })]).nullable(),
    state: z.enum(rightStates),
    notice: nullableText,
    serialNumber: nullableText,
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
    shipToAddress: nullableText,
    emailTemplateVariation: nullableText.meta({ description: 'null: the default one.' }),
    contacts: z.array(z.string()).meta({ description: 'userIds.' }),
    channelPartners: z.array(
      z.strictObject({
        tier: z.string(),
        accountId: z.string(),
        currentOwner: z.boolean(),
        contact: nullableText.meta({ description: 'A userId.' }),
      }),
    ),
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

/** Emails as they would be read. */
export const shownEmails = z.array(
  z.strictObject({ to: z.string(), subject: z.string(), text: z.string(), html: z.string() }),
);

/** Whether the descendants of a line item follow it into a state. */
export const includeChildren = z
  .boolean()
  .optional()
  .meta({ description: 'Also its descendants in the same entitlement that are not obsolete.' });

/** What becomes of the states of an entitlement and its items. */
export const statePlan = z
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
    emails: shownEmails.optional().meta({ description: 'Those that go with it.' }),
  })
  .meta({ id: 'StatePlan' });

/** What was changed, as it is now; the plan of the change where only a preview was asked for. */
export function changedOrPlanned(entity: z.ZodType) {
  return z.union([entity, statePlan]).meta({ description: 'What was changed, as it is now; with preview, the plan.' });
}

/** What would change of a right: the fields that differ, as they are and as they would be. */
export const changePlan = z
  .strictObject({ before: z.record(z.string(), z.unknown()), after: z.record(z.string(), z.unknown()) })
  .meta({ id: 'RightChangePlan' });

/** What was edited, as it is now; the fields that would differ where only a preview was asked for. */
export function editedOrPlanned(entity: z.ZodType) {
  return z.union([entity, changePlan]).meta({ description: 'What was changed, as it is now; with preview, the plan.' });
}

/** What was deleted, or would be. */
export const rightDeletion = z
  .strictObject({
    deleted: z.strictObject({
      entity: z.enum(['entitlement', 'lineItem', 'maintenanceLineItem']),
      key: z.string(),
      items: z.array(z.string()).meta({ description: 'Activation IDs of what is deleted along with an entitlement.' }),
    }),
  })
  .meta({ id: 'RightDeletion' });

/** The ETag of what was changed; a plan has none. */
export function versionIfChanged(answer: object): number | undefined {
  return 'version' in answer && typeof answer.version === 'number' ? answer.version : undefined;
}
