import type { NewProduct } from '../catalog/catalog-schemas.ts';

export const demoFeatures = ['print-core', 'print-color', 'scan-core'];

export const demoLicenseModels = [
  {
    licenseModelId: 'per-machine',
    name: 'Per machine',
    technology: 'embedded',
    counting: 'counted',
    lock: 'nodeLocked',
  },
  { licenseModelId: 'floating', name: 'Floating', technology: 'certificate', counting: 'counted', lock: 'floating' },
] as const;

export const demoMaintenance = {
  productId: 'gold-support',
  name: 'Gold Support',
  version: '1',
  kind: 'maintenance',
} as const;

export const demoProducts: readonly (NewProduct & { readonly productId: string })[] = [
  product('photoprint-1.0', 'PhotoPrint', '1.0', ['print-core'], 'per-machine'),
  product('photoprint-2.0', 'PhotoPrint', '2.0', ['print-core', 'print-color'], 'per-machine'),
  product('scanlab-5', 'ScanLab', '5', ['scan-core'], 'floating'),
];

export const demoUpgrade = { fromProductId: 'photoprint-1.0', toProductId: 'photoprint-2.0', type: 'upgrade' } as const;

function product(productId: string, name: string, version: string, features: readonly string[], model: string) {
  return { productId, name, version, features: features.map((featureId) => ({ featureId })), licenseModels: [model] };
}
