import type { RightState } from '../src/shared/vocabulary.ts';

/**
 * The law of states as `product.md` 3 and reference 2.7 write it, for tests: put down here a second time, from the text, so that
 * the rules are not held against themselves.
 */

/** The columns of the tables below. */
const columns: readonly RightState[] = ['draft', 'deployed', 'inactive', 'test', 'obsolete', 'onHold'];

/** What a cell says: allowed, or the codes of the refusal. */
const answers = {
  yes: [],
  same: ['same_state'],
  no: ['state_not_reachable'],
  held: ['entitlement_state'],
  both: ['entitlement_state', 'state_not_reachable'],
} as const satisfies Record<string, readonly string[]>;

type Answer = keyof typeof answers;
type Row = readonly [Answer, Answer, Answer, Answer, Answer, Answer];

// From (down) to (across): draft, deployed, inactive, test, obsolete, onHold.
const entitlements: Readonly<Record<RightState, Row>> = {
  draft: ['same', 'yes', 'no', 'no', 'no', 'no'],
  deployed: ['yes', 'same', 'yes', 'no', 'yes', 'no'],
  inactive: ['yes', 'yes', 'same', 'no', 'yes', 'no'],
  test: ['no', 'no', 'no', 'same', 'no', 'no'],
  obsolete: ['no', 'no', 'no', 'no', 'same', 'no'],
  onHold: ['no', 'yes', 'no', 'no', 'no', 'same'],
};

// By the state of the entitlement; a state of items that it never holds has no row.
const items: Readonly<Record<RightState, Readonly<Partial<Record<RightState, Row>>>>> = {
  draft: {
    draft: ['same', 'held', 'no', 'both', 'no', 'both'],
    inactive: ['yes', 'held', 'same', 'both', 'yes', 'both'],
    obsolete: ['no', 'both', 'no', 'both', 'same', 'both'],
  },
  deployed: {
    draft: ['same', 'yes', 'no', 'both', 'no', 'both'],
    deployed: ['yes', 'same', 'yes', 'both', 'yes', 'both'],
    inactive: ['yes', 'yes', 'same', 'both', 'yes', 'both'],
    obsolete: ['no', 'no', 'no', 'both', 'same', 'both'],
  },
  inactive: {
    draft: ['same', 'held', 'no', 'both', 'no', 'both'],
    inactive: ['yes', 'held', 'same', 'both', 'yes', 'both'],
    obsolete: ['no', 'both', 'no', 'both', 'same', 'both'],
  },
  test: { test: ['both', 'both', 'both', 'same', 'both', 'both'] },
  obsolete: { obsolete: ['both', 'both', 'both', 'both', 'same', 'both'] },
  onHold: {
    draft: ['same', 'held', 'no', 'both', 'no', 'no'],
    inactive: ['yes', 'held', 'same', 'both', 'yes', 'no'],
    obsolete: ['no', 'both', 'no', 'both', 'same', 'no'],
    onHold: ['no', 'held', 'no', 'both', 'no', 'same'],
  },
};

/** A change of state, and the codes that it is refused with; none where it is allowed. */
export interface LawfulChange {
  readonly from: RightState;
  readonly to: RightState;
  readonly codes: readonly string[];
}

/** Every change of state of an entitlement. */
export const changesOfEntitlements: readonly LawfulChange[] = columns.flatMap((from) =>
  changesOf(from, entitlements[from]),
);

/** Every change of state of an item, under an entitlement in each state that can hold it. */
export const changesOfItems: readonly (LawfulChange & { readonly under: RightState })[] = columns.flatMap((under) =>
  Object.entries(items[under]).flatMap(([name, row]) =>
    columns
      .filter((state) => state === name)
      .flatMap((from) => changesOf(from, row).map((change) => ({ under, ...change }))),
  ),
);

/** True where an entitlement in one state holds items in the other. */
export function isHeldByLaw(entitlement: RightState, item: RightState): boolean {
  return items[entitlement][item] !== undefined;
}

/** Nothing leads out of these. */
export const finalByLaw: readonly RightState[] = ['test', 'obsolete'];

function changesOf(from: RightState, row: Row): readonly LawfulChange[] {
  return columns.flatMap((to, index) => {
    const answer = row[index];
    return answer === undefined ? [] : [{ from, to, codes: answers[answer] }];
  });
}
