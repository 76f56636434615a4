import { plural } from '../plural.ts';

/** The first page of the Producer Portal. */
export const homeText = {
  title: 'Home',
  attention: 'Needs attention',
  allWell: 'Nothing needs you now.',
  failedEmails: (count: number) =>
    plural('en', count, {
      one: 'One email could not be delivered',
      other: `${count} emails could not be delivered`,
    }),
  openRequests: (count: number) =>
    plural('en', count, { one: 'One renewal request is waiting', other: `${count} renewal requests are waiting` }),
  inactiveUsers: (count: number) =>
    plural('en', count, {
      one: 'One user is inactive and cannot sign in',
      other: `${count} users are inactive and cannot sign in`,
    }),
  wouldHear: (count: number) =>
    plural('en', count, {
      one: 'One account would hear of it today.',
      other: `${count} accounts would hear of it today.`,
    }),
  nobodyWouldHear: 'Nobody would hear of it today.',
  counting: 'Counting who would hear of it today…',
  open: 'Open',
  preview: 'Preview',
  configure: 'Configure',
  expiring: 'Expiring by month',
  expiringText: 'Deployed line items and maintenance that end, month by month. A bar opens its line items.',
  month: 'Month',
  lineItems: 'Line items',
  maintenance: 'Maintenance',
  asTable: 'As a table',
  asBars: 'As bars',
  ends: (month: string, lineItems: number, maintenance: number) =>
    `${month}: ${plural('en', lineItems, { one: '1 line item', other: `${lineItems} line items` })}, ${maintenance} maintenance`,
  nothingExpires: 'Nothing ends within twelve months.',
  lastSevenDays: 'The last seven days',
  reminders: (count: number) => plural('en', count, { one: '1 reminder', other: `${count} reminders` }),
  requests: (count: number) => plural('en', count, { one: '1 renewal request', other: `${count} renewal requests` }),
  renewals: (count: number) => plural('en', count, { one: '1 renewal', other: `${count} renewals` }),
  recent: 'Recently opened by you',
  nothingRecent: 'Entitlements and accounts that you open will stand here, in this browser.',

  freshTitle: 'Nothing is sold yet',
  freshText: 'This is a fresh installation. These are the first steps, in this order:',
  stepImport: 'Bring in what you have sold',
  stepImportText: 'Accounts, users, products and entitlements from a file, or by REST from your order system.',
  stepDemo: 'Or look around with the demo producer first',
  stepDemoText: 'On the machine of the server, with an empty database:',
  stepDemoCommand: 'licet demo',
  stepUsers: 'Invite your colleagues',
  stepUsersText: 'Each with the roles that they need.',
  stepJobs: 'Switch on the reminders',
  stepJobsText: 'They are inactive until you have previewed whom they would write to.',
  stepSettings: 'Say who you are',
  stepSettingsText: 'Name, logo, colour and sender of the mails.',
};
