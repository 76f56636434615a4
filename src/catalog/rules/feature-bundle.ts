import type { Reason } from '../../shared/decision.ts';
import type { CatalogState } from '../../shared/vocabulary.ts';
import { reasonsAgainstName, type TakenNames } from './catalog-names.ts';
import { reasonsAgainstNewParts, reasonsAgainstParts, type NamedParts } from './named-parts.ts';

/** Features that are sold together, each with its count (reference 1.6). */
export interface FeatureBundle {
  readonly featureBundleId: string;
  readonly name: string;
  readonly description: string | null;
  readonly features: readonly { readonly featureId: string; readonly count: number }[];
  readonly state: CatalogState;
}

export interface FeatureBundleFacts {
  /** the states of the features that are named and exist */
  readonly featureStates: ReadonlyMap<string, CatalogState>;
  readonly taken: TakenNames;
}

/** What speaks against a feature bundle: its name is free, and its features exist and are named once. */
export function reasonsAgainstFeatureBundle(bundle: FeatureBundle, facts: FeatureBundleFacts): readonly Reason[] {
  return [
    ...reasonsAgainstName('feature bundle', bundle.featureBundleId, bundle.name, null, facts.taken),
    ...reasonsAgainstParts(featuresOf(bundle, facts)),
  ];
}

/** What speaks against the features that a bundle names now and did not name before: none of them is withdrawn. */
export function reasonsAgainstNewFeatures(
  bundle: FeatureBundle,
  facts: FeatureBundleFacts,
  before: FeatureBundle | undefined,
): readonly Reason[] {
  return reasonsAgainstNewParts(featuresOf(bundle, facts), before?.features.map((one) => one.featureId) ?? []);
}

function featuresOf(bundle: FeatureBundle, { featureStates }: FeatureBundleFacts): NamedParts {
  const keys = bundle.features.map((one) => one.featureId);
  return { what: 'feature', list: 'features', field: 'featureId', keys, states: featureStates };
}
