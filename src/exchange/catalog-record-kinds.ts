import {
  featureBundleRecordSchema,
  featureRecordSchema,
  productLineRecordSchema,
  productRecordSchema,
  productRelationshipSchema,
} from '../catalog/catalog-schemas.ts';
import { featureBundleRecorder } from '../catalog/feature-bundle-recorder.ts';
import { featureRecorder } from '../catalog/feature-recorder.ts';
import { licenseModelRecorder } from '../catalog/license-model-recorder.ts';
import { licenseModelRecordSchema } from '../catalog/license-model-schemas.ts';
import { partNumberRecorder } from '../catalog/part-number-recorder.ts';
import { newPartNumberSchema } from '../catalog/part-number-schemas.ts';
import { productLineRecorder } from '../catalog/product-line-recorder.ts';
import { productRecorder } from '../catalog/product-recorder.ts';
import { productRelationshipRecorder } from '../catalog/product-relationship-recorder.ts';
import { nameKey } from '../catalog/rules/catalog-names.ts';
import { mentionedAttributes } from './attribute-mentions.ts';
import { kindOf, type RecordKind } from './record-kind.ts';

/** What files may bring of the catalog, in the order of dependence. */
export const catalogRecordKinds: readonly RecordKind[] = [
  kindOf(featureRecordSchema, featureRecorder, {
    keyFields: ['featureId'],
    needs: {
      create: 'createFeatures',
      update: 'updateFeatures',
      changeState: 'changeFeatureState',
      states: onlyState,
    },
    owns: (feature) => [`featureName:${nameKey(feature.name, feature.version ?? null)}`],
  }),
  kindOf(featureBundleRecordSchema, featureBundleRecorder, {
    keyFields: ['featureBundleId'],
    needs: {
      create: 'createFeatureBundles',
      update: 'updateFeatureBundles',
      changeState: 'changeFeatureBundleState',
      states: onlyState,
    },
    owns: (bundle) => [`featureBundleName:${bundle.name}`],
    mentions: (bundle) => (bundle.features ?? []).map((one) => `feature:${one.featureId}`),
  }),
  kindOf(licenseModelRecordSchema, licenseModelRecorder, {
    keyFields: ['licenseModelId'],
    needs: {
      create: 'createLicenseModels',
      update: 'updateLicenseModels',
      changeState: 'changeLicenseModelState',
      states: onlyState,
    },
    owns: (model) => [`licenseModelName:${model.name}`],
  }),
  kindOf(productLineRecordSchema, productLineRecorder, {
    keyFields: ['productLineId'],
    needs: { create: 'manageProductLines', update: 'manageProductLines' },
    owns: (line) => [`productLineName:${line.name}`],
  }),
  kindOf(productRecordSchema, productRecorder, {
    keyFields: ['productId'],
    needs: {
      create: 'createProducts',
      update: 'updateProducts',
      changeState: 'changeProductState',
      states: onlyState,
    },
    owns: (product) => [`productName:${nameKey(product.name, product.version)}`],
    mentions: (product) => [
      ...(product.features ?? []).map((one) => `feature:${one.featureId}`),
      ...(product.featureBundles ?? []).map((one) => `featureBundle:${one.featureBundleId}`),
      ...(product.products ?? []).map((one) => `product:${one.productId}`),
      `productLine:${product.productLine}`,
      ...(product.licenseModels ?? []).map((key) => `licenseModel:${key}`),
      ...mentionedAttributes('product', [product]),
    ],
  }),
  kindOf(productRelationshipSchema, productRelationshipRecorder, {
    keyFields: ['fromProductId', 'type', 'toProductId'],
    needs: { create: 'updateProducts', update: 'updateProducts' },
    mentions: ({ fromProductId, toProductId, defaultLicenseModelId }) => [
      `product:${fromProductId}`,
      `product:${toProductId}`,
      `licenseModel:${defaultLicenseModelId}`,
    ],
  }),
  kindOf(newPartNumberSchema, partNumberRecorder, {
    keyFields: ['partNumber'],
    needs: { create: 'updateProducts', update: 'updateProducts' },
    mentions: ({ productId, licenseModelId }) => [`product:${productId}`, `licenseModel:${licenseModelId}`],
  }),
];

function onlyState({ state }: { readonly state: string }): ReadonlyMap<string, string> {
  return new Map([['', state]]);
}
