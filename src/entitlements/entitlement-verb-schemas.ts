import { z } from 'zod';
import { canonicalLocale } from '../notifications/rules/template-choice.ts';
import { emailAddressSchema, keySchema, rightIdSchema, text } from '../shared/schemas.ts';
import { sendEmailSchema } from './entitlement-schemas.ts';

/** What is different in a copy of an entitlement. */
export const entitlementCopySchema = z
  .strictObject({
    entitlementId: rightIdSchema.optional(),
    accountId: keySchema.optional().meta({ description: 'For another one, whom it was shipped to is not copied.' }),
    description: text(2000).nullable().optional(),
    test: z.boolean().optional().meta({ description: 'Left away: as the entitlement that is copied.' }),
    deploy: z.boolean().optional(),
    sendEmail: sendEmailSchema,
  })
  .meta({ id: 'EntitlementCopying' });

/** Which IDs Licet makes anew. */
export const idRegenerationSchema = z
  .strictObject({
    entitlementId: z.boolean().optional(),
    activationIds: z
      .array(rightIdSchema)
      .max(10_000)
      .nullable()
      .optional()
      .meta({ description: 'Of these line items and maintenance; null: of all that are draft or test.' }),
    reason: text(1000, 1).optional().meta({ description: 'Why, for the history.' }),
  })
  .meta({ id: 'IdRegeneration' });

const addresses = z.array(emailAddressSchema).max(100).optional();

/** To whom an email about a right goes, and how. */
export const entitlementEmailSchema = z
  .strictObject({
    to: addresses.meta({
      description:
        'Left away: the ship-to addresses, else the contacts, else the users of its holder who take announcements.',
    }),
    cc: addresses.meta({ description: 'Get a message of their own as well.' }),
    variation: text(64, 1).optional().meta({ description: 'Left away: that of the entitlement.' }),
    locale: text(35, 1)
      .refine((value) => canonicalLocale(value) !== undefined, {
        error: 'is a language tag such as en or de-AT',
        params: { code: 'wrong_locale' },
      })
      .optional()
      .meta({ description: "Left away: each reader's own." }),
    message: text(2000, 1).optional().meta({ description: 'In your own words, at the top.' }),
  })
  .meta({ id: 'EntitlementEmail' });
