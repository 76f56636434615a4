import { z } from 'zod';
import { keySchema, text } from '../shared/schemas.ts';

/** What an order system calls a product, or a product with one of its license models (reference 1.6). */
export const newPartNumberSchema = z
  .strictObject({
    partNumber: keySchema,
    description: text(2000).nullable().optional(),
    productId: keySchema.nullable().optional(),
    licenseModelId: keySchema.nullable().optional(),
  })
  .meta({ id: 'NewPartNumber' });
export type PartNumberRecord = z.infer<typeof newPartNumberSchema>;

/** What may be changed of a part number, which keeps its key. */
export const partNumberChangesSchema = newPartNumberSchema
  .omit({ partNumber: true })
  .partial()
  .meta({ id: 'PartNumberChanges' });
export type PartNumberChanges = z.infer<typeof partNumberChangesSchema>;
