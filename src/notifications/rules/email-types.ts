import type { EmailDataOfType } from './email-data.ts';

export type EmailType = keyof EmailDataOfType;

export interface EmailTypeDefinition {
  readonly title: string;
  /** reference 8.1: only some types may have variations beside DEFAULT */
  readonly allowsVariations: boolean;
}

/** Every type of email, on one page (reference 8.2). */
export const emailTypes: Readonly<Record<EmailType, EmailTypeDefinition>> = {
  'renewal-reminder': { title: 'Renewal Reminder', allowsVariations: false },
  'renewal-reminder-expired': { title: 'Renewal Reminder for Expired Entitlements', allowsVariations: false },
  'renewal-intent': { title: 'Renewal Intent for End Customer', allowsVariations: false },
  'no-subscriber-digest': { title: 'Accounts without Subscribers', allowsVariations: false },
};

export const defaultVariation = 'DEFAULT';

export function isEmailType(text: string): text is EmailType {
  return Object.hasOwn(emailTypes, text);
}
