import type { Reason } from '../../shared/decision.ts';
import { isTimeZone } from '../../shared/time-zone.ts';
import type { Json } from '../../shared/vocabulary.ts';

/** What the values of a setting look like. */
export const settingKinds = ['days', 'switch', 'text', 'email', 'sender', 'webAddress', 'colour', 'timeZone'] as const;
export type SettingKind = (typeof settingKinds)[number];

type Check = { readonly kind: SettingKind; readonly is: (value: Json) => boolean; readonly advice: string };

/** One setting: its group, default, what it does in a sentence, and what its values look like. */
export interface SettingDefinition {
  readonly group: string;
  readonly default: Json;
  readonly description: string;
  readonly check: Check;
}

const days = (min: number, max = 3650): Check => ({
  kind: 'days',
  is: (value) => Number.isInteger(value) && Number(value) >= min && Number(value) <= max,
  advice: `a whole number of days from ${min} to ${max}`,
});
const onOff: Check = { kind: 'switch', is: (value) => typeof value === 'boolean', advice: 'true or false' };
const text = (max: number): Check => ({
  kind: 'text',
  // no line breaks: these texts go into mail headers
  is: (value) => typeof value === 'string' && value.length <= max && !/\p{Cc}/u.test(value),
  advice: `a text of at most ${max} characters on one line`,
});
const emailPattern = /^[^\s@<>,;"]+@[^\s@<>,;"]+$/;
const email: Check = {
  kind: 'email',
  is: (value) => typeof value === 'string' && (value === '' || emailPattern.test(value)),
  advice: 'an email address, or empty for none',
};
const sender: Check = {
  kind: 'sender',
  is: (value) =>
    typeof value === 'string' &&
    !/\p{Cc}/u.test(value) &&
    (emailPattern.test(value) || /^[^<>]+ <[^\s@<>,;"]+@[^\s@<>,;"]+>$/.test(value)),
  advice: 'an email address, or a name and an address such as "Acme Imaging <licenses@acme.example>"',
};
const webAddress: Check = {
  kind: 'webAddress',
  is: (value) => typeof value === 'string' && (value === '' || /^https:\/\/[^\s"'<>]+$/.test(value)),
  advice: 'an https address, or empty for none',
};
const colour: Check = {
  kind: 'colour',
  is: (value) => typeof value === 'string' && /^#[0-9a-fA-F]{6}$/.test(value),
  advice: 'a colour such as #1f5fa8',
};
const timeZone: Check = {
  kind: 'timeZone',
  is: (value) => typeof value === 'string' && isTimeZone(value),
  advice: 'a time zone such as Europe/Berlin',
};

/** Every setting, on one page. */
export const settingDefinitions = {
  businessTimeZone: {
    group: 'General',
    default: 'UTC',
    description:
      'The time zone of the producer. It decides which calendar day "today" is, for every job and every rule.',
    check: timeZone,
  },
  checkCopiesWhenCreatingChildren: {
    group: 'Entitlements',
    default: true,
    description:
      'Refuse renewals, upgrades and upsells that draw more copies than their parent has left. Off leaves that to the moment of activation.',
    check: onOff,
  },
  renewalLookAhead: {
    group: 'Renewals',
    default: 200,
    description: 'Everything that expires within this many days is listed in a renewal reminder.',
    check: days(0),
  },
  expiringWindow: {
    group: 'Renewals',
    default: 90,
    description: 'An account gets a renewal reminder when at least one of its items expires within this many days.',
    check: days(0),
  },
  renewalCritical: {
    group: 'Renewals',
    default: 30,
    description: 'Items that expire within this many days are shown as critical.',
    check: days(0),
  },
  expiringEmailFrequency: {
    group: 'Renewals',
    default: 30,
    description: 'At least this many days lie between two renewal reminders to one account.',
    check: days(0),
  },
  expiredEmailFrequency: {
    group: 'Renewals',
    default: 30,
    description: 'At least this many days lie between two messages about expired items to one account.',
    check: days(0),
  },
  expiredHistory: {
    group: 'Renewals',
    default: 90,
    description:
      "Expired items stay on the end users' page for this many days. Also how far back the very first run of Expired Entitlements looks.",
    check: days(0),
  },
  requestRenewalNotificationEmail: {
    group: 'Renewals',
    default: '',
    description: 'Receives a message whenever a customer asks for a renewal. Empty: nobody is told by email.',
    check: email,
  },
  noSubscriberNotificationEmail: {
    group: 'Renewals',
    default: '',
    description:
      'Receives one digest for each run that lists the accounts in which nobody takes renewal reminders. Empty: no digest.',
    check: email,
  },
  includeAutoRenewing: {
    group: 'Renewals',
    default: false,
    description: 'List line items in renewal reminders even when they will renew themselves.',
    check: onOff,
  },
  jobRunHistory: {
    group: 'Jobs',
    default: 90,
    description: 'Runs of jobs and imports, with everything they tell, are kept for this many days after their end.',
    check: days(1),
  },
  selfRegistration: {
    group: 'End-User Portal',
    default: true,
    description:
      'Whoever knows an entitlement ID or activation ID may register themselves, as a user of the account that holds it. Off: people come in by invitation only.',
    check: onOff,
  },
  mailFrom: {
    group: 'Email',
    default: 'Licet <licet@localhost>',
    description: 'The sender of every email.',
    check: sender,
  },
  mailReplyTo: {
    group: 'Email',
    default: '',
    description: 'Where answers to emails go. Empty: to the sender.',
    check: email,
  },
  producerName: {
    group: 'Look',
    default: 'Your software producer',
    description: 'The name of the producer in emails and portals.',
    check: text(120),
  },
  logoUrl: {
    group: 'Look',
    default: '',
    description: "A picture of the producer's logo for emails and portals. Empty: the name stands alone.",
    check: webAddress,
  },
  accentColor: {
    group: 'Look',
    default: '#1f5fa8',
    description: 'The one colour of the producer, for buttons and marks in emails and portals.',
    check: colour,
  },
} as const satisfies Record<string, SettingDefinition>;

export type SettingName = keyof typeof settingDefinitions;

/** Every setting with its value now. */
export interface Settings {
  readonly businessTimeZone: string;
  readonly checkCopiesWhenCreatingChildren: boolean;
  readonly renewalLookAhead: number;
  readonly expiringWindow: number;
  readonly renewalCritical: number;
  readonly expiringEmailFrequency: number;
  readonly expiredEmailFrequency: number;
  readonly expiredHistory: number;
  readonly requestRenewalNotificationEmail: string;
  readonly noSubscriberNotificationEmail: string;
  readonly includeAutoRenewing: boolean;
  readonly jobRunHistory: number;
  readonly selfRegistration: boolean;
  readonly mailFrom: string;
  readonly mailReplyTo: string;
  readonly producerName: string;
  readonly logoUrl: string;
  readonly accentColor: string;
}

/** The settings out of what is stored: the default wherever nothing, or nothing valid any more, is. */
export function settingsFrom(stored: Readonly<Record<string, Json>>): Settings {
  const valid = (name: SettingName): Json => {
    const value = stored[name];
    return value !== undefined && settingDefinitions[name].check.is(value) ? value : settingDefinitions[name].default;
  };
  const text = (name: SettingName): string => {
    const value = valid(name);
    return typeof value === 'string' ? value : '';
  };
  const number = (name: SettingName): number => Number(valid(name));
  const isOn = (name: SettingName): boolean => valid(name) === true;
  return {
    businessTimeZone: text('businessTimeZone'),
    checkCopiesWhenCreatingChildren: isOn('checkCopiesWhenCreatingChildren'),
    renewalLookAhead: number('renewalLookAhead'),
    expiringWindow: number('expiringWindow'),
    renewalCritical: number('renewalCritical'),
    expiringEmailFrequency: number('expiringEmailFrequency'),
    expiredEmailFrequency: number('expiredEmailFrequency'),
    expiredHistory: number('expiredHistory'),
    requestRenewalNotificationEmail: text('requestRenewalNotificationEmail'),
    noSubscriberNotificationEmail: text('noSubscriberNotificationEmail'),
    includeAutoRenewing: isOn('includeAutoRenewing'),
    jobRunHistory: number('jobRunHistory'),
    selfRegistration: isOn('selfRegistration'),
    mailFrom: text('mailFrom'),
    mailReplyTo: text('mailReplyTo'),
    producerName: text('producerName'),
    logoUrl: text('logoUrl'),
    accentColor: text('accentColor'),
  };
}

/** What speaks against settings that contradict each other: what is critical is inside the window, which is in sight. */
export function reasonsAgainstSettings(settings: Settings): readonly Reason[] {
  const reasons: Reason[] = [];
  if (settings.renewalCritical > settings.expiringWindow)
    reasons.push({
      code: 'critical_beyond_window',
      message: `renewalCritical (${settings.renewalCritical} days) is longer than expiringWindow (${settings.expiringWindow} days).`,
      remedy: 'Make the window longer, or critical shorter; both can be changed at once.',
    });
  if (settings.expiringWindow > settings.renewalLookAhead)
    reasons.push({
      code: 'window_beyond_look_ahead',
      message: `expiringWindow (${settings.expiringWindow} days) is longer than renewalLookAhead (${settings.renewalLookAhead} days).`,
      remedy: 'Make the look-ahead longer, or the window shorter; both can be changed at once.',
    });
  return reasons;
}

export function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(settingDefinitions, name);
}
