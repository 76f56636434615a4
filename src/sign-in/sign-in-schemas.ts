import { z } from 'zod';
import { accountNameSchema, newUserSchema, type NewUser } from '../accounts/account-schemas.ts';
import { passwordLengthMax } from './rules/password.ts';
import { emailAddressSchema, rightIdSchema, text } from '../shared/schemas.ts';

const password = text(passwordLengthMax, 1).meta({ description: 'Any text of 12 characters or more.' });

export const newSessionSchema = z.strictObject({ userName: text(320, 1), password }).meta({ id: 'NewSession' });

/** Who becomes the first administrator. */
const firstAdministrator = newUserSchema
  .pick({ userName: true, firstName: true, lastName: true, email: true })
  .required();

export const chosenPasswordSchema = z
  .strictObject({
    password,
    user: firstAdministrator
      .optional()
      .meta({ description: 'Who becomes the first administrator; with a link of that purpose only.' }),
  })
  .meta({ id: 'ChosenPassword' });
export type ChosenPassword = z.infer<typeof chosenPasswordSchema>;

export const passwordResetSchema = z.strictObject({ userName: text(320, 1) }).meta({ id: 'PasswordReset' });

export const changedPasswordSchema = z
  .strictObject({ currentPassword: password, newPassword: password })
  .meta({ id: 'ChangedPassword' });
export type ChangedPassword = z.infer<typeof changedPasswordSchema>;

const { locale, timeZone, subscriptions, firstName, lastName } = newUserSchema.shape;

/** Somebody who registers, by what they know of a right. */
export const registrationSchema = z
  .strictObject({
    id: rightIdSchema.meta({ description: 'An activation ID or entitlement ID.' }),
    firstName,
    lastName,
    email: emailAddressSchema,
    companyName: accountNameSchema.optional().meta({
      description: 'Given: an account of this name is made. Missing: the account that holds the right is joined.',
    }),
    locale,
    timeZone,
    subscriptions,
  })
  .meta({ id: 'Registration' });
export type Registration = z.infer<typeof registrationSchema>;

/** Somebody to invite: a new user, or the key of one who is on record. */
export const invitationSchema = newUserSchema
  .partial()
  .superRefine((given, context) => {
    if (isKeyAlone(given)) return;
    for (const name of ['userName', 'firstName', 'lastName', 'email'] as const)
      if (given[name] === undefined)
        context.addIssue({ code: 'custom', path: [name], message: 'is required', params: { code: 'required' } });
  })
  .meta({
    id: 'Invitation',
    description: 'The userId of a user who is on record, alone; or a whole new user.',
    examples: [{ userId: 'maria.keller' }],
  });
type Invitation = z.infer<typeof invitationSchema>;

/** Whom an invitation is for. */
export function invitedBy(invitation: Invitation): NewUser | { readonly userId: string } {
  return isKeyAlone(invitation) ? invitation : newUserSchema.parse(invitation);
}

function isKeyAlone(given: Invitation): given is { readonly userId: string } {
  return given.userId !== undefined && Object.keys(given).length === 1;
}

/** What users change of themselves. */
export const profileChangesSchema = z
  .strictObject({ firstName, lastName, locale, timeZone, subscriptions })
  .partial()
  .meta({ id: 'ProfileChanges' });
export type ProfileChanges = z.infer<typeof profileChangesSchema>;
