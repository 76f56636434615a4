import type { Reason } from '../../shared/decision.ts';
import type { CatalogState } from '../../shared/vocabulary.ts';

/** The arrows between the states of features, license models and products (reference 1.6). Obsolete is final. */
const arrows: Readonly<Record<CatalogState, readonly CatalogState[]>> = {
  draft: ['deployed'],
  deployed: ['draft', 'inactive', 'obsolete'],
  inactive: ['deployed', 'obsolete'],
  obsolete: [],
};

/**
 * What speaks against a change of state. `inUse` names what refers to the entity; a deployed one goes back to draft
 * only while nothing does.
 */
export function reasonsAgainstCatalogState(from: CatalogState, to: CatalogState, inUse: readonly string[]): readonly Reason[] {
  if (from === to) return [{ code: 'same_state', message: `It is ${from} already.` }];
  if (!arrows[from].includes(to)) {
    const possible = arrows[from];
    const remedy = possible.length === 0 ? `${from} is final.` : `From ${from} it can become ${possible.join(' or ')}.`;
    return [{ code: 'state_not_reachable', message: `It cannot go from ${from} to ${to}.`, remedy }];
  }
  if (to === 'draft' && inUse.length > 0)
    return [{ code: 'in_use', message: `It is used by ${inUse.slice(0, 5).join(', ')}${inUse.length > 5 ? ' and others' : ''}.`, remedy: 'Make it inactive instead.' }];
  return [];
}
