import { describe, expect, test } from 'vitest';
import { rightStates, type RightState } from '../../shared/vocabulary.ts';
import { isAlwaysEditable, reasonsAgainstEditing, type Edited } from './editing.ts';

const lineItem = (state: RightState, more: Partial<Edited> = {}): Edited => ({
  kind: 'lineItem',
  key: 'ACT-1',
  state,
  activated: 0,
  allowEditingOfDeployedEntities: false,
  ...more,
});
const fields = ['description', 'quantity', 'term', 'products', 'licenseModels', 'activationId'];
const editable = (edited: Edited): readonly string[] =>
  fields.filter((field) => reasonsAgainstEditing(edited, [field], '').length === 0);

describe('what may be edited', () => {
  test('depends on the state', () => {
    const allowed = Object.fromEntries(rightStates.map((state) => [state, editable(lineItem(state))]));
    expect(allowed).toEqual({
      draft: fields,
      test: fields,
      onHold: fields.filter((field) => field !== 'activationId'),
      deployed: ['description'],
      inactive: [],
      obsolete: [],
    });
  });

  test('is more of what is deployed where the setting opens it, but no product of which something is activated', () => {
    const opened = { allowEditingOfDeployedEntities: true };
    expect(editable(lineItem('deployed', opened))).toEqual(fields.filter((field) => field !== 'activationId'));
    expect(editable(lineItem('deployed', { ...opened, activated: 1 }))).toEqual(['description', 'quantity', 'term']);
    for (const state of ['inactive', 'obsolete'] as const) expect(editable(lineItem(state, opened))).toEqual([]);
  });

  test('is never a field that says what something is', () => {
    for (const field of ['type', 'parentActivationId', 'state', 'nothing'])
      expect(reasonsAgainstEditing(lineItem('draft'), [field], '')).toHaveLength(1);
  });

  test('is told field by field, with where it is and what would cure it', () => {
    const reasons = reasonsAgainstEditing(
      lineItem('deployed'),
      ['description', 'startDate', 'products'],
      '/lineItems/3',
    );
    expect(reasons).toMatchObject([
      {
        code: 'not_editable',
        message: 'The start date of the line item ACT-1 cannot be changed while it is deployed.',
        pointer: '/lineItems/3/startDate',
      },
      { code: 'not_editable', pointer: '/lineItems/3/products' },
    ]);
    for (const state of rightStates)
      for (const { remedy } of reasonsAgainstEditing(lineItem(state), [...fields, 'type'], ''))
        expect(remedy).toMatch(/^[A-Z].*\.$/);
  });

  test('is the same of entitlements, and of maintenance, in their own fields', () => {
    expect(isAlwaysEditable('entitlement', 'contacts')).toBe(true);
    expect(isAlwaysEditable('entitlement', 'accountId')).toBe(false);
    const opened = { allowEditingOfDeployedEntities: true };
    const entitlement = lineItem('deployed', { kind: 'entitlement', ...opened });
    expect(reasonsAgainstEditing(entitlement, ['partnerContacts', 'channelPartners'], '')).toMatchObject([
      { pointer: '/channelPartners', remedy: 'Take it back to draft first.' },
    ]);
    const maintenance = lineItem('deployed', { kind: 'maintenanceLineItem', ...opened });
    expect(reasonsAgainstEditing(maintenance, ['covers', 'expirationDate', 'productId'], '')).toEqual([]);
  });
});
