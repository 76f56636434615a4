import type { NewEntitlement } from '../entitlements/entitlement-schemas.ts';
import type { Day } from '../shared/day.ts';
import {
  care,
  ending,
  fromFirstUse,
  lineItemOf,
  maintenanceOf,
  monthEnd,
  owned,
  renewing,
  type DemoCare,
  type DemoItem,
} from './demo-items.ts';

type Row = readonly [entitlementId: string, accountId: string, items: readonly DemoItem[], care?: readonly DemoCare[]];

const customerOrders: readonly Row[] = [
  [
    'ENT-1001',
    'barry-studio',
    [ending(12, 'photoprint-1.0', 5), ending(96, 'photoprint-2.0', 2)],
    [care(43, 'gold-support', 0)],
  ],
  ['ENT-1002', 'lodz-instruments', [ending(30, 'scanlab-5', 25)]],
  [
    'ENT-1003',
    'mueller-soehne',
    [owned(700, 'photoprint-1.0', 10), ending(-6, 'scanlab-5', 3)],
    [care(80, 'gold-support', 0)],
  ],
  ['ENT-1004', 'papier-general', [ending(-40, 'photoprint-1.0', 8)]],
  ['ENT-1005', 'sato-optics', [ending(160, 'scanlab-5', 4)]],
  ['ENT-1006', 'quiet-press', [ending(5, 'photoprint-1.0', 1)]],
  [
    'ENT-1010',
    'mueller-wien',
    [monthEnd(0, 'colorflow-2025', 6), monthEnd(2, 'photoprint-2.0', 6)],
    [care(20, 'silver-support', 0, 1)],
  ],
  ['ENT-1011', 'mueller-zuerich', [monthEnd(1, 'colorflow-2025', 3)]],
  ['ENT-1012', 'papier-quebec', [ending(0, 'pressguard-1.1', 1)]],
  [
    'ENT-1013',
    'fujimi-shuppan',
    [ending(1, 'colorflow-2024', 40), renewing(18, 'pressguard-1.2', 1)],
    [care(1, 'gold-support', 0)],
  ],
  ['ENT-1014', 'harbour-prints', [ending(7, 'photoprint-2.0', 12), ending(7, 'scanlab-4', 2)]],
  ['ENT-1015', 'grafica-rossi', [renewing(14, 'colorflow-2026', 8)]],
  ['ENT-1016', 'imprenta-nunez', [ending(21, 'photoprint-3.0', 4)], [care(21, 'silver-support', 0)]],
  ['ENT-1017', 'tipografia-aurora', [ending(29, 'photoprint-1.0', 2), ending(31, 'photoprint-1.0', 2)]],
  [
    'ENT-1018',
    'atlas-editora',
    [owned(1_500, 'photoprint-1.0', 60), owned(900, 'scanlab-4', 20)],
    [care(55, 'gold-support', 0, 1)],
  ],
  ['ENT-1019', 'athina-fotografia', [ending(60, 'photoprint-2.0', 3)]],
  ['ENT-1020', 'kyiv-druk', [ending(89, 'pressguard-1.2', 1), ending(90, 'colorflow-2025', 15)]],
  ['ENT-1021', 'sofia-pechat', [ending(25, 'scanlab-4', 5)]],
  ['ENT-1022', 'hangang-media', [monthEnd(3, 'colorflow-2026', 30)], [care(110, 'gold-support', 0)]],
  ['ENT-1023', 'jiangnan-printing', [ending(45, 'photoprint-3.0', 200), ending(199, 'scanlab-5', 100)]],
  ['ENT-1024', 'nil-publishing', [ending(75, 'photoprint-2.0', 9)]],
  ['ENT-1025', 'tavor-labs', [fromFirstUse('scanlab-5', 10), ending(200, 'colorflow-2026', 5)]],
  ['ENT-1026', 'bharat-mudran', [ending(-1, 'photoprint-2.0', 25), ending(34, 'colorflow-2025', 25)]],
  ['ENT-1027', 'chao-phraya-graphics', [ending(16, 'photoprint-2.0', 2)]],
  ['ENT-1028', 'bogazici-baski', [ending(-14, 'colorflow-2024', 7)]],
  ['ENT-1029', 'huong-giang', [ending(10, 'photoprint-1.0', 6)], [care(-12, 'silver-support', 0)]],
  ['ENT-1030', 'reykjavik-ljosmyndir', [ending(365, 'photoprint-3.0', 3)]],
  ['ENT-1031', 'goteborgs-tryckeri', [monthEnd(-1, 'scanlab-4', 11), monthEnd(11, 'scanlab-5', 11)]],
  ['ENT-1032', 'aarhus-foto', [ending(-3, 'photoprint-2.0', 2), ending(40, 'photoprint-2.0', 2)]],
  ['ENT-1033', 'tampere-paino', [ending(-89, 'pressguard-1.1', 1), ending(120, 'pressguard-1.2', 1)]],
  ['ENT-1034', 'drukkerij-de-vos', [ending(-91, 'colorflow-2024', 4), renewing(270, 'colorflow-2026', 4)]],
  ['ENT-1035', 'tiskarna-morava', [owned(400, 'scanlab-5', 8)], [care(-20, 'gold-support', 0)]],
  ['ENT-1036', 'maple-imaging', [fromFirstUse('photoprint-3.0', 15)]],
  [
    'ENT-1037',
    'lakeside-labs',
    [ending(3, 'photoprint-1.0', 80), ending(33, 'photoprint-2.0', 40), monthEnd(4, 'photoprint-3.0', 120)],
    [care(33, 'gold-support', 0, 1), care(250, 'silver-support', 2)],
  ],
  ['ENT-1038', 'lakeside-research', [ending(66, 'scanlab-5', 1), owned(2_000, 'scanlab-4', 1)]],
  ['ENT-1039', 'canyon-books', [ending(-400, 'photoprint-1.0', 3), ending(335, 'photoprint-3.0', 3)]],
];

