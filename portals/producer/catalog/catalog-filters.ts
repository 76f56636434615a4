import { catalogStates } from '../../../src/shared/vocabulary.ts';
import { catalogText as text } from '../../messages/en/producer-catalog.ts';
import type { Filter } from '../../shared/resource-table-state.ts';

/** Finds by any part of a name or key. */
export const findFilter: Filter = { name: 'q', label: text.find, kind: 'text' };

export const stateFilter: Filter = {
  name: 'state',
  label: text.state,
  kind: 'choice',
  choices: catalogStates.map((value) => ({ value, label: text[`state_${value}`] })),
};

/** The filters of everything in the catalog that has a name and a state. */
export const catalogFilters: readonly Filter[] = [findFilter, stateFilter];
