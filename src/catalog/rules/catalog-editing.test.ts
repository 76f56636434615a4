import { describe, expect, test } from 'vitest';
import type { Reason } from '../../shared/decision.ts';
import { reasonsAgainstDeleting, reasonsAgainstEditing } from './catalog-editing.ts';

const codes = (reasons: readonly Reason[]) => reasons.map(({ code, pointer }) => `${code} ${pointer}`);

describe('what may be changed', () => {
  const fields = ['name', 'description', 'features', 'licenseModels'];

  test.each([
    ['draft', []],
    ['deployed', ['/name', '/features']],
    ['inactive', ['/name', '/features', '/licenseModels']],
    ['obsolete', ['/name', '/features', '/licenseModels']],
  ] as const)('of a product that is %s: all but %j', (state, refused) => {
    expect(codes(reasonsAgainstEditing('product', state, fields))).toEqual(
      refused.map((pointer) => `not_editable ${pointer}`),
    );
  });

  test.each(['deployed', 'inactive', 'obsolete'] as const)('of a product that is %s: also its line', (state) => {
    const makesNoLicense = ['productLine', 'downloads', 'attributes'];
    expect(reasonsAgainstEditing('product', state, makesNoLicense)).toEqual([]);
    expect(codes(reasonsAgainstEditing('license model', state, ['attributes']))).toEqual(['not_editable /attributes']);
  });

  test('is deleted only as a draft that nothing refers to, and every reference is told', () => {
    expect(reasonsAgainstDeleting({ what: 'product', state: 'draft', references: [] })).toEqual([]);
    expect(reasonsAgainstDeleting({ what: 'product line', state: undefined, references: [] })).toEqual([]);
    const references = ['suite fleet', 'line item A-1'];
    expect(
      reasonsAgainstDeleting({ what: 'product', state: 'obsolete', references }).map(({ code, message }) => [
        code,
        message,
      ]),
    ).toEqual([
      ['not_draft', 'The product is obsolete, and only drafts are deleted.'],
      ['in_use', 'It is used by suite fleet.'],
      ['in_use', 'It is used by line item A-1.'],
    ]);
  });
});
