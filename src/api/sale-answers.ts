import { z } from 'zod';
import { rightStates } from '../shared/vocabulary.ts';
import { nullableText } from './answers.ts';
import { entitlement, lineItem, maintenanceLineItem, shownEmails } from './entitlement-answers.ts';

// An item that is not made yet is of no version, and belongs to what the plan says.
const unmade = {
  entitlementId: true,
  accountId: true,
  accountName: true,
  version: true,
  createdAt: true,
  createdBy: true,
} as const;

const activationId = nullableText.meta({ description: 'null: Licet makes one.' });

const plannedLineItem = lineItem
  .omit({ ...unmade, technologies: true, activatedCount: true, remainingCopies: true, maintenance: true })
  .extend({ activationId, products: z.array(z.strictObject({ productId: z.string(), quantityPerCopy: z.int() })) })
  .meta({ id: 'PlannedLineItem' });

const plannedMaintenance = maintenanceLineItem
  .omit({ ...unmade, productName: true, productVersion: true })
  .extend({ activationId })
  .meta({ id: 'PlannedMaintenanceLineItem' });

const salePlan = z
  .strictObject({
    entitlementId: nullableText.meta({ description: 'null: Licet makes one.' }),
    accountId: z.string(),
    state: z.enum(rightStates),
    lineItems: z.array(plannedLineItem).meta({ description: 'The new ones, complete as they will be stored.' }),
    maintenanceLineItems: z.array(plannedMaintenance),
    emails: shownEmails,
  })
  .meta({ id: 'SalePlan' });

/** The entitlement as it is now, with what was sold; with preview, what would be sold. */
export const soldOrPlanned = z
  .union([entitlement, salePlan])
  .meta({ description: 'The entitlement as it is now; with preview, the plan.' });
