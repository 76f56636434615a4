/** One entry of the menu; people see those whose permission they have. */
export interface MenuEntry {
  readonly to: string;
  readonly label: string;
  readonly permission?: string;
  readonly below?: readonly MenuEntry[];
}

/** The menu of the Producer Portal, in the order in which it is shown. */
export const menu: readonly MenuEntry[] = [
  { to: '/', label: 'Home' },
  { to: '/entitlements', label: 'Entitlements by order', permission: 'viewEntitlements' },
  { to: '/line-items', label: 'Entitlements by line item', permission: 'viewEntitlements' },
  { to: '/renewal-requests', label: 'Renewal requests', permission: 'viewEntitlements' },
  { to: '/accounts', label: 'Accounts', permission: 'viewAccounts' },
  { to: '/users', label: 'Users', permission: 'viewUsers' },
  { to: '/jobs', label: 'Alerts and jobs', permission: 'viewJobs' },
  { to: '/emails', label: 'Emails', permission: 'viewEmails' },
  { to: '/email-templates', label: 'Email templates', permission: 'viewEmailTemplates' },
  { to: '/imports', label: 'Imports', permission: 'importEntities' },
  { to: '/settings', label: 'Settings', permission: 'viewSettings' },
];