const stock: readonly Row[] = [
  ['ENT-1007', 'north-resellers', [ending(60, 'photoprint-1.0', 50)]],
  ['ENT-1040', 'alpen-vertrieb', [monthEnd(1, 'scanlab-5', 100), ending(300, 'photoprint-3.0', 50)]],
  ['ENT-1041', 'mirai-trading', [ending(-8, 'colorflow-2024', 20), ending(48, 'colorflow-2025', 20)]],
  ['ENT-1042', 'pacific-software', [ending(26, 'pressguard-1.2', 1)]],
];

/** Not paid, so it is withdrawn until it is. */
export const unpaidOrder = 'ENT-1039';

/** Made last: where it is, the demo is complete. */
export const lastDemoOrder = 'ENT-1008';

/** What the customers bought: some of it ends soon, some has ended, some is far away. */
export function demoOrders(today: Day): readonly NewEntitlement[] {
  const deployed = (row: Row): NewEntitlement => ({ ...itemsOf(row, today), deploy: true });
  return [
    ...customerOrders.map((row) => ({ ...deployed(row), accountId: row[1] })),
    ...stock.map((row) => ({
      ...deployed(row),
      description: 'Stock in the channel',
      channelPartners: [{ tier: 'distributor', accountId: row[1], currentOwner: true }],
    })),
    {
      ...deployed(['ENT-1043', 'maple-imaging', [ending(52, 'colorflow-2025', 5)]]),
      accountId: 'maple-imaging',
      description: 'Sold through a reseller',
      channelPartners: [{ tier: 'reseller', accountId: 'pacific-software', currentOwner: true }],
    },
    {
      ...deployed(['ENT-1044', 'unknown', [ending(58, 'photoprint-3.0', 1)]]),
      description: 'Bought in the web shop, by nobody known yet',
    },
    {
      ...itemsOf(['ENT-1045', 'tavor-labs', [ending(28, 'scanlab-6', 2)]], today),
      accountId: 'tavor-labs',
      description: 'A try of the next version',
      test: true,
    },
  ];
}

/** The renewals that are offered and not bought yet: drafts for what comes after the items that end. */
export function demoOffers(today: Day): readonly { readonly entitlementId: string; readonly items: NewEntitlement }[] {
  const offer = (entitlementId: string, place: number, item: DemoItem) => ({
    entitlementId,
    items: {
      lineItems: [{ ...lineItemOf(entitlementId, item, place, today), description: 'Offered for the next year' }],
    },
  });
  return [
    // all of it, a part of it, and of what is over already
    offer('ENT-1014', 2, ending(7 + 365, 'photoprint-2.0', 12)),
    offer('ENT-1023', 2, ending(45 + 365, 'photoprint-3.0', 150)),
    offer('ENT-1028', 1, ending(-14 + 365, 'colorflow-2025', 7)),
  ];
}

/** An order that is being prepared. */
export function lastOrder(today: Day): NewEntitlement {
  return {
    ...itemsOf([lastDemoOrder, 'sato-optics', [ending(365, 'scanlab-5', 2)]], today),
    accountId: 'sato-optics',
    description: 'An order that is being prepared',
  };
}

function itemsOf([entitlementId, , items, cares = []]: Row, today: Day): NewEntitlement {
  return {
    entitlementId,
    lineItems: items.map((item, index) => lineItemOf(entitlementId, item, index, today)),
    maintenanceLineItems: cares.map((one, index) => maintenanceOf(entitlementId, one, index, today)),
  };
}
