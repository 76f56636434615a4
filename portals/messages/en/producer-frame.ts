/** The frame of the Producer Portal: its menu, and the box that finds anything. */
export const producerFrame = {
  subtitle: 'Licet, Producer Portal',
  menu: {
    home: 'Home',
    entitlements: 'Entitlements by order',
    lineItems: 'Entitlements by line item',
    renewalRequests: 'Renewal requests',
    accounts: 'Accounts',
    users: 'Users',
    jobs: 'Alerts and jobs',
    emails: 'Emails',
    emailTemplates: 'Email templates',
    imports: 'Imports',
    settings: 'Settings',
  },
  find: 'Find anything by any ID or name',
  findPlaceholder: 'Find anything…  Ctrl-K',
  looking: 'Looking…',
  nothingFound: 'Nothing is called that',
  kinds: {
    entitlement: 'Entitlement',
    lineItem: 'Line item',
    maintenanceLineItem: 'Maintenance',
    account: 'Account',
    user: 'User',
    product: 'Product',
  },
};
