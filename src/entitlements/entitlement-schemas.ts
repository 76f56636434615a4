import { z } from 'zod';
import {
  attributesSchema,
  daySchema,
  emailAddressSchema,
  keySchema,
  rightIdSchema,
  termSchema,
  text,
} from '../shared/schemas.ts';
import { lineItemTypes, rightStates, startDateOptions, versionDateOptions } from '../shared/vocabulary.ts';

const copies = z.int().min(1).max(1_000_000_000);
const description = text(2000).nullable().optional();
const orderId = text(255, 1).nullable().optional();
const licenseText = text(255).nullable().optional();
const state = z.enum(rightStates).optional();

const autoRenew = z
  .union([z.strictObject({ term: termSchema }), z.strictObject({ expirationDate: daySchema })])
  .nullable()
  .optional();

const allowance = z
  .union([
    z.strictObject({ allowedCount: z.int().min(0).max(1_000_000), term: termSchema.nullable().optional() }),
    z.strictObject({ unlimited: z.literal(true) }),
  ])
  .nullable()
  .optional();

const policies = z
  .strictObject({
    returns: allowance,
    repairs: allowance,
    rehosts: allowance,
    extraActivations: z.int().min(0).max(1_000_000_000).nullable().optional(),
    cancelLicense: z.boolean().nullable().optional(),
  })
  .nullable()
  .optional()
  .meta({ description: 'Those that its license models leave to the line item; what is null is as the models say.' });

/** One activatable unit of an entitlement (reference 2.4). */
export const newLineItemSchema = z
  .strictObject({
    activationId: rightIdSchema.optional(),
    products: z
      .array(z.strictObject({ productId: keySchema, quantityPerCopy: z.int().min(1).max(1_000_000).optional() }))
      .min(1)
      .max(100)
      .optional()
      .meta({ description: 'May be left away with a part number that stands for the product.' }),
    partNumber: keySchema.nullable().optional(),
    licenseModels: z.array(keySchema).max(4).optional(),
    licenseModelAttributes: attributesSchema.optional(),
    policies,
    quantity: copies,
    startDateOption: z.enum(startDateOptions).optional(),
    startDate: daySchema.nullable().optional(),
    permanent: z.boolean().optional(),
    term: termSchema.nullable().optional(),
    expirationDate: daySchema.nullable().optional(),
    versionDateOption: z.enum(versionDateOptions).optional(),
    versionDate: daySchema.nullable().optional(),
    versionTerm: termSchema.nullable().optional(),
    autoRenew,
    notice: licenseText,
    serialNumber: licenseText,
    description,
    orderId,
    orderLineNumber: orderId,
    attributes: attributesSchema.optional(),
  })
  .meta({ id: 'NewLineItem' });

/** A line item as files carry it: also what it is the child of, and its state. */
export const lineItemRecordSchema = newLineItemSchema
  .extend({
    type: z.enum(lineItemTypes).optional(),
    parentActivationId: rightIdSchema.nullable().optional(),
    additionalCopies: z.int().min(0).max(1_000_000_000).optional(),
    state,
  })
  .required({ activationId: true });
/** What may be changed of a line item, also its key. */
export const lineItemChangesSchema = newLineItemSchema.partial().meta({ id: 'LineItemChanges' });
export type LineItemChanges = z.infer<typeof lineItemChangesSchema>;
export type LineItemRecord = z.infer<typeof lineItemRecordSchema>;

/** Extra rights such as support and upgrades, for line items of the same entitlement (reference 2.6). */
export const newMaintenanceLineItemSchema = z
  .strictObject({
    activationId: rightIdSchema.optional(),
    productId: keySchema,
    covers: z.array(rightIdSchema).max(10_000).optional(),
    startDate: daySchema.optional(),
    permanent: z.boolean().optional(),
    expirationDate: daySchema.nullable().optional(),
    description,
    orderId,
    orderLineNumber: orderId,
    attributes: attributesSchema.optional(),
  })
  .meta({ id: 'NewMaintenanceLineItem' });
export const maintenanceLineItemRecordSchema = newMaintenanceLineItemSchema
  .extend({ parentActivationId: rightIdSchema.nullable().optional(), state })
  .required({ activationId: true });
/** What may be changed of a maintenance line item, also its key. */
export const maintenanceLineItemChangesSchema = newMaintenanceLineItemSchema
  .partial()
  .meta({ id: 'MaintenanceLineItemChanges' });
export type MaintenanceLineItemChanges = z.infer<typeof maintenanceLineItemChangesSchema>;
export type MaintenanceLineItemRecord = z.infer<typeof maintenanceLineItemRecordSchema>;

/** What may be changed of either kind of item, for batches, which name both. */
export const itemChangesSchema = lineItemChangesSchema
  .extend({
    productId: keySchema.optional().meta({ description: 'Of maintenance line items.' }),
    covers: newMaintenanceLineItemSchema.shape.covers.meta({ description: 'Of maintenance line items.' }),
  })
  .meta({ id: 'ItemChanges' });
export type ItemChanges = z.infer<typeof itemChangesSchema>;

const header = {
  entitlementId: rightIdSchema.optional(),
  accountId: keySchema.optional(),
  description,
  shipToEmails: z.array(emailAddressSchema).max(100).optional(),
  shipToAddress: text(1000).nullable().optional(),
  emailTemplateVariation: text(64, 1).nullable().optional().meta({ description: 'null: the default one.' }),
  contacts: z.array(keySchema).max(20).optional().meta({
    description: 'userIds of people of the end customer or of a channel partner.',
  }),
  channelPartners: z
    .array(
      z.strictObject({
        tier: keySchema,
        accountId: keySchema,
        currentOwner: z.boolean().optional(),
        contact: keySchema.nullable().optional().meta({ description: 'The userId of somebody of that account.' }),
      }),
    )
    .max(20)
    .optional(),
  test: z.boolean().optional(),
  attributes: attributesSchema.optional(),
};

/** Whether a deployment is told by email. */
export const sendEmailSchema = z.boolean().optional().meta({
  description: 'Tells of it by email. Left away: as the setting sendEntitlementEmailOnDeploy says.',
});

/** What a customer bought: a holder of line items (reference 2.3). */
export const newEntitlementSchema = z
  .strictObject({
    ...header,
    deploy: z.boolean().optional(),
    sendEmail: sendEmailSchema,
    lineItems: z.array(newLineItemSchema).max(10_000).optional(),
    maintenanceLineItems: z.array(newMaintenanceLineItemSchema).max(10_000).optional(),
  })
  .meta({ id: 'NewEntitlement' });
export type NewEntitlement = z.infer<typeof newEntitlementSchema>;

/** What may be changed of an entitlement without what it holds, also its key. */
export const entitlementChangesSchema = z.strictObject(header).omit({ test: true }).meta({ id: 'EntitlementChanges' });
export type EntitlementChanges = z.infer<typeof entitlementChangesSchema>;

export const entitlementRecordSchema = z
  .strictObject({
    ...header,
    state,
    lineItems: z.array(lineItemRecordSchema).max(10_000).optional(),
    maintenanceLineItems: z.array(maintenanceLineItemRecordSchema).max(10_000).optional(),
  })
  .required({ entitlementId: true });
export type EntitlementRecord = z.infer<typeof entitlementRecordSchema>;
