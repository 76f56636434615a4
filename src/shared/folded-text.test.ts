import { expect, test } from 'vitest';
import { foldText } from './folded-text.ts';

test.each([
  ['Łódź', 'lodz'],
  ['MÜLLER', 'muller'],
  ['Straße', 'strasse'],
  ['Ærø Þór', 'aero thor'],
  ['Đặng Văn', 'dang van'],
  ['İstanbul', 'istanbul'],
  ['ΣΊΣΥΦΟΣ', 'σισυφοσ'],
  ['長野', '長野'],
])('%s is found as %s', (text, folded) => {
  expect(foldText(text)).toBe(folded);
});
