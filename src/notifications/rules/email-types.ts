import type { EmailDataOfType } from './email-data.ts';

export type EmailType = keyof EmailDataOfType;

/** The box in a user's profile that emails of some types depend on. */
export const emailSubscriptions = ['expiringEntitlements', 'productUpgrades', 'announcements'] as const;
export type EmailSubscription = (typeof emailSubscriptions)[number];

export interface EmailTypeDefinition {
  readonly title: string;
  /** reference 8.1: only some types may have variations beside DEFAULT */
  readonly allowsVariations: boolean;
  /** what its reader can unsubscribe from; null where it answers what somebody did, or goes to the producer */
  readonly subscription: EmailSubscription | null;
}

/** Every type of email, on one page (reference 8.2). */
export const emailTypes: Readonly<Record<EmailType, EmailTypeDefinition>> = {
  'renewal-reminder': {
    title: 'Renewal Reminder',
    allowsVariations: false,
    subscription: 'expiringEntitlements',
  },
  'renewal-reminder-expired': {
    title: 'Renewal Reminder for Expired Entitlements',
    allowsVariations: false,
    subscription: 'expiringEntitlements',
  },
  'renewal-intent': { title: 'Renewal Intent for End Customer', allowsVariations: false, subscription: null },
  'no-subscriber-digest': { title: 'Accounts without Subscribers', allowsVariations: false, subscription: null },
  invitation: { title: 'Invitation to a Portal', allowsVariations: false, subscription: null },
  'password-reset': { title: 'New Password', allowsVariations: false, subscription: null },
  registration: { title: 'Registration', allowsVariations: false, subscription: null },
  entitlement: { title: 'Entitlement', allowsVariations: true, subscription: 'announcements' },
  'activatable-item': { title: 'Activatable Item', allowsVariations: true, subscription: 'announcements' },
};

export const defaultVariation = 'DEFAULT';

export function isEmailType(text: string): text is EmailType {
  return Object.hasOwn(emailTypes, text);
}

/** What the reader of such an email can unsubscribe from, or null. */
export function subscriptionOf(type: string): EmailSubscription | null {
  return isEmailType(type) ? emailTypes[type].subscription : null;
}
