import type { Day } from '../../shared/day.ts';
import type { Reason } from '../../shared/decision.ts';
import type {
  CatalogState,
  Counting,
  JsonObject,
  LicenseTechnology,
  Lock,
  ProductKind,
  RelationshipType,
  VersionFormat,
} from '../../shared/vocabulary.ts';

export interface Feature {
  readonly featureId: string;
  readonly name: string;
  readonly versionFormat: VersionFormat;
  readonly version: string | null;
  readonly description: string | null;
  readonly state: CatalogState;
}

export interface LicenseModel {
  readonly licenseModelId: string;
  readonly name: string;
  readonly technology: LicenseTechnology;
  readonly counting: Counting;
  readonly lock: Lock;
  readonly description: string | null;
  readonly state: CatalogState;
}

export interface Product {
  readonly productId: string;
  readonly name: string;
  readonly version: string;
  readonly kind: ProductKind;
  readonly description: string | null;
  readonly features: readonly { readonly featureId: string; readonly count: number }[];
  readonly licenseModels: readonly string[];
  readonly startDate: Day | null;
  readonly endDate: Day | null;
  readonly upgradeEmailTemplate: string | null;
  readonly allowUpgrades: boolean | null;
  readonly allowUpsells: boolean | null;
  readonly allowRenewals: boolean | null;
  readonly downloads: readonly { readonly name: string; readonly url: string }[];
  readonly attributes: JsonObject;
  readonly state: CatalogState;
}

export interface ProductRelationship {
  readonly fromProductId: string;
  readonly toProductId: string;
  readonly type: RelationshipType;
  readonly defaultLicenseModelId: string | null;
}

/** The key of a relationship: from, type and to, as a JSON list. */
export function relationshipKey(
  relationship: Pick<ProductRelationship, 'fromProductId' | 'type' | 'toProductId'>,
): string {
  return JSON.stringify([relationship.fromProductId, relationship.type, relationship.toProductId]);
}

/** Who has a name (and version) already: the key of the owner, by `nameKey`. */
export type TakenNames = ReadonlyMap<string, string>;

/** One text for a name and version, to find who has it. */
export function nameKey(name: string, version: string | null): string {
  return JSON.stringify([name, version ?? '']);
}

/** What speaks against a feature: a fixed version has a version, a date-based one has none, name and version are free. */
export function reasonsAgainstFeature(feature: Feature, taken: TakenNames): readonly Reason[] {
  const needsVersion = feature.versionFormat === 'fixed' && feature.version === null;
  const hasVersion = feature.versionFormat === 'dateBased' && feature.version !== null;
  return [
    ...(needsVersion
      ? [{ code: 'version_required', message: 'A feature of a fixed version needs its version.', pointer: '/version' }]
      : []),
    ...(hasVersion
      ? [
          {
            code: 'version_not_allowed',
            message: 'A date-based feature takes its version from the line item.',
            pointer: '/version',
          },
        ]
      : []),
    ...reasonsAgainstName('feature', feature.featureId, feature.name, feature.version, taken),
  ];
}

/** What speaks against a license model: its name is free. */
export function reasonsAgainstLicenseModel(model: LicenseModel, taken: TakenNames): readonly Reason[] {
  return reasonsAgainstName('license model', model.licenseModelId, model.name, null, taken);
}

export interface ProductFacts {
  /** the states of the features and license models that are named and exist */
  readonly featureStates: ReadonlyMap<string, CatalogState>;
  readonly licenseModelStates: ReadonlyMap<string, CatalogState>;
  readonly taken: TakenNames;
}

