import type { Day } from '../../shared/day.ts';
import type { ItemKind, JsonObject, RightState, Urgency } from '../../shared/vocabulary.ts';

// Types, not interfaces: only these count as JSON objects, and everything here is stored as JSON.

/** One thing that expires, as the reader of an email sees it. `quantity` are its uncovered copies, null for maintenance. */
export type ReminderItem = {
  readonly kind: ItemKind;
  readonly activationId: string;
  readonly entitlementId: string;
  readonly products: readonly { readonly name: string; readonly version: string }[];
  readonly expirationDate: Day;
  /** days from today to the last valid day; negative once expired */
  readonly daysRemaining: number;
  readonly quantity: number | null;
  readonly urgency: Urgency;
};

export type EmailAccount = { readonly accountId: string; readonly name: string };

export type EmailUser = {
  readonly userId: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly locale: string;
};

/** Of `renewal-reminder` and `renewal-reminder-expired`. The items come most urgent first, at most 2,000. */
export type ReminderData = {
  readonly account: EmailAccount;
  readonly user: EmailUser;
  readonly today: Day;
  readonly items: readonly ReminderItem[];
  /** how many things there are beyond the listed ones; hardly ever more than 0 */
  readonly moreCount: number;
};

/** Of `renewal-intent`: the user asks for the renewal of these items. */
export type RenewalIntentData = ReminderData & { readonly note?: string };

export type DigestAccount = {
  readonly accountId: string;
  readonly name: string;
  readonly itemCount: number;
  readonly earliestExpiration: Day;
};

/** Of `no-subscriber-digest`. `accounts` holds at most 500 of the `accountCount`. */
export type DigestData = {
  readonly today: Day;
  readonly kind: 'expiring' | 'expired';
  readonly accountCount: number;
  readonly accounts: readonly DigestAccount[];
  readonly runId: number;
};

/** A reader with the name that they sign in with. */
export type SigningInUser = EmailUser & { readonly userName: string };

/** What every email has that is about signing in; its one-time link is not data, it is made when the email is sent. */
export type AccessData = {
  readonly user: SigningInUser;
  readonly today: Day;
  readonly signInUrl: string;
};

/** Of `invitation`. `account` is null for the producer's own people. */
export type InvitationData = AccessData & { readonly account: EmailAccount | null; readonly validDays: number };

/** Of `password-reset`. */
export type PasswordResetData = AccessData & { readonly validHours: number };

/** Of `registration`: of somebody new, or of one who has a password and only needs to use it. */
export type RegistrationData = AccessData & {
  readonly companyName: string | null;
  readonly hasPassword: boolean;
  readonly validDays: number;
};

/** A custom attribute with its value as text. */
export type EmailAttribute = { readonly name: string; readonly value: string };

/** Maintenance that covers a line item. */
export type EmailMaintenance = {
  readonly name: string;
  readonly version: string;
  readonly permanent: boolean;
  readonly expirationDate: Day | null;
};

/** One right as the reader of an entitlement email sees it. `quantity` is null for maintenance. */
export type EmailRight = {
  readonly kind: ItemKind;
  readonly activationId: string;
  readonly state: RightState;
  readonly products: readonly { readonly name: string; readonly version: string }[];
  readonly partNumber: string | null;
  readonly description: string | null;
  readonly orderId: string | null;
  readonly quantity: number | null;
  readonly permanent: boolean;
  readonly startDate: Day | null;
  readonly expirationDate: Day | null;
  /** how long it lasts, also where its first day is not known yet */
  readonly term: { readonly count: number; readonly unit: 'days' | 'weeks' | 'months' | 'years' } | null;
  readonly maintenance: readonly EmailMaintenance[];
  readonly attributes: readonly EmailAttribute[];
};

/** Of `entitlement`, and of `activatable-item`, whose first item is the line item and the others its maintenance. */
export type EntitlementEmailData = {
  readonly account: EmailAccount;
  readonly user: EmailUser;
  readonly today: Day;
  /** what the sender adds in their own words */
  readonly message: string | null;
  readonly entitlement: {
    readonly entitlementId: string;
    readonly description: string | null;
    readonly createdOn: Day;
    readonly test: boolean;
    readonly shipToAddress: string | null;
    readonly attributes: readonly EmailAttribute[];
  };
  /** the page of the entitlement in the End-User Portal */
  readonly entitlementUrl: string;
  readonly items: readonly EmailRight[];
  /** how many rights there are beyond the listed ones; hardly ever more than 0 */
  readonly moreCount: number;
};

/** What each type of email is made of. */
export type EmailDataOfType = {
  readonly 'renewal-reminder': ReminderData;
  readonly 'renewal-reminder-expired': ReminderData;
  readonly 'renewal-intent': RenewalIntentData;
  readonly 'no-subscriber-digest': DigestData;
  readonly invitation: InvitationData;
  readonly 'password-reset': PasswordResetData;
  readonly registration: RegistrationData;
  readonly entitlement: EntitlementEmailData;
  readonly 'activatable-item': EntitlementEmailData;
};

export type EmailData = JsonObject;
