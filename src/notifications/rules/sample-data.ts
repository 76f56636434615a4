import { addDays, dayInZone } from '../../shared/day.ts';
import type {
  AccessData,
  DigestData,
  EmailData,
  EmailRight,
  EntitlementEmailData,
  RegistrationData,
  ReminderData,
  ReminderItem,
  RenewalIntentData,
} from './email-data.ts';
import type { EmailType } from './email-types.ts';
import { senderLook, type SenderLook } from './sender-look.ts';

/**
 * Made-up data of a type: the first sample has everything that a template may name, the others lack what may be lacking.
 * A template is right when it renders with all of them.
 */
export function samplesOf(type: EmailType): readonly [EmailData, ...EmailData[]] {
  return samples[type];
}

/** The look that goes with a sample: with everything, or with nothing that is optional. */
export function sampleLook(everything: boolean): SenderLook {
  const settings = { producerName: 'Acme Imaging', accentColor: '#1f5fa8' };
  return everything
    ? senderLook(
        { ...settings, logoUrl: 'https://acme.example/logo.png' },
        {
          portal: 'https://licenses.acme.example/portal',
          unsubscribe: 'https://licenses.acme.example/unsubscribe/sample',
          password: 'https://licenses.acme.example/portal/password/sample',
        },
      )
    : senderLook({ ...settings, logoUrl: '' });
}

const today = dayInZone(1_772_323_200_000, 'UTC'); // 1 March 2026

function item(
  daysRemaining: number,
  urgency: ReminderItem['urgency'],
  name: string,
  version: string,
  quantity: number,
): ReminderItem {
  return {
    kind: 'lineItem',
    activationId: `7K2M-9QXT-4WRD-${String(1000 + Math.abs(daysRemaining))}`,
    entitlementId: `ENT-2025-${String(1000 + Math.abs(daysRemaining))}`,
    products: [{ name, version }],
    expirationDate: addDays(today, daysRemaining),
    daysRemaining,
    quantity,
    urgency,
  };
}

function maintenanceOf(of: ReminderItem): ReminderItem {
  return { ...of, kind: 'maintenance', activationId: of.activationId.replace('7K2M', 'M3T8'), quantity: null };
}

const account = { accountId: 'ACC-00042', name: 'Northwind & Sons' };
const user = {
  userId: 'maria.keller',
  firstName: 'Maria',
  lastName: 'Keller',
  email: 'maria.keller@northwind.example',
  locale: 'en-GB',
};

const expiring: ReminderData = {
  account,
  user,
  today,
  moreCount: 0,
  items: [
    item(0, 'critical', 'Acme Studio', '4.2', 1),
    item(12, 'critical', 'Acme Render Farm', '11.0', 25),
    maintenanceOf(item(61, 'window', 'Gold Maintenance', '2025', 0)),
    {
      ...item(184, 'lookAhead', 'Acme Studio', '4.2', 1200),
      products: [
        { name: 'Acme Studio', version: '4.2' },
        { name: 'Acme Colour Library', version: '7' },
      ],
    },
  ],
};

const expired: ReminderData = {
  account,
  user,
  today,
  moreCount: 0,
  items: [
    item(-64, 'expired', 'Acme Studio', '4.1', 3),
    maintenanceOf(item(-12, 'expired', 'Gold Maintenance', '2025', 0)),
    item(-1, 'expired', 'Acme Render Farm', '11.0', 25),
  ],
};

const intent: RenewalIntentData = {
  account,
  user,
  today,
  moreCount: 0,
  items: [...expired.items.slice(1, 2), ...expiring.items.slice(1, 2)],
  note: 'Please quote for three years.\nOur budget closes on Friday <31 March>.',
};

const lapsed = { accountId: 'ACC-00017', name: 'Contoso Optics', itemCount: 3 };

const digest: DigestData = {
  today,
  kind: 'expiring',
  accountCount: 14,
  accounts: [
    { ...lapsed, earliestExpiration: addDays(today, 2) },
    { accountId: 'ACC-00042', name: 'Northwind & Sons', itemCount: 1, earliestExpiration: addDays(today, 12) },
    { accountId: 'ACC-00108', name: 'Łódź Print Works', itemCount: 1240, earliestExpiration: addDays(today, 80) },
  ],
  runId: 4711,
};

