import { decide, type Decision, type Reason } from '../../shared/decision.ts';
import type { CatalogState } from '../../shared/vocabulary.ts';

/** The arrows between the states of everything in the catalog that has states (reference 1.6). Obsolete is final. */
const arrows: Readonly<Record<CatalogState, readonly CatalogState[]>> = {
  draft: ['deployed'],
  deployed: ['draft', 'inactive', 'obsolete'],
  inactive: ['deployed', 'obsolete'],
  obsolete: [],
};

export interface CatalogEntity {
  readonly entity: 'feature' | 'featureBundle' | 'licenseModel' | 'licenseTechnology' | 'product';
  readonly key: string;
}

/** What is asked to change its state, and what the rules must know around it. */
export interface CatalogSubject extends CatalogEntity {
  readonly state: CatalogState;
  /** the first few of what refers to it, in words */
  readonly inUse: readonly string[];
  /** what it holds and is draft: features, of a product also bundles, of a suite also products; never license models */
  readonly drafts: readonly CatalogEntity[];
}

/** The changes of state, the asked one first. */
export interface CatalogStatePlan {
  readonly changes: readonly (CatalogEntity & { readonly from: CatalogState; readonly to: CatalogState })[];
}

/** How a state changes: what is deployed takes the drafts that it holds along, never its license models (reference 1.6). */
export function planCatalogState(subject: CatalogSubject, to: CatalogState): Decision<CatalogStatePlan> {
  const { entity, key, state: from } = subject;
  const drafts = to === 'deployed' ? subject.drafts : [];
  return decide(reasonsAgainstCatalogState(from, to, subject.inUse), () => ({
    changes: [
      { entity, key, from, to },
      ...drafts.map((draft) => ({ entity: draft.entity, key: draft.key, from: 'draft' as const, to })),
    ],
  }));
}

/**
 * What speaks against a change of state. `inUse` names what refers to the entity; a deployed one goes back to draft
 * only while nothing does.
 */
export function reasonsAgainstCatalogState(
  from: CatalogState,
  to: CatalogState,
  inUse: readonly string[],
): readonly Reason[] {
  const pointer = '/state';
  if (from === to) return [{ code: 'same_state', message: `It is ${from} already.`, pointer }];
  if (!arrows[from].includes(to)) {
    const possible = arrows[from];
    const remedy = possible.length === 0 ? `${from} is final.` : `From ${from} it can become ${possible.join(' or ')}.`;
    return [{ code: 'state_not_reachable', message: `It cannot go from ${from} to ${to}.`, remedy, pointer }];
  }
  if (to === 'draft' && inUse.length > 0)
    return [
      {
        code: 'in_use',
        message: `It is used by ${inUse.slice(0, 5).join(', ')}${inUse.length > 5 ? ' and others' : ''}.`,
        remedy: 'Make it inactive instead.',
        pointer,
      },
    ];
  return [];
}
