import { describe, expect, test } from 'vitest';
import { parseDay, parseTerm } from '../../shared/day.ts';
import { versionDateOptions, type VersionDateOption } from '../../shared/vocabulary.ts';
import { reasonsAgainstVersionDate } from './version-date.ts';

const day = parseDay('2026-03-01') ?? null;
const term = parseTerm('P1Y') ?? null;
const codesOf = (versionDateOption: VersionDateOption, versionDate = day, versionTerm = term) =>
  reasonsAgainstVersionDate({ versionDateOption, versionDate, versionTerm }, '').map(({ code }) => code);

describe('the version date of a line item', () => {
  test('is given only with the option now, and may be left away with it', () => {
    expect(codesOf('now', day, null)).toEqual([]);
    expect(codesOf('now', null, null)).toEqual([]);
    for (const option of versionDateOptions.filter((one) => one !== 'now'))
      expect(codesOf(option)).toContain('version_date_not_allowed');
  });

  test('counts a term from the version start date only, and then needs it', () => {
    expect(codesOf('versionStartDateLater', null)).toEqual([]);
    expect(codesOf('versionStartDateLater', null, null)).toEqual(['version_term_required']);
    for (const option of versionDateOptions.filter((one) => one !== 'versionStartDateLater'))
      expect(codesOf(option, null)).toEqual(['version_term_not_allowed']);
  });
});
