import { z } from 'zod';
import { newLineItemSchema } from '../entitlements/entitlement-schemas.ts';
import { keySchema } from '../shared/schemas.ts';

const copies = z.int().min(1).max(1_000_000_000);

/** What may be said of a renewal: how many copies, and every field that is different. */
export const renewalSchema = newLineItemSchema
  .omit({ products: true, quantity: true })
  .extend({
    isFull: z
      .boolean()
      .optional()
      .meta({ description: 'All copies that are left; so it is where no number is given.' }),
    numberOfCopies: copies.optional().meta({ description: 'Copies that it draws from its parent.' }),
    additionalCopies: z
      .int()
      .min(0)
      .max(1_000_000_000)
      .optional()
      .meta({ description: 'Copies that are sold with it, on top of those.' }),
    allowActivationsOnParent: z.boolean().optional().meta({ description: 'false makes the parent obsolete.' }),
    deploy: z.boolean().optional(),
    copyOrderId: z.boolean().optional().meta({ description: 'Also the order ID and order line number of the parent.' }),
  })
  .meta({ id: 'Renewal' });
export type Renewal = z.infer<typeof renewalSchema>;

/** The same of an upgrade or upsell, which names the product that it leads to. */
export const replacementSchema = renewalSchema
  .extend({
    productId: keySchema,
    createIncompatible: z
      .boolean()
      .optional()
      .meta({ description: 'Also where the license technologies can never follow each other.' }),
  })
  .meta({ id: 'Replacement' });
export type Replacement = z.infer<typeof replacementSchema>;
