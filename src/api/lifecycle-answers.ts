import { z } from 'zod';
import { lineItemTypes, rightStates, startDateOptions, versionDateOptions } from '../shared/vocabulary.ts';
import { attributes, day, nullableText } from './answers.ts';
import { changePlan, lineItem, maintenanceLineItem } from './entitlement-answers.ts';

/** A line item that was continued, with its child. */
export const continuedLineItem = z
  .strictObject({ child: lineItem, parent: lineItem })
  .meta({ id: 'ContinuedLineItem' });

const startsInThePast = z.boolean().meta({ description: 'The child begins before today.' });

/** The child that a verb would make, and what would become of its parent. */
export const childPlan = z
  .strictObject({
    child: z.strictObject({
      activationId: z.string(),
      type: z.enum(lineItemTypes),
      parentActivationId: nullableText,
      products: z.array(z.strictObject({ productId: z.string(), quantityPerCopy: z.int() })),
      partNumber: nullableText,
      licenseModels: z.array(z.string()),
      licenseModelAttributes: attributes,
      policies: lineItem.shape.policies,
      quantity: z.int(),
      additionalCopies: z.int(),
      startDateOption: z.enum(startDateOptions),
      startDate: day.nullable(),
      permanent: z.boolean(),
      term: nullableText,
      expirationDate: day.nullable(),
      versionDateOption: z.enum(versionDateOptions),
      versionDate: day.nullable(),
      versionTerm: nullableText,
      autoRenew: lineItem.shape.autoRenew,
      state: z.enum(rightStates),
      notice: nullableText,
      serialNumber: nullableText,
      description: nullableText,
      orderId: nullableText,
      orderLineNumber: nullableText,
      attributes,
    }),
    parent: changePlan.extend({ activationId: z.string() }),
    startsInThePast,
    warnings: z.array(z.strictObject({ code: z.string(), message: z.string() })),
  })
  .meta({ id: 'ChildPlan' });

/** Maintenance that was renewed, with its child. */
export const renewedMaintenance = z
  .strictObject({ child: maintenanceLineItem, parent: maintenanceLineItem })
  .meta({ id: 'RenewedMaintenance' });

/** The child that a renewal of maintenance would make. */
export const maintenanceRenewalPlan = z
  .strictObject({
    child: maintenanceLineItem.omit({
      entitlementId: true,
      accountId: true,
      accountName: true,
      productName: true,
      productVersion: true,
      version: true,
      createdAt: true,
      createdBy: true,
    }),
    startsInThePast,
  })
  .meta({ id: 'MaintenanceRenewalPlan' });
