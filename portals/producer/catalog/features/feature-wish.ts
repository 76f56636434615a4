import { dupGroups, type DupGroup, type VersionFormat } from '../../../../src/shared/vocabulary.ts';
import type { AnswerOf } from '../../../shared/api/call.ts';

export type Feature = AnswerOf<'getFeature'>;

/** What somebody types of a feature. */
export interface FeatureWish {
  readonly name: string;
  readonly versionFormat: VersionFormat;
  readonly version: string;
  readonly description: string;
  readonly vendorString: string;
  readonly notice: string;
  readonly serialNumber: string;
  /** null: what the license model says */
  readonly dupGroup: readonly DupGroup[] | null;
}

export const emptyFeature: FeatureWish = {
  name: '',
  versionFormat: 'fixed',
  version: '',
  description: '',
  vendorString: '',
  notice: '',
  serialNumber: '',
  dupGroup: null,
};

export function wishOf(feature: Feature): FeatureWish {
  const { name, versionFormat, dupGroup } = feature;
  return {
    name,
    versionFormat,
    dupGroup,
    version: feature.version ?? '',
    description: feature.description ?? '',
    vendorString: feature.vendorString ?? '',
    notice: feature.notice ?? '',
    serialNumber: feature.serialNumber ?? '',
  };
}

/** A copy is most often of another version. */
export function copyOf(feature: Feature): FeatureWish {
  return { ...wishOf(feature), version: '' };
}

/** The fields of a feature as the server takes them. */
export function recordOf(wish: FeatureWish) {
  const { name, versionFormat, dupGroup } = wish;
  return {
    name: name.trim(),
    versionFormat,
    version: versionFormat === 'dateBased' ? null : textOf(wish.version),
    description: textOf(wish.description),
    vendorString: textOf(wish.vendorString),
    notice: textOf(wish.notice),
    serialNumber: textOf(wish.serialNumber),
    dupGroup: dupGroup === null ? null : dupGroups.filter((group) => dupGroup.includes(group)),
  };
}

function textOf(typed: string): string | null {
  const text = typed.trim();
  return text === '' ? null : text;
}
