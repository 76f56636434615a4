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
import { lineItemTypes, rightStates, startDateOptions } from '../shared/vocabulary.ts';

const copies = z.int().min(1).max(1_000_000_000);
const description = text(2000).nullable().optional();
const orderId = text(255, 1).nullable().optional();
const state = z.enum(rightStates).optional();

const autoRenew = z
  .union([z.strictObject({ term: termSchema }), z.strictObject({ expirationDate: daySchema })])
  .nullable()
  .optional();

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
    quantity: copies,
    startDateOption: z.enum(startDateOptions).optional(),
    startDate: daySchema.nullable().optional(),
    permanent: z.boolean().optional(),
    term: termSchema.nullable().optional(),
    expirationDate: daySchema.nullable().optional(),
    versionDate: daySchema.nullable().optional(),
    autoRenew,
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
export type MaintenanceLineItemRecord = z.infer<typeof maintenanceLineItemRecordSchema>;

const header = {
  entitlementId: rightIdSchema.optional(),
  accountId: keySchema.optional(),
  description,
  shipToEmails: z.array(emailAddressSchema).max(100).optional(),
  channelPartners: z
    .array(z.strictObject({ tier: keySchema, accountId: keySchema, currentOwner: z.boolean().optional() }))
    .max(20)
    .optional(),
  test: z.boolean().optional(),
  attributes: attributesSchema.optional(),
};

/** What a customer bought: a holder of line items (reference 2.3). */
export const newEntitlementSchema = z
  .strictObject({
    ...header,
    deploy: z.boolean().optional(),
    lineItems: z.array(newLineItemSchema).max(10_000).optional(),
    maintenanceLineItems: z.array(newMaintenanceLineItemSchema).max(10_000).optional(),
  })
  .meta({ id: 'NewEntitlement' });
export type NewEntitlement = z.infer<typeof newEntitlementSchema>;

export const entitlementRecordSchema = z
  .strictObject({
    ...header,
    state,
    lineItems: z.array(lineItemRecordSchema).max(10_000).optional(),
    maintenanceLineItems: z.array(maintenanceLineItemRecordSchema).max(10_000).optional(),
  })
  .required({ entitlementId: true });
export type EntitlementRecord = z.infer<typeof entitlementRecordSchema>;
