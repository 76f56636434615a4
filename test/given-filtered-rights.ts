import { sql } from 'kysely';
import type { Actor } from '../src/accounts/rules/permissions.ts';
import { changeSettings } from '../src/settings/setting-operations.ts';
import { anybody, givenAccount, givenEntitlement, givenLineItem, givenRecords, smallCatalog } from './given-records.ts';
import type { World } from './world.ts';

/** What a filter is tried with, as it stands in an address, and the keys that it must find. */
export type FilterCase = readonly [query: Readonly<Record<string, string>>, keys: string];

/** The names of the filters that are tried, in the order of their letters. */
export function triedFilters(cases: readonly FilterCase[]): readonly string[] {
  return [...new Set(cases.flatMap(([query]) => Object.keys(query)))].toSorted();
}

/** Rights of three entitlements that differ in everything that lists are narrowed down by; answers an end user of one account. */
export async function givenFilteredRights({ app }: World): Promise<Actor> {
  await givenRecords(app, records);
  await changeSettings(app, anybody, { businessTimeZone: 'America/New_York' });
  for (const [table, key, value] of [
    ['entitlement', 'entitlement_id', 'E-10'],
    ['line_item', 'activation_id', 'L-1'],
  ] as const)
    await sql`update ${sql.table(table)} set created_at = '2126-01-10T04:59:59.999Z', updated_at = '2126-01-10T04:59:59.999Z'
      where ${sql.ref(key)} = ${value}`.execute(app.database);
  const globex = await app.database
    .selectFrom('account')
    .select('account.id')
    .where('account.accountId', '=', 'globex')
    .executeTakeFirstOrThrow();
  return { ...anybody, audience: 'endUser', scope: { all: false, accountIds: [globex.id] } };
}

const records = [
  ...smallCatalog,
  {
    entity: 'licenseModel',
    licenseModelId: 'paper',
    name: 'paper',
    technology: 'certificate',
    counting: 'counted',
    lock: 'floating',
    state: 'deployed',
  },
  { entity: 'product', productId: 'brush', name: 'Brüsh', version: '10', licenseModels: ['paper'], state: 'deployed' },
  { entity: 'product', productId: 'gold', name: 'Gold care', version: '2', kind: 'maintenance', state: 'deployed' },
  { entity: 'partNumber', partNumber: 'SKU-Ä1', productId: 'paint-2' },
  { entity: 'account', accountId: 'lodz', name: 'Łódź Instruments', type: 'customer' },
  { entity: 'account', accountId: 'shop', name: 'Müller & Co', type: 'partner' },
  ...givenAccount('globex'),
  givenEntitlement(
    'E-10',
    'lodz',
    [
      givenLineItem('L-1', '2026-04-01', {
        orderId: 'PO-100% Łaski',
        orderLineNumber: '1',
        attributes: { region: 'EMEA', seats: 7, tags: ['a', 'b'], trial: true },
      }),
      givenLineItem('L-2', '2027-04-01', {
        type: 'renewal',
        parentActivationId: 'L-1',
        startDate: '2026-04-02',
        quantity: 3,
        products: [{ productId: 'paint-2' }],
        partNumber: 'SKU-Ä1',
        versionDate: '2026-01-31',
      }),
    ],
    {
      description: 'Größere Bestellung',
      shipToEmails: ['anna@lodz.example', 'Piotr@lodz.example'],
      attributes: { contract: 'C-7' },
      channelPartners: [{ tier: 'distributor', accountId: 'shop', currentOwner: true }],
      maintenanceLineItems: [
        {
          activationId: 'M-1',
          productId: 'care',
          covers: ['L-1'],
          startDate: '2025-01-01',
          expirationDate: '2026-08-01',
          state: 'deployed',
          orderId: 'PO-300',
          orderLineNumber: '3',
          attributes: { region: 'APAC' },
        },
      ],
    },
  ),
  givenEntitlement(
    'E-20',
    'globex',
    [
      givenLineItem('G-1', '', {
        permanent: true,
        expirationDate: undefined,
        products: [{ productId: 'brush' }, { productId: 'paint-1' }],
        licenseModels: ['paper'],
      }),
      givenLineItem('G-2', '2026-05-01', { state: 'obsolete', orderId: 'PO-200' }),
    ],
    {
      maintenanceLineItems: [
        {
          activationId: 'M-2',
          productId: 'gold',
          covers: [],
          startDate: '2026-01-01',
          permanent: true,
          state: 'draft',
        },
      ],
    },
  ),
  givenEntitlement('E-30', 'globex', [givenLineItem('T-1', '2026-06-01', { state: 'test' })], {
    state: 'test',
    test: true,
  }),
];
