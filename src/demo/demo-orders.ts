import type { NewEntitlement } from '../entitlements/entitlement-schemas.ts';
import { addDays, type Day } from '../shared/day.ts';

/** Customers of the demo producer, in several countries, and a reseller. */
export const demoAccounts = [
  { accountId: 'barry-studio', name: 'Barry Studio', address: { city: 'Dublin', country: 'IE' } },
  { accountId: 'lodz-instruments', name: 'Łódź Instruments', address: { city: 'Łódź', country: 'PL' } },
  { accountId: 'mueller-soehne', name: 'Müller & Söhne', address: { city: 'Köln', country: 'DE' } },
  { accountId: 'papier-general', name: 'Société Générale du Papier', address: { city: 'Lyon', country: 'FR' } },
  { accountId: 'sato-optics', name: '佐藤光学', address: { city: '大阪', country: 'JP' } },
  { accountId: 'quiet-press', name: 'Quiet Press', address: { city: 'Leeds', country: 'GB' } },
  {
    accountId: 'north-resellers',
    name: 'North Resellers',
    type: 'partner' as const,
    address: { city: 'Oslo', country: 'NO' },
  },
];

/** Made last: where it is, the demo is complete. */
export const lastDemoOrder = 'ENT-1008';

const administrator = 'License Administrator';

/** People at the customers; most of them take reminders, at Quiet Press nobody does. */
export const demoPeople = [
  {
    accountId: 'barry-studio',
    firstName: 'Lisa',
    lastName: 'Barry',
    email: 'lisa@barry-studio.example',
    locale: 'en-IE',
    role: administrator,
    reminders: true,
  },
  {
    accountId: 'barry-studio',
    firstName: 'Siobhán',
    lastName: 'Byrne',
    email: 'siobhan@barry-studio.example',
    locale: 'en-IE',
    role: administrator,
    reminders: true,
  },
  {
    accountId: 'lodz-instruments',
    firstName: 'Wanda',
    lastName: 'Zielińska',
    email: 'wanda@lodz.example',
    locale: 'pl',
    role: administrator,
    reminders: true,
  },
  {
    accountId: 'mueller-soehne',
    firstName: 'Jürgen',
    lastName: 'Müller',
    email: 'juergen@mueller.example',
    locale: 'de',
    role: administrator,
    reminders: true,
  },
  {
    accountId: 'papier-general',
    firstName: 'Amélie',
    lastName: 'Roux',
    email: 'amelie@papier.example',
    locale: 'fr',
    role: administrator,
    reminders: true,
  },
  {
    accountId: 'sato-optics',
    firstName: '健',
    lastName: '佐藤',
    email: 'ken@sato.example',
    locale: 'ja',
    role: administrator,
    reminders: true,
  },
  {
    accountId: 'quiet-press',
    firstName: 'Tom',
    lastName: 'Hale',
    email: 'tom@quiet-press.example',
    locale: 'en-GB',
    role: administrator,
    reminders: false,
  },
  {
    accountId: 'north-resellers',
    firstName: 'Ingrid',
    lastName: 'Lund',
    email: 'ingrid@north.example',
    locale: 'en',
    role: 'Reseller',
    reminders: true,
  },
];

const photoPrint = { products: [{ productId: 'photoprint-1.0' }] };
const newPhotoPrint = { products: [{ productId: 'photoprint-2.0' }] };
const scanLab = { products: [{ productId: 'scanlab-5' }] };

/** What the customers bought: some of it ends soon, some has ended, some is far away. */
export function demoOrders(today: Day): readonly NewEntitlement[] {
  const upTo = (days: number) => ({ startDate: addDays(today, days - 365), expirationDate: addDays(today, days) });
  const care = (activationId: string, covered: string, days: number) => ({
    activationId,
    productId: 'gold-support',
    covers: [covered],
    ...upTo(days),
  });
  const lineItems: Readonly<Record<string, NonNullable<NewEntitlement['lineItems']>>> = {
    'ENT-1001': [
      { activationId: 'ACT-1001-1', ...photoPrint, quantity: 5, orderId: 'SO-1001', ...upTo(12) },
      { activationId: 'ACT-1001-2', ...newPhotoPrint, quantity: 2, orderId: 'SO-1002', ...upTo(96) },
    ],
    'ENT-1002': [{ activationId: 'ACT-1002-1', ...scanLab, quantity: 25, orderId: 'SO-1010', ...upTo(30) }],
    'ENT-1003': [
      { activationId: 'ACT-1003-1', ...photoPrint, quantity: 10, permanent: true, startDate: addDays(today, -700) },
      { activationId: 'ACT-1003-2', ...scanLab, quantity: 3, ...upTo(-6) },
    ],
    'ENT-1004': [{ activationId: 'ACT-1004-1', ...photoPrint, quantity: 8, ...upTo(-40) }],
    'ENT-1005': [{ activationId: 'ACT-1005-1', ...scanLab, quantity: 4, ...upTo(160) }],
    'ENT-1006': [{ activationId: 'ACT-1006-1', ...photoPrint, quantity: 1, ...upTo(5) }],
    'ENT-1007': [{ activationId: 'ACT-1007-1', ...photoPrint, quantity: 50, ...upTo(60) }],
    [lastDemoOrder]: [{ ...scanLab, quantity: 2, ...upTo(365) }],
  };
  const order = (entitlementId: string, more: NewEntitlement): NewEntitlement => ({
    entitlementId,
    deploy: true,
    lineItems: lineItems[entitlementId],
    ...more,
  });
  return [
    order('ENT-1001', {
      accountId: 'barry-studio',
      description: 'Studio licenses',
      maintenanceLineItems: [care('MNT-1001-1', 'ACT-1001-1', 43)],
    }),
    order('ENT-1002', { accountId: 'lodz-instruments' }),
    order('ENT-1003', { accountId: 'mueller-soehne', maintenanceLineItems: [care('MNT-1003-1', 'ACT-1003-1', 80)] }),
    order('ENT-1004', { accountId: 'papier-general' }),
    order('ENT-1005', { accountId: 'sato-optics' }),
    order('ENT-1006', { accountId: 'quiet-press' }),
    order('ENT-1007', {
      description: 'Stock of North Resellers',
      channelPartners: [{ tier: 'distributor', accountId: 'north-resellers', currentOwner: true }],
    }),
    order(lastDemoOrder, { accountId: 'sato-optics', description: 'An order that is being prepared', deploy: false }),
  ];
}
