import { producerFrame } from '../messages/en/producer-frame.ts';

/** One entry of the menu; people see those whose permission they have. */
export interface MenuEntry {
  readonly to: string;
  readonly label: string;
  readonly permission?: string;
  readonly alsoAt?: string;
}

const text = producerFrame.menu;

/** The menu of the Producer Portal, in the order in which it is shown. */
export const menu: readonly MenuEntry[] = [
  { to: '/', label: text.home },
  { to: '/entitlements', label: text.entitlements, permission: 'viewEntitlements' },
  { to: '/line-items', label: text.lineItems, permission: 'viewEntitlements' },
  { to: '/renewal-requests', label: text.renewalRequests, permission: 'viewEntitlements' },
  { to: '/accounts', label: text.accounts, permission: 'viewAccounts' },
  { to: '/users', label: text.users, permission: 'viewUsers' },
  { to: '/jobs', label: text.jobs, permission: 'viewJobs', alsoAt: '/job-runs' },
  { to: '/emails', label: text.emails, permission: 'viewEmails' },
  { to: '/email-templates', label: text.emailTemplates, permission: 'viewEmailTemplates' },
  { to: '/imports', label: text.imports, permission: 'importEntities' },
  { to: '/settings', label: text.settings, permission: 'viewSettings' },
];