/** What speaks against a product (reference 1.6); a maintenance product has its three flags and no features or models. */
export function reasonsAgainstProduct(product: Product, facts: ProductFacts): readonly Reason[] {
  const flags = ['allowUpgrades', 'allowUpsells', 'allowRenewals'] as const;
  const maintenance = product.kind === 'maintenance';
  const reasons: Reason[] = [
    ...reasonsAgainstName('product', product.productId, product.name, product.version, facts.taken),
  ];
  if (product.startDate !== null && product.endDate !== null && product.startDate > product.endDate)
    reasons.push({
      code: 'start_after_end',
      message: `startDate ${product.startDate} is after endDate ${product.endDate}.`,
      pointer: '/startDate',
    });
  for (const flag of flags)
    if (!maintenance && product[flag] !== null)
      reasons.push({
        code: 'only_for_maintenance',
        message: `${flag} belongs to maintenance products only.`,
        pointer: `/${flag}`,
      });
  if (maintenance && (product.features.length > 0 || product.licenseModels.length > 0))
    reasons.push({
      code: 'not_for_maintenance',
      message: 'A maintenance product is not licensed: it has no features and no license models.',
      pointer: '/features',
    });
  product.features.forEach(({ featureId }, index) => {
    const pointer = `/features/${index}/featureId`;
    if (!facts.featureStates.has(featureId)) reasons.push(unknownReference('feature', featureId, pointer));
    if (product.features.findIndex((one) => one.featureId === featureId) < index)
      reasons.push({
        code: 'repeated',
        message: `The feature ${featureId} is named twice.`,
        remedy: 'Name it once, with its count.',
        pointer,
      });
  });
  product.licenseModels.forEach((key, index) => {
    if (!facts.licenseModelStates.has(key))
      reasons.push(unknownReference('license model', key, `/licenseModels/${index}`));
  });
  return reasons;
}

export interface RelationshipFacts {
  /** the kinds and states of the products, and the states of the license models, that are named and exist */
  readonly productKinds: ReadonlyMap<string, ProductKind>;
  readonly productStates: ReadonlyMap<string, CatalogState>;
  readonly licenseModelStates: ReadonlyMap<string, CatalogState>;
}

/** What speaks against a relationship (reference 1.7): both products exist and are of the kinds that it connects. */
export function reasonsAgainstRelationship(
  relationship: ProductRelationship,
  facts: RelationshipFacts,
): readonly Reason[] {
  const reasons: Reason[] = [];
  for (const side of ['fromProductId', 'toProductId'] as const) {
    const kind = facts.productKinds.get(relationship[side]);
    const wanted = side === 'toProductId' && relationship.type === 'maintenance';
    if (kind === undefined) reasons.push(unknownReference('product', relationship[side], `/${side}`));
    else if ((kind === 'maintenance') !== wanted)
      reasons.push({
        code: 'wrong_product_kind',
        message: `${relationship[side]} is ${kind === 'maintenance' ? 'a maintenance product' : 'no maintenance product'}, which does not fit this side of a relationship of type ${relationship.type}.`,
        pointer: `/${side}`,
      });
  }
  const model = relationship.defaultLicenseModelId;
  if (model !== null && !facts.licenseModelStates.has(model))
    reasons.push(unknownReference('license model', model, '/defaultLicenseModelId'));
  if (model !== null && relationship.type !== 'upgrade' && relationship.type !== 'upsell')
    reasons.push({
      code: 'default_model_not_allowed',
      message: 'Only upgrade and upsell relationships have a default license model.',
      pointer: '/defaultLicenseModelId',
    });
  return reasons;
}

function reasonsAgainstName(
  what: string,
  key: string,
  name: string,
  version: string | null,
  taken: TakenNames,
): readonly Reason[] {
  const owner = taken.get(nameKey(name, version));
  if (owner === undefined || owner === key) return [];
  return [
    {
      code: 'name_taken',
      message: `The ${what} ${owner} has this name${version === null ? '' : ' and version'} already.`,
      remedy: 'Choose another name.',
      pointer: '/name',
    },
  ];
}

function unknownReference(what: string, key: string, pointer: string): Reason {
  return { code: 'unknown_reference', message: `There is no ${what} ${key}.`, remedy: 'Create it first.', pointer };
}
