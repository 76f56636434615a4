import { z } from 'zod';
import { daySchema, keySchema, rightIdSchema, text } from '../shared/schemas.ts';
import { fulfillmentSources, fulfillmentStates, supportTypes } from '../shared/vocabulary.ts';

/** Where copies are activated. */
export const hostSchema = z.strictObject({
  type: keySchema,
  id: keySchema,
  name: text(255, 1).nullable().optional(),
});

/** A fulfillment as files carry it. */
export const fulfillmentRecordSchema = z.strictObject({
  fulfillmentId: keySchema,
  activationId: rightIdSchema,
  host: hostSchema,
  count: z.int().min(1).max(1_000_000_000),
  startDate: daySchema,
  expirationDate: daySchema.nullable().optional(),
  state: z.enum(fulfillmentStates).optional(),
  supportType: z.enum(supportTypes).optional(),
  parentFulfillmentId: keySchema.nullable().optional(),
  source: z.enum(fulfillmentSources).optional(),
});
export type FulfillmentRecord = z.infer<typeof fulfillmentRecordSchema>;
