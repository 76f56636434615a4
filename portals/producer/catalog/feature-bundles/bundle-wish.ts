import type { AnswerOf } from '../../../shared/api/call.ts';
import type { CountedPart } from '../pickers/CountedParts.tsx';

export type FeatureBundle = AnswerOf<'getFeatureBundle'>;

/** What somebody types of a feature bundle. */
export interface BundleWish {
  readonly name: string;
  readonly description: string;
  readonly features: readonly CountedPart[];
}

export const emptyBundle: BundleWish = { name: '', description: '', features: [] };

export function wishOf({ name, description, features }: FeatureBundle): BundleWish {
  const parts = features.map(({ featureId, count }) => ({ key: featureId, count }));
  return { name, description: description ?? '', features: parts };
}

/** A copy needs a name of its own. */
export function copyOf(bundle: FeatureBundle): BundleWish {
  return { ...wishOf(bundle), name: '' };
}

/** The fields of a feature bundle as the server takes them. */
export function recordOf({ name, description, features }: BundleWish) {
  return {
    name: name.trim(),
    description: description.trim() === '' ? null : description.trim(),
    features: features.map(({ key, count }) => ({ featureId: key, count })),
  };
}
