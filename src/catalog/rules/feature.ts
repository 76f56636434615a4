import type { Reason } from '../../shared/decision.ts';
import type { CatalogState, DupGroup, VersionFormat } from '../../shared/vocabulary.ts';
import { reasonsAgainstName, type TakenNames } from './catalog-names.ts';

/** What an application asks for at run time (reference 1.6). */
export interface Feature {
  readonly featureId: string;
  readonly name: string;
  readonly versionFormat: VersionFormat;
  readonly version: string | null;
  readonly description: string | null;
  /** what licenses say of this feature in place of what the license model says; null: as the model says */
  readonly vendorString: string | null;
  readonly notice: string | null;
  readonly serialNumber: string | null;
  /** what duplicate requests are grouped by; none of it where it is empty, null: as the model says */
  readonly dupGroup: readonly DupGroup[] | null;
  readonly state: CatalogState;
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
