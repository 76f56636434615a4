import type { Day } from '../../shared/day.ts';
import type { ItemKind, JsonObject, Urgency } from '../../shared/vocabulary.ts';

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

/** What each type of email is made of. */
export type EmailDataOfType = {
  readonly 'renewal-reminder': ReminderData;
  readonly 'renewal-reminder-expired': ReminderData;
  readonly 'renewal-intent': RenewalIntentData;
  readonly 'no-subscriber-digest': DigestData;
  readonly invitation: InvitationData;
  readonly 'password-reset': PasswordResetData;
  readonly registration: RegistrationData;
};

export type EmailData = JsonObject;
