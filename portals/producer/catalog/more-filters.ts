import { countings, locks, versionFormats } from '../../../src/shared/vocabulary.ts';
import { featuresText } from '../../messages/en/producer-features.ts';
import { filtersText as text } from '../../messages/en/producer-filters.ts';
import { modelsText } from '../../messages/en/producer-license-models.ts';
import type { FilterField } from '../../shared/added-filters.ts';

/** What can be added to the filters of everything in the catalog that has a name. */
export const moreCatalogFilters: readonly FilterField[] = [
  { name: 'name', label: text.name, kind: 'text' },
  { name: 'description', label: text.description, kind: 'text' },
  { name: 'createdAt', label: text.made, kind: 'day' },
  { name: 'updatedAt', label: text.changed, kind: 'day' },
];

/** What can be added to the filters of features. */
export const moreFeatureFilters: readonly FilterField[] = [
  ...moreCatalogFilters,
  { name: 'version', label: featuresText.version, kind: 'text' },
  {
    name: 'versionFormat',
    label: featuresText.versionFormat,
    kind: 'choice',
    choices: versionFormats.map((value) => ({ value, label: featuresText[`format_${value}`] })),
  },
];

/** What can be added to the filters of license models. */
export const moreModelFilters: readonly FilterField[] = [
  ...moreCatalogFilters,
  {
    name: 'counting',
    label: modelsText.countingColumn,
    kind: 'choice',
    choices: countings.map((value) => ({ value, label: modelsText[`counting_${value}`] })),
  },
  {
    name: 'lock',
    label: modelsText.lock,
    kind: 'choice',
    choices: locks.map((value) => ({ value, label: modelsText[`lock_${value}`] })),
  },
];

/** What can be added to the filters of part numbers. */
export const morePartFilters: readonly FilterField[] = [
  { name: 'partNumber', label: text.partNumber, kind: 'text' },
  { name: 'description', label: text.description, kind: 'text' },
];
