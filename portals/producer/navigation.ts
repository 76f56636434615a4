import { producerFrame } from '../messages/en/producer-frame.ts';

/** One entry of the menu; people see those whose permission they have. */
export interface MenuEntry {
  readonly to: string;
  readonly label: string;
  readonly permission?: string;
  readonly alsoAt?: string;
  readonly group?: string;
}

const { menu: text, groups } = producerFrame;

/** The menu of the Producer Portal, in the order in which it is shown. */
export const menu: readonly MenuEntry[] = [
  { to: '/', label: text.home },
  ...inGroup(groups.entitlements, [
    { to: '/entitlements', label: text.entitlements, permission: 'viewEntitlements' },
    { to: '/line-items', label: text.lineItems, permission: 'viewEntitlements' },
    { to: '/maintenance-line-items', label: text.maintenance, permission: 'viewEntitlements' },
    { to: '/renewal-requests', label: text.renewalRequests, permission: 'viewEntitlements' },
  ]),
  ...inGroup(groups.catalog, [
    { to: '/products', label: text.products, permission: 'viewProducts' },
    { to: '/features', label: text.features, permission: 'viewFeatures' },
    { to: '/feature-bundles', label: text.featureBundles, permission: 'viewFeatureBundles' },
    { to: '/license-models', label: text.licenseModels, permission: 'viewLicenseModels' },
    { to: '/license-technologies', label: text.licenseTechnologies, permission: 'viewLicenseModels' },
    { to: '/part-numbers', label: text.partNumbers, permission: 'viewProducts' },
    { to: '/product-lines', label: text.productLines, permission: 'viewProducts' },
  ]),
  ...inGroup(groups.people, [
    { to: '/accounts', label: text.accounts, permission: 'viewAccounts' },
    { to: '/users', label: text.users, permission: 'viewUsers' },
    { to: '/roles', label: text.roles, permission: 'viewRoles' },
  ]),
  ...inGroup(groups.automation, [
    { to: '/jobs', label: text.jobs, permission: 'viewJobs', alsoAt: '/job-runs' },
    { to: '/emails', label: text.emails, permission: 'viewEmails' },
    { to: '/email-templates', label: text.emailTemplates, permission: 'viewEmailTemplates' },
    { to: '/imports', label: text.imports, permission: 'importEntities' },
  ]),
  ...inGroup(groups.system, [
    { to: '/settings', label: text.settings, permission: 'viewSettings' },
    { to: '/custom-attributes', label: text.customAttributes, permission: 'viewSettings' },
  ]),
];

function inGroup(group: string, entries: readonly MenuEntry[]): readonly MenuEntry[] {
  return entries.map((entry) => ({ ...entry, group }));
}
