import type { NewProduct, ProductRelationshipRecord } from '../catalog/catalog-schemas.ts';

type DemoProduct = NewProduct & { readonly productId: string };

export const demoLicenseModels = [
  {
    licenseModelId: 'per-machine',
    name: 'Per machine',
    technology: 'embedded',
    counting: 'counted',
    lock: 'nodeLocked',
  },
  { licenseModelId: 'floating', name: 'Floating', technology: 'certificate', counting: 'counted', lock: 'floating' },
  { licenseModelId: 'whole-site', name: 'Whole site', technology: 'custom', counting: 'uncounted', lock: 'floating' },
] as const;

const maintenance: readonly DemoProduct[] = [
  support('gold-support', 'Gold Support', { allowUpgrades: true, allowUpsells: true, allowRenewals: true }),
  support('silver-support', 'Silver Support', { allowUpgrades: false, allowUpsells: false, allowRenewals: true }),
];

// Four product lines: within each of them a version is upgraded to the next one.
const lines: readonly (readonly DemoProduct[])[] = [
  [
    product('photoprint-1.0', 'PhotoPrint', '1.0', ['print-core'], 'per-machine'),
    product('photoprint-2.0', 'PhotoPrint', '2.0', ['print-core', 'print-color'], 'per-machine'),
    product('photoprint-3.0', 'PhotoPrint', '3.0', ['print-core', 'print-color', 'print-wide'], 'per-machine'),
  ],
  [
    product('scanlab-4', 'ScanLab', '4', ['scan-core'], 'floating'),
    product('scanlab-5', 'ScanLab', '5', ['scan-core', 'scan-film'], 'floating'),
  ],
  [
    product('colorflow-2024', 'ColorFlow', '2024', ['flow-core'], 'floating'),
    product('colorflow-2025', 'ColorFlow', '2025', ['flow-core', 'flow-profiles'], 'floating'),
    product('colorflow-2026', 'ColorFlow', '2026', ['flow-core', 'flow-profiles', 'flow-cloud'], 'floating'),
  ],
  [
    product('pressguard-1.1', 'PressGuard', '1.1', ['guard-core'], 'whole-site'),
    product('pressguard-1.2', 'PressGuard', '1.2', ['guard-core', 'guard-watch'], 'whole-site'),
  ],
];

/** What is sold, and what goes with it; all of it is deployed. */
export const demoProducts: readonly DemoProduct[] = [...maintenance, ...lines.flat()];

/** The next version, not sold yet. */
export const demoDraftProduct = product('scanlab-6', 'ScanLab', '6 beta', ['scan-core', 'scan-film'], 'floating');

export const demoFeatures: readonly string[] = [
  ...new Set(lines.flat().flatMap(({ features }) => (features ?? []).map(({ featureId }) => featureId))),
];

export const demoRelationships: readonly ProductRelationshipRecord[] = [
  ...lines.flatMap((line) =>
    line.slice(1).map((next, index) => relationship(line[index]?.productId ?? '', 'upgrade', next.productId)),
  ),
  ...lines
    .flat()
    .flatMap(({ productId }) => maintenance.map((care) => relationship(productId, 'maintenance', care.productId))),
];

function relationship(
  fromProductId: string,
  type: ProductRelationshipRecord['type'],
  toProductId: string,
): ProductRelationshipRecord {
  return { fromProductId, toProductId, type };
}

type Allows = Pick<NewProduct, 'allowUpgrades' | 'allowUpsells' | 'allowRenewals'>;

function support(productId: string, name: string, allows: Allows): DemoProduct {
  return { productId, name, version: '1', kind: 'maintenance', ...allows };
}

function product(
  productId: string,
  name: string,
  version: string,
  features: readonly string[],
  model: string,
): DemoProduct {
  return { productId, name, version, features: features.map((featureId) => ({ featureId })), licenseModels: [model] };
}
