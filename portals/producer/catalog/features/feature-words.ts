import { dupGroups, versionFormats } from '../../../../src/shared/vocabulary.ts';
import { featuresText as text } from '../../../messages/en/producer-features.ts';

/** What kind of version a feature has, in words. */
export function formatWords(value: unknown): string {
  const format = versionFormats.find((known) => known === value);
  return format === undefined ? '' : text[`format_${format}`];
}

/** What duplicates of a feature are grouped by, in words. */
export function dupGroupWords(value: unknown): string {
  if (!Array.isArray(value)) return text.dup_model;
  const groups = dupGroups.filter((group) => value.includes(group));
  return groups.length === 0 ? text.dup_none : groups.map((group) => text[`group_${group}`]).join(', ');
}