const access: AccessData = {
  user: { ...user, userName: 'maria.keller@northwind.example' },
  today,
  signInUrl: 'https://licenses.acme.example/portal/sign-in',
};

const registered: RegistrationData = { ...access, companyName: account.name, hasPassword: false, validDays: 3 };

const bought: EmailRight = {
  kind: 'lineItem',
  activationId: '7K2M-9QXT-4WRD-1012',
  state: 'deployed',
  products: [{ name: 'Acme Render Farm', version: '11.0' }],
  partNumber: 'RF-11-25',
  description: 'Render nodes of the Lisbon studio',
  orderId: 'SO-2026-0815',
  quantity: 25,
  permanent: false,
  startDate: today,
  expirationDate: addDays(today, 364),
  term: { count: 1, unit: 'years' },
  maintenance: [
    { name: 'Gold Maintenance', version: '2025', permanent: false, expirationDate: addDays(today, 364) },
    { name: 'Emergency Desk', version: '1', permanent: true, expirationDate: null },
  ],
  attributes: [{ name: 'costCentre', value: 'Studio 4' }],
};

const plain = { partNumber: null, description: null, orderId: null, maintenance: [], attributes: [] };

const sold: EntitlementEmailData = {
  account,
  user,
  today,
  message: 'Welcome aboard, and good luck with <Lisbon>.\nCall us at any time.',
  entitlement: {
    entitlementId: 'ENT-2026-0815',
    description: 'Order of February',
    createdOn: today,
    test: false,
    shipToAddress: 'Rua Augusta 1, Lisboa',
    attributes: [{ name: 'region', value: 'Iberia' }],
  },
  entitlementUrl: 'https://licenses.acme.example/portal/entitlements/ENT-2026-0815',
  moreCount: 3,
  items: [
    bought,
    {
      ...bought,
      ...plain,
      activationId: '7K2M-9QXT-4WRD-1001',
      products: [
        { name: 'Acme Studio', version: '4.2' },
        { name: 'Acme Colour Library', version: '7' },
      ],
      quantity: 1,
      startDate: null,
      expirationDate: null,
      term: { count: 6, unit: 'months' },
    },
    { ...bought, ...plain, activationId: '7K2M-9QXT-4WRD-1002', permanent: true, expirationDate: null, term: null },
    {
      ...bought,
      ...plain,
      kind: 'maintenance',
      activationId: 'M3T8-9QXT-4WRD-1012',
      products: [{ name: 'Gold Maintenance', version: '2025' }],
      quantity: null,
      term: null,
    },
  ],
};

/** Of somebody who is known by an address alone, and of a test. */
const soldToAddress: EntitlementEmailData = {
  ...sold,
  user: { ...user, userId: '', firstName: '', lastName: '' },
  message: null,
  entitlement: { ...sold.entitlement, description: null, test: true, shipToAddress: null, attributes: [] },
  moreCount: 0,
  items: [{ ...bought, ...plain, startDate: null, term: null }],
};

const maintenanceOnly = (data: ReminderData): ReminderData => ({
  ...data,
  items: data.items.filter((one) => one.kind === 'maintenance'),
});
const oneLicense = (data: ReminderData): ReminderData => ({ ...data, items: data.items.slice(0, 1) });

const samples: Readonly<Record<EmailType, readonly [EmailData, ...EmailData[]]>> = {
  'renewal-reminder': [expiring, oneLicense(expiring), maintenanceOnly(expiring)],
  'renewal-reminder-expired': [expired, oneLicense(expired), maintenanceOnly(expired)],
  'renewal-intent': [intent, oneLicense(expiring)],
  'no-subscriber-digest': [
    digest,
    { ...digest, kind: 'expired', accountCount: 1, accounts: [{ ...lapsed, earliestExpiration: addDays(today, -3) }] },
  ],
  invitation: [
    { ...access, account, validDays: 14 },
    { ...access, account: null, validDays: 14 },
  ],
  'password-reset': [
    { ...access, validHours: 2 },
    { ...access, validHours: 2 },
  ],
  entitlement: [sold, soldToAddress],
  'activatable-item': [{ ...sold, items: [bought], moreCount: 0 }, soldToAddress],
  registration: [registered, { ...registered, companyName: null }, { ...registered, hasPassword: true }],
};
