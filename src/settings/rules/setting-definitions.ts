import type { Reason } from '../../shared/decision.ts';
import { zoneUnlessSet } from '../../shared/time-zone.ts';
import type { Json } from '../../shared/vocabulary.ts';
import {
  colour,
  days,
  email,
  isKeys,
  keys,
  onOff,
  sender,
  text,
  timeZone,
  webAddress,
  type SettingDefinition,
} from './setting-checks.ts';

/** Every setting, on one page. */
export const settingDefinitions = {
  businessTimeZone: {
    group: 'General',
    default: zoneUnlessSet,
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
  allowEditingOfDeployedEntities: {
    group: 'Entitlements',
    default: false,
    description:
      'Quantity, dates and terms of deployed line items can be changed, and products and license models as long as nothing is activated.',
    check: onOff,
  },
  channelTiers: {
    group: 'Entitlements',
    default: ['distributor', 'reseller'],
    description:
      'The keys of the tiers between the producer and the end customer; in each of them an entitlement has at most one channel partner.',
    check: keys('endCustomer'),
  },
  allowStateChangeToObsolete: {
    group: 'Entitlements',
    default: true,
    description: 'Entitlements and line items may be made obsolete, which is for good. Off: nothing is.',
    check: onOff,
  },
  allowInactiveOrObsoleteWithActivations: {
    group: 'Entitlements',
    default: true,
    description: 'Entitlements and line items of which something is activated may be made inactive or obsolete.',
    check: onOff,
  },
  sendEntitlementEmailOnlyForDeployed: {
    group: 'Entitlements',
    default: true,
    description: 'Entitlement emails tell only of what is deployed. Off: of everything, whatever its state.',
    check: onOff,
  },
  sendEntitlementEmailOnDeploy: {
    group: 'Entitlements',
    default: false,
    description: 'Deploying an entitlement sends the entitlement email, unless whoever deploys says otherwise.',
    check: onOff,
  },
  onlyDefinedAttributes: {
    group: 'Attributes',
    default: false,
    description:
      'Accounts, users, products and what is sold have only the custom attributes that are defined. Off: other names are kept as they are given.',
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
  readonly allowEditingOfDeployedEntities: boolean;
  readonly channelTiers: readonly string[];
  readonly allowStateChangeToObsolete: boolean;
  readonly allowInactiveOrObsoleteWithActivations: boolean;
  readonly sendEntitlementEmailOnlyForDeployed: boolean;
  readonly sendEntitlementEmailOnDeploy: boolean;
  readonly onlyDefinedAttributes: boolean;
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
  const list = (name: SettingName): readonly string[] => {
    const value = valid(name);
    return isKeys(value) ? value : [];
  };
  return {
    businessTimeZone: text('businessTimeZone'),
    checkCopiesWhenCreatingChildren: isOn('checkCopiesWhenCreatingChildren'),
    allowEditingOfDeployedEntities: isOn('allowEditingOfDeployedEntities'),
    channelTiers: list('channelTiers'),
    allowStateChangeToObsolete: isOn('allowStateChangeToObsolete'),
    allowInactiveOrObsoleteWithActivations: isOn('allowInactiveOrObsoleteWithActivations'),
    sendEntitlementEmailOnlyForDeployed: isOn('sendEntitlementEmailOnlyForDeployed'),
    sendEntitlementEmailOnDeploy: isOn('sendEntitlementEmailOnDeploy'),
    onlyDefinedAttributes: isOn('onlyDefinedAttributes'),
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
