import { z } from 'zod';
import { text } from '../shared/schemas.ts';
import { customAttributeEntities, customAttributeStatuses, customAttributeTypes } from '../shared/vocabulary.ts';

/** What may carry custom attributes. */
export const customAttributeEntitySchema = z
  .enum(customAttributeEntities)
  .meta({ description: 'What carries the attribute.' });

/** What an attribute is called in `attributes`. */
const customAttributeNameSchema = z
  .string()
  .max(64, 'has at most 64 characters')
  .refine((value) => /^[A-Za-z][A-Za-z0-9_-]*$/.test(value), {
    error: 'must begin with a letter and have letters, digits, _ and - only',
    params: { code: 'wrong_name' },
  })
  .meta({
    description: 'A letter, then letters, digits, _ and -; 64 characters at most.',
    minLength: 1,
    maxLength: 64,
  });

/** An attribute that the producer defines. */
export const newCustomAttributeSchema = z
  .strictObject({
    entity: customAttributeEntitySchema,
    name: customAttributeNameSchema,
    label: text(255, 1).optional().meta({ description: 'What people read; the name where it is left away.' }),
    description: text(2000).nullable().optional(),
    type: z.enum(customAttributeTypes),
    required: z.boolean().optional(),
    validValues: z
      .array(text(255, 1))
      .max(500)
      .optional()
      .meta({ description: 'The only texts that it takes: one of them, or several where the type is multiValued.' }),
    maxLength: z.int().min(1).max(4000).nullable().optional().meta({ description: 'Of type text only.' }),
    status: z.enum(customAttributeStatuses).optional(),
    position: z
      .int()
      .min(0)
      .max(1_000_000)
      .optional()
      .meta({ description: 'Where it stands among those of its entity.' }),
  })
  .meta({ id: 'NewCustomAttribute' });
export type CustomAttributeRecord = z.infer<typeof newCustomAttributeSchema>;

/** What may be changed of a definition, which keeps its entity, its name and its type. */
export const customAttributeChangesSchema = newCustomAttributeSchema
  .omit({ entity: true, name: true, type: true })
  .partial()
  .meta({ id: 'CustomAttributeChanges' });
export type CustomAttributeChanges = z.infer<typeof customAttributeChangesSchema>;

/** A definition in a file, where `entity` says what the line is: what carries the attribute is called `of`. */
export const customAttributeFileSchema = newCustomAttributeSchema
  .omit({ entity: true })
  .extend({ of: customAttributeEntitySchema })
  .transform(({ of: entity, ...record }): CustomAttributeRecord => ({ ...record, entity }));
